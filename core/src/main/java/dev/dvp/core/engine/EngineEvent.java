package dev.dvp.core.engine;

/**
 * Something that an engine reports of a job. Texts are the engine's own, on one line, without
 * control characters, and shortened when they are very long; empty when the engine gave none.
 *
 * @param timestamp when it happened, as the engine wrote it, usually ISO 8601 in UTC
 * @param code what it is, for example {@code event.toolkit.upgrade}
 * @param details what happened
 * @param action what to do about it
 */
public record EngineEvent(String timestamp, String code, String details, String action) {}

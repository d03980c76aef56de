package dev.dvp.localengine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in the course of a job.
 *
 * @param timestamp when
 * @param code a stable message code, for example {@code event.toolkit.upgrade}
 * @param details what happened
 * @param action what the user can do about it, for a failure
 */
public record JobEvent(Instant timestamp, String code, String details, Optional<String> action) {}

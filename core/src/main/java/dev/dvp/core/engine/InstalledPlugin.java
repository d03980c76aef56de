package dev.dvp.core.engine;

import java.util.Optional;

/**
 * A plugin as an engine lists it. Texts are the engine's own, without control characters.
 *
 * @param identifier the plugin's id
 * @param name its name; empty when the engine gives none
 * @param reference how the engine's API refers to it, for example {@code TOOLKIT-3}
 * @param namespace where it was replicated from; absent when it was installed here
 * @param buildNumber its build number, when the engine says
 */
public record InstalledPlugin(
    String identifier,
    String name,
    String reference,
    Optional<String> namespace,
    Optional<String> buildNumber) {}

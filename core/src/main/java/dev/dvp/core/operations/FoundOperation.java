package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;

/**
 * An operation that the source registers.
 *
 * @param decorator the attribute path on the plugin object, for example {@code virtual.configure}
 * @param function the name of the Python function
 * @param location where the function is defined
 */
public record FoundOperation(String decorator, String function, Location location) {}

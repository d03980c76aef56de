package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import java.util.Optional;

/**
 * An operation that the source registers.
 *
 * @param decorator the attribute path on the plugin object, for example {@code virtual.configure}
 * @param function the name of the Python function; {@link #UNKNOWN_FUNCTION} when only running the
 *     source would tell
 * @param location where the function is defined
 * @param migrationId for a migration whose id is known and right, the canonical id; that of a Lua
 *     migration starts with {@code LUA}
 */
public record FoundOperation(
    String decorator, String function, Location location, Optional<String> migrationId) {
  /** Stands for a function of which not even the name is known. */
  public static final String UNKNOWN_FUNCTION = "?";
}

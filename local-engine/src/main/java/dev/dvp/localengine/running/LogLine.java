package dev.dvp.localengine.running;

/**
 * A line of a plugin's log.
 *
 * @param level the level's name, for example {@code INFO}
 * @param logger the logger's name
 * @param message the line
 * @param place where the plugin logged it
 * @param isCut whether the line is longer than an engine takes
 */
public record LogLine(
    String level, String logger, String message, PluginPlace place, boolean isCut) {}

package dev.dvp.localengine.running;

import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import java.nio.file.Path;

/**
 * A plugin as an engine has it: source, classes of the schema and libraries in one folder. Python
 * may do to the folder what it likes, so it is a copy.
 *
 * @param root the folder
 * @param entryPoint the module to import and the plugin object in it
 * @param type the plugin's type
 */
public record PluginFolder(Path root, EntryPoint entryPoint, PluginType type) {}

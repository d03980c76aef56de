package dev.dvp.core.plugin;

import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.schema.PluginSchemas;

/**
 * A plugin that was read and found valid: all that a build needs besides the files below srcDir.
 *
 * @param manifest the manifest
 * @param schemas the six schemas
 * @param operations what the source implements
 */
public record Plugin(PluginManifest manifest, PluginSchemas schemas, PluginOperations operations) {}

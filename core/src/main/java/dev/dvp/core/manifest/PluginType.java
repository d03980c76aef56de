package dev.dvp.core.manifest;

/** How a plugin ingests data: the manifest's {@code pluginType}. */
public enum PluginType {
  /** Data is copied straight from the source's host. */
  DIRECT,
  /** Data is prepared in a dataset that the engine mounts on a staging host. */
  STAGED
}

package dev.dvp.core.manifest;

import java.util.Optional;

/** How a plugin ingests data: the manifest's {@code pluginType}. */
public enum PluginType {
  /** Data is copied straight from the source's host. */
  DIRECT,
  /** Data is prepared in a dataset that the engine mounts on a staging host. */
  STAGED;

  /**
   * Finds a type by its name.
   *
   * @param name the manifest's value
   * @return the type, if the platform knows it under exactly this name
   */
  public static Optional<PluginType> named(String name) {
    return switch (name) {
      case "DIRECT" -> Optional.of(DIRECT);
      case "STAGED" -> Optional.of(STAGED);
      default -> Optional.empty();
    };
  }
}

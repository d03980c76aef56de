package dev.dvp.core.manifest;

import java.util.Optional;

/**
 * Where the engine finds the plugin object: the manifest's {@code entryPoint}.
 *
 * @param module a module below srcDir, dotted for packages
 * @param object the name of the plugin object in it
 */
public record EntryPoint(String module, String object) {
  /**
   * Reads {@code module:object}.
   *
   * @param text the manifest's value
   * @return the entry point, or nothing when the text has not exactly one colon with names beside
   *     it
   */
  public static Optional<EntryPoint> parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1 || text.indexOf(':', colon + 1) >= 0) {
      return Optional.empty();
    }
    return Optional.of(new EntryPoint(text.substring(0, colon), text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return module + ":" + object;
  }
}

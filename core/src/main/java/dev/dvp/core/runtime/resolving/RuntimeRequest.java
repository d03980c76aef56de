package dev.dvp.core.runtime.resolving;

import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.index.IndexSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What runtime packages are wanted for, and what they may come from.
 *
 * @param manifest the plugin's manifest; {@code dvp.yml} and {@code dvp.lock} lie beside it
 * @param python the Python of its language
 * @param choice which runtime is wanted
 * @param isLocked whether nothing but what the lock says may be taken
 * @param wheelhouses folders of wheels, the first first
 * @param index the index and the world around it
 * @param cache the folder that wheels are kept in
 */
public record RuntimeRequest(
    Path manifest,
    TargetPython python,
    RuntimeChoice choice,
    boolean isLocked,
    List<Path> wheelhouses,
    IndexSettings index,
    Path cache) {

  /** Copies the list. */
  public RuntimeRequest {
    wheelhouses = List.copyOf(wheelhouses);
  }

  /**
   * The same for another runtime.
   *
   * @param other which
   * @return a copy
   */
  public RuntimeRequest with(RuntimeChoice other) {
    return new RuntimeRequest(manifest, python, other, isLocked, wheelhouses, index, cache);
  }

  /** The folder of the plugin. */
  Path folder() {
    return manifest.toAbsolutePath().resolveSibling("");
  }
}

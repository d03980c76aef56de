package dev.dvp.localengine.running;

import java.nio.file.Path;
import java.util.List;

/**
 * That a plugin is to be debugged: its process waits for an editor before it imports the plugin.
 *
 * @param port where it listens on this machine
 * @param paths the folders that hold debugpy
 * @param listening is run when it listens
 */
public record Debugging(int port, List<Path> paths, Runnable listening) {
  /** Copies the paths. */
  public Debugging {
    paths = List.copyOf(paths);
  }
}

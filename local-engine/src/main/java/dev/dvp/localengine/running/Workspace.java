package dev.dvp.localengine.running;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadFolder;
import dev.dvp.core.runtime.BundledRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The temporary folder of a plugin's process: dvp's script, the runtime packages that it talks
 * through, a home, and a copy of the plugin, in which the process works. The plugin can take away
 * what it likes of it.
 */
public final class Workspace implements AutoCloseable {
  private static final String SCRIPT = "dvp_run.py";

  private final Path root;

  private Workspace(Path root) {
    this.root = root;
  }

  /**
   * Makes one for a plugin.
   *
   * @param plugin the plugin's files, with the classes of its schema and its libraries
   * @return the folder
   * @throws IOException when it cannot be written
   * @throws DvpException when a file of the plugin cannot be read
   */
  public static Workspace of(Payload plugin) throws IOException {
    Workspace workspace = new Workspace(Files.createTempDirectory("dvp-run-").toRealPath());
    try {
      Files.createDirectories(workspace.home());
      Files.createDirectories(workspace.plugin());
      PayloadFolder.write(workspace.root, BundledRuntime.script(SCRIPT));
      PayloadFolder.write(workspace.packages(), BundledRuntime.entries());
      PayloadFolder.write(workspace.plugin(), plugin.entries());
      return workspace;
    } catch (IOException | DvpException e) {
      workspace.close();
      throw e;
    }
  }

  Path script() {
    return root.resolve(SCRIPT);
  }

  Path packages() {
    return root.resolve("packages");
  }

  Path home() {
    return root.resolve("home");
  }

  /**
   * The copy of the plugin.
   *
   * @return its folder
   */
  public Path plugin() {
    return root.resolve("plugin");
  }

  /** Takes the folder away; what a plugin made undeletable stays. */
  @Override
  public void close() {
    FolderRemoval.quietly(root);
  }
}

package dev.dvp.localengine.running;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.TemporaryFolder;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadFolder;
import dev.dvp.core.runtime.BundledRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The temporary folder of a plugin's process: dvp's script and the runtime packages that it talks
 * through, unless these are kept elsewhere, a home, and a copy of the plugin, in which the process
 * works. The plugin can take away what it likes of it.
 */
public final class Workspace implements AutoCloseable {
  private static final String SCRIPT = "dvp_run.py";
  private static final String PACKAGES = "packages";
  private static final String PLUGIN = "plugin";

  private static final String GENERATED = "generated/";

  private final TemporaryFolder folder;
  private final Path root;
  private final Path runner;

  private Workspace(TemporaryFolder folder, Optional<Path> runner) {
    this.folder = folder;
    this.root = folder.path();
    this.runner = runner.orElse(root);
  }

  /** dvp's own modules and the runtime packages, by their names in the folder. */
  static List<Payload.Entry> ours() {
    List<Payload.Entry> ours = new ArrayList<>(BundledRuntime.script(SCRIPT));
    ours.addAll(below(PACKAGES, BundledRuntime.entries()));
    return ours;
  }

  /** The classes of a plugin's schema. */
  static List<Payload.Entry> classes(Payload plugin) {
    return plugin.entries().stream().filter(entry -> entry.name().startsWith(GENERATED)).toList();
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
    return of(plugin, KeptRunner.Made.none());
  }

  /**
   * Makes one for a plugin, with what was kept: its process starts in half the time.
   *
   * @param plugin the plugin's files, with the classes of its schema and its libraries
   * @param kept what was kept
   * @return the folder
   * @throws IOException when it cannot be written
   * @throws DvpException when a file of the plugin cannot be read
   */
  public static Workspace of(Payload plugin, KeptRunner.Made kept) throws IOException {
    Workspace workspace = new Workspace(TemporaryFolder.create("dvp-run-"), kept.folder());
    try {
      Files.createDirectories(workspace.home());
      Files.createDirectories(workspace.plugin());
      if (kept.folder().isEmpty()) {
        PayloadFolder.write(workspace.runner, ours());
      }
      PayloadFolder.write(workspace.plugin(), plugin.entries());
      PayloadFolder.write(workspace.plugin(), kept.classes());
      return workspace;
    } catch (IOException | DvpException e) {
      workspace.close();
      throw e;
    }
  }

  private static List<Payload.Entry> below(String folder, List<Payload.Entry> entries) {
    return entries.stream()
        .map(entry -> new Payload.Entry(folder + "/" + entry.name(), entry.content()))
        .toList();
  }

  Path script() {
    return runner.resolve(SCRIPT);
  }

  Path packages() {
    return runner.resolve(PACKAGES);
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
    return root.resolve(PLUGIN);
  }

  /** Takes the folder away; what a plugin made undeletable stays. */
  @Override
  public void close() {
    folder.close();
  }
}

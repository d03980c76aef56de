package dev.dvp.localengine.running;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadFolder;
import dev.dvp.core.runtime.BundledRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The temporary folder of a plugin's process: dvp's script, the runtime packages that it talks
 * through, a home, and a copy of the plugin, in which the process works. The plugin can take away
 * what it likes of it.
 */
public final class Workspace implements AutoCloseable {
  private static final String SCRIPT = "dvp_run.py";
  private static final String PACKAGES = "packages";
  private static final String PLUGIN = "plugin";

  /** The classes of the schema, which are not the author's either. */
  private static final String GENERATED = "generated/";

  private final Path root;

  private Workspace(Path root) {
    this.root = root;
  }

  /**
   * What a plugin's process loads that is not the author's, by its names in the folder: worth being
   * compiled beforehand.
   *
   * @param plugin the plugin's files, with the classes of its schema
   * @return dvp's own modules, the runtime packages and these classes
   */
  public static List<Payload.Entry> loaded(Payload plugin) {
    List<Payload.Entry> loaded = ours();
    loaded.addAll(
        below(
            PLUGIN,
            plugin.entries().stream()
                .filter(entry -> entry.name().startsWith(GENERATED))
                .toList()));
    return loaded;
  }

  private static List<Payload.Entry> ours() {
    List<Payload.Entry> ours = new ArrayList<>(BundledRuntime.script(SCRIPT));
    ours.addAll(below(PACKAGES, BundledRuntime.entries()));
    return ours;
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
    return of(plugin, List.of());
  }

  /**
   * Makes one for a plugin, with bytecode: the process starts in half the time.
   *
   * @param plugin the plugin's files, with the classes of its schema and its libraries
   * @param bytecode that of {@link #loaded}, as {@code ProcessBytecode} makes it
   * @return the folder
   * @throws IOException when it cannot be written
   * @throws DvpException when a file of the plugin cannot be read
   */
  public static Workspace of(Payload plugin, List<Payload.Entry> bytecode) throws IOException {
    Workspace workspace = new Workspace(Files.createTempDirectory("dvp-run-").toRealPath());
    try {
      Files.createDirectories(workspace.home());
      Files.createDirectories(workspace.plugin());
      PayloadFolder.write(workspace.root, ours());
      PayloadFolder.write(workspace.plugin(), plugin.entries());
      PayloadFolder.write(workspace.root, bytecode);
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
    return root.resolve(SCRIPT);
  }

  Path packages() {
    return root.resolve(PACKAGES);
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
    FolderRemoval.quietly(root);
  }
}

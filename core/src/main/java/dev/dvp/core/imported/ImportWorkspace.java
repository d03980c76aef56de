package dev.dvp.core.imported;

import dev.dvp.core.files.TemporaryFolder;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadFolder;
import dev.dvp.core.runtime.BundledRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The temporary folder that a plugin is imported in: the runtime packages and the generated classes
 * to search, a home, and a working folder in which the plugin's files appear as links, so that a
 * relative path finds them and what the plugin writes under a new name does not land among them.
 */
final class ImportWorkspace implements AutoCloseable {
  private static final String SCRIPT = "dvp_import.py";
  private static final int MAX_LINKS = 2000;

  private final TemporaryFolder folder;
  private final Path root;

  ImportWorkspace() throws IOException {
    folder = TemporaryFolder.create("dvp-import-");
    root = folder.path();
  }

  /** The script to start Python with. */
  Path script() {
    return root.resolve(SCRIPT);
  }

  /** The folder of the runtime packages and {@code generated}. */
  Path packages() {
    return root.resolve("packages");
  }

  Path home() {
    return root.resolve("home");
  }

  Path workingFolder() {
    return root.resolve("work");
  }

  Path answer() {
    return root.resolve("answer.json");
  }

  void fill(Path srcDir, Map<String, String> generated) throws IOException {
    Files.createDirectories(home());
    Files.createDirectories(workingFolder());
    PayloadFolder.write(root, BundledRuntime.script(SCRIPT));
    PayloadFolder.write(packages(), BundledRuntime.entries());
    PayloadFolder.write(packages(), entries(generated));
    link(srcDir);
  }

  private static List<Payload.Entry> entries(Map<String, String> texts) {
    List<Payload.Entry> entries = new ArrayList<>();
    texts.forEach(
        (name, text) ->
            entries.add(
                new Payload.Entry(
                    name, new Payload.InMemory(text.getBytes(StandardCharsets.UTF_8)))));
    return entries;
  }

  private void link(Path srcDir) throws IOException {
    int links = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(srcDir)) {
      for (Path entry : entries) {
        if (links++ < MAX_LINKS) {
          Path link = workingFolder().resolve(String.valueOf(entry.getFileName()));
          Files.createSymbolicLink(link, entry.toAbsolutePath());
        }
      }
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      // Windows lets few users make links: then relative paths find nothing, as on many engines.
      return;
    }
  }

  /** Takes the folder away; what a plugin made undeletable stays. */
  void delete() {
    folder.close();
  }

  /** The same as {@link #delete}. */
  @Override
  public void close() {
    delete();
  }
}

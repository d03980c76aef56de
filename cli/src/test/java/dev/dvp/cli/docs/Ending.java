package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds the plugin that a page's reader ends with against the example of it below {@code
 * docs/examples}: they differ in their ids, and in what {@code dvp} makes of the sources.
 *
 * @param example its name
 */
record Ending(String example) {
  private static final String MADE = "(\\.dvp|\\.vscode|src/generated)/.*|.*\\.pyc|artifact\\.json";

  void check(Path plugin, boolean isWritten) throws IOException {
    Path kept = Golden.root().resolve("docs/examples").resolve(example);
    if (isWritten && !sources(plugin).equals(Files.isDirectory(kept) ? sources(kept) : Map.of())) {
      for (String name : sources(plugin).keySet()) {
        Path file = kept.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Files.readString(plugin.resolve(name)));
      }
    }
    assertThat(sources(kept)).as("docs/examples/" + example).isEqualTo(sources(plugin));
  }

  private static Map<String, String> sources(Path plugin) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(plugin)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = plugin.relativize(file).toString();
        if (!name.matches(MADE)) {
          sources.put(name, Files.readString(file).replaceAll("(?m)^id: .*$", "id: another"));
        }
      }
    }
    return sources;
  }
}

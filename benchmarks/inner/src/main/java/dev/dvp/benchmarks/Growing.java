package dev.dvp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Plugins of any size, which are the same at each run. */
final class Growing {
  private static final int BLOCK = 1 << 20;

  private Growing() {}

  /** A folder that the caller removes with {@link #remove}. */
  static Path folder() throws IOException {
    return Files.createTempDirectory("dvp-benchmark");
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /**
   * Writes a plugin whose source has so many modules besides the entry module, of about 60 lines
   * each.
   *
   * @return its manifest
   */
  static Path plugin(Path folder, int modules) throws IOException {
    Path source = Files.createDirectories(folder.resolve("src"));
    Files.writeString(
        folder.resolve("plugin_config.yml"),
        """
        id: 16bef554-9470-11e9-b2e3-8c8590d4a42c
        name: Benchmark
        language: PYTHON311
        hostTypes: [UNIX]
        pluginType: DIRECT
        entryPoint: plugin_runner:plugin
        srcDir: src
        schemaFile: schema.json
        buildNumber: "1.0"
        """);
    Files.writeString(folder.resolve("schema.json"), schema(3));
    StringBuilder runner = new StringBuilder("from dlpx.virtualization.platform import Plugin\n");
    for (int i = 0; i < modules; i++) {
      runner.append("import module_").append(i).append('\n');
      Files.writeString(source.resolve("module_" + i + ".py"), module(i));
    }
    runner.append("\nplugin = Plugin()\n");
    Files.writeString(source.resolve("plugin_runner.py"), runner);
    return folder.resolve("plugin_config.yml");
  }

  private static String module(int number) {
    StringBuilder text = new StringBuilder("\"\"\"Module " + number + ".\"\"\"\nimport re\n");
    for (int i = 0; i < 6; i++) {
      text.append(
          """


          def step_%1$d(host, values, limit=%2$d):
              \"""Looks at what %1$d brings.\"""
              found = {}
              for name, value in sorted(values.items()):
                  match = re.match(r"^(\\w+)=(.*)$", "{}={}".format(name, value))
                  if match is None or len(found) > limit:
                      continue
                  found[match.group(1)] = [part for part in match.group(2).split(",") if part]
              return host, found
          """
              .formatted(i, number));
    }
    return text.toString();
  }

  /** Six definitions, of which each has so many properties. */
  static String schema(int properties) {
    StringBuilder text = new StringBuilder("{\n");
    for (String kind :
        List.of(
            "repositoryDefinition",
            "sourceConfigDefinition",
            "linkedSourceDefinition",
            "virtualSourceDefinition",
            "snapshotDefinition",
            "snapshotParametersDefinition")) {
      text.append("  \"").append(kind).append("\": {\n    \"type\": \"object\",\n");
      if (kind.startsWith("repository") || kind.startsWith("sourceConfig")) {
        text.append("    \"nameField\": \"p0\",\n    \"identityFields\": [\"p0\"],\n");
      }
      text.append("    \"required\": [\"p0\"],\n    \"properties\": {\n");
      for (int i = 0; i < properties; i++) {
        text.append("      \"p").append(i).append("\": {\"type\": \"string\", \"prettyName\": \"P");
        text.append(i).append("\", \"description\": \"What it is for.\", \"maxLength\": 80}");
        text.append(i + 1 < properties ? ",\n" : "\n");
      }
      text.append("    }\n  },\n");
    }
    return text.substring(0, text.length() - 2) + "\n}\n";
  }

  /**
   * Adds so many megabytes to a plugin's source, half of it text and half of it noise, in files of
   * 5 MB.
   */
  static void addData(Path folder, int megabytes, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] noise = new byte[BLOCK];
    byte[] text = new byte[BLOCK];
    for (int file = 0; file * 5 < megabytes; file++) {
      Path target = folder.resolve("src/data_" + file + ".bin");
      try (java.io.OutputStream out = Files.newOutputStream(target)) {
        for (int block = 0; block < 5; block++) {
          random.nextBytes(noise);
          for (int i = 0; i < BLOCK; i++) {
            text[i] = (byte) ('a' + (noise[i] & 7));
          }
          out.write(block % 2 == 0 ? noise : text);
        }
      }
    }
  }
}

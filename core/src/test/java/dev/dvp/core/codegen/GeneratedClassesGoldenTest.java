package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generated text itself. After a wanted change run the test with {@code
 * -Ddvp.golden.write=true} and read the difference.
 */
class GeneratedClassesGoldenTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/dvp/core/codegen/golden").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"empty", "typical", "rich", "hostile"})
  void rendersWhatItDid(String name) throws Exception {
    Path folder = GOLDEN.resolve(name);
    GeneratedClasses classes = GeneratedClasses.of(Schemas.read(folder.resolve("schema.json")));
    Map<String, String> texts = new TreeMap<>();
    classes
        .files()
        .forEach(
            (file, text) -> {
              boolean fixed =
                  file.matches(".*(_|generated/__init__)\\.py") && !file.contains("__init__");
              if (!fixed) {
                texts.put(file.replace('/', '.') + ".txt", text);
              }
            });
    StringBuilder findings = new StringBuilder();
    classes
        .diagnostics()
        .forEach(
            d ->
                findings.append(
                    "%d:%d %s %s: %s%n    %s%n"
                        .formatted(
                            d.location().line(),
                            d.location().column(),
                            d.severity().word(),
                            d.rule().id(),
                            d.message(),
                            d.help())));
    texts.put("findings.txt", findings.toString());
    if ("write".equals(System.getProperty("dvp.golden"))) {
      write(folder, texts);
    }
    Map<String, String> expected = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        expected.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(texts).isEqualTo(expected);
  }

  private static void write(Path folder, Map<String, String> texts) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey()), text.getValue());
    }
  }

  @Test
  void hasAGoldenFolderForEachCase() throws Exception {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      assertThat(folders.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("empty", "typical", "rich", "hostile");
    }
  }
}

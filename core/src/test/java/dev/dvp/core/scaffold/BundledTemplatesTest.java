package dev.dvp.core.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledTemplatesTest {
  private static final Path SOURCES =
      Path.of("..", "scaffold-templates", "src/main/resources/dev/dvp/templates");

  @TempDir Path folder;

  static Stream<String> names() {
    return BundledTemplates.names().stream();
  }

  @Test
  void theIndexNamesEachFolder() throws IOException {
    try (Stream<Path> folders = Files.list(SOURCES).filter(Files::isDirectory)) {
      assertThat(folders.map(path -> path.getFileName().toString()).sorted())
          .isEqualTo(BundledTemplates.names())
          .containsExactly("direct", "files", "postgres", "staged");
    }
    assertThatThrownBy(() -> BundledTemplates.named("no"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDescriptionNamesEachFile(String name) throws IOException {
    TemplateDescription about = BundledTemplates.named(name).description();
    assertThat(about.title()).isNotBlank().hasSizeLessThan(50);
    assertThat(about.summary()).isNotBlank().hasSizeLessThan(100);
    assertThat(about.pluginTypes()).hasSize(1);
    assertThat(about.hostTypes()).contains(HostType.UNIX);
    assertThat(about.reserves()).containsExactly("src/generated");
    assertThat(about.files()).containsAll(about.placeholders());
    Path source = SOURCES.resolve(name);
    try (Stream<Path> files = Files.walk(source).filter(Files::isRegularFile)) {
      assertThat(files.map(file -> source.relativize(file).toString().replace('\\', '/')))
          .filteredOn(file -> !file.equals(TemplateDescription.FILE))
          .containsExactlyInAnyOrderElementsOf(about.files());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsWrittenIsReadable(String name) throws IOException {
    ScaffoldTemplate template = BundledTemplates.named(name);
    PluginType type = template.description().pluginTypes().iterator().next();
    try (CreatedPaths created = new CreatedPaths()) {
      List<Path> files =
          Scaffolder.scaffold(
              new ScaffoldRequest(template, folder, "My DB", new UUID(1, 2), type, HostType.UNIX),
              created);
      for (Path file : files) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("{{", "\r", "\t").endsWith("\n");
        if (file.toString().endsWith(".py")) {
          assertThat(text.lines()).allMatch(line -> line.length() < 100);
        }
      }
    }
  }
}

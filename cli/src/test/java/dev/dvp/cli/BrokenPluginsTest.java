package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken plugin is refused with a clear message, and nothing that was there is touched. */
class BrokenPluginsTest {
  @TempDir Path folder;

  static Stream<BrokenInput> all() {
    return Stream.of(BrokenPlugins.manifests(), BrokenPlugins.schemas(), BrokenPlugins.sources())
        .flatMap(java.util.List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isRefused(BrokenInput input) throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = dvp.scaffold("plugin");
    input.fault().in(plugin);
    Files.writeString(plugin.resolve("artifact.json"), "the last good one");

    DvpRunner.Result text = dvp.runIn(plugin, "validate");
    assertThat(text.exitCode()).as(text.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(text.out()).contains(input.place()).contains(input.says()).contains("error[");
    assertCalm(text);

    DvpRunner.Result build = dvp.runIn(plugin, "build");
    assertThat(build.exitCode()).as(build.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(plugin.resolve("artifact.json")).hasContent("the last good one");
    assertThat(build.out()).isEmpty();
    assertCalm(build);

    for (String format : new String[] {"json", "sarif"}) {
      DvpRunner.Result document = dvp.runIn(plugin, "validate", "--format", format);
      assertThat(document.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(new ObjectMapper().readTree(document.out()).isObject()).isTrue();
      assertThat(document.err()).isEmpty();
    }
    try (Stream<Path> files = Files.list(plugin)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .as("no temporary file is left behind")
          .isSubsetOf(
              "plugin_config.yml",
              "schema.json",
              "lab.yml",
              "src",
              ".dvp",
              ".dvpignore",
              ".vscode",
              "artifact.json");
    }
  }

  static Stream<BrokenInput> suspicious() {
    return BrokenPlugins.suspicious().stream();
  }

  @ParameterizedTest
  @MethodSource("suspicious")
  void isWarnedAboutAndRefusedWhenStrict(BrokenInput input) throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = dvp.scaffold("plugin");
    input.fault().in(plugin);
    DvpRunner.Result strict = dvp.runIn(plugin, "validate", "--strict");
    assertThat(strict.exitCode()).as(strict.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(strict.out()).contains(input.place(), input.says(), "warning[");
    assertCalm(strict);
  }

  private static void assertCalm(DvpRunner.Result result) {
    String all = result.out() + result.err();
    assertThat(all).doesNotContain("Exception", "\tat ", "\0");
  }
}

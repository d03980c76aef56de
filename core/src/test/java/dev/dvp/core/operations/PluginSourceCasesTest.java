package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginSourceCasesTest {
  static final List<String> FILES =
      List.of(
          "plugin-object.txt",
          "registration.txt",
          "migrations.txt",
          "imports.txt",
          "conditions.txt",
          "builtins.txt",
          "laziness.txt",
          "styles.txt",
          "idioms.txt",
          "faults.txt");

  static Stream<SourceCase> cases() {
    return FILES.stream().flatMap(file -> SourceCase.load(file).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void seesWhatImportingWouldRegister(SourceCase source, @TempDir Path folder) throws IOException {
    Path srcDir = folder.resolve("src");
    SourceCase.Outcome outcome = source.read(srcDir);

    assertThat(findings(outcome, srcDir))
        .as("%s", outcome.findings())
        .isEqualTo(words(source.header().getOrDefault("findings", "")));
    String expected = source.header().get("expect");
    assertThat(outcome.operations().isEmpty()).isEqualTo(expected.equals("-"));
    if (outcome.operations().isPresent()) {
      assertThat(operations(outcome.operations().get(), words(expected)))
          .isEqualTo(words(expected));
      assertThat(outcome.operations().get().migrationIds())
          .isEqualTo(words(source.header().getOrDefault("ids", "")));
    }
  }

  /** All findings but the required operations that a small case leaves out. */
  private static List<String> findings(SourceCase.Outcome outcome, Path srcDir) {
    return outcome.findings().stream()
        .filter(finding -> finding.rule() != OperationRule.MISSING_OPERATION)
        .map((Diagnostic finding) -> SourceCase.shown(finding, srcDir))
        .toList();
  }

  /** Each operation, with its function where the case names one. */
  private static List<String> operations(PluginOperations operations, List<String> expected) {
    List<String> shown = new ArrayList<>();
    for (FoundOperation found : operations.found()) {
      int index = shown.size();
      boolean isNamed = index < expected.size() && expected.get(index).contains("=");
      shown.add(found.decorator() + (isNamed ? "=" + found.function() : ""));
    }
    return shown;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" +"));
  }
}

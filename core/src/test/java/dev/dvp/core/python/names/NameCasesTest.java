package dev.dvp.core.python.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NameCasesTest {
  static Stream<NameCase> cases() {
    return Stream.of("names.txt", "imports.txt").flatMap(file -> NameCase.load(file).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsMissingAndNothingElse(NameCase source, @TempDir Path folder) throws IOException {
    List<Diagnostic> findings = source.check(folder);

    assertThat(findings.stream().map(finding -> NameCase.asWord(finding, folder)).sorted())
        .as("%s", findings)
        .containsExactlyElementsOf(
            words(source.header().getOrDefault("expect", "")).stream().sorted().toList());
  }

  /** The recorded verdicts of pyflakes: the same as ours, or the case says why not. */
  @ParameterizedTest
  @MethodSource("cases")
  void whatDiffersFromPyflakesIsExplained(NameCase source) {
    assertThat(source.header().containsKey("why"))
        .isEqualTo(source.header().containsKey("pyflakes"));
  }

  @Test
  void thereAreEnough() {
    assertThat(NameCase.load("names.txt")).hasSizeGreaterThan(150);
    assertThat(cases().map(NameCase::name)).doesNotHaveDuplicates();
  }

  @Test
  void messagesSayWhatToDo(@TempDir Path folder) throws IOException {
    NameCase source =
        new NameCase(
            "messages",
            java.util.Map.of(),
            java.util.Map.of(
                "m.py",
                """
                import urllib2
                import jsonn
                from helper import repositry
                snapshot = 1
                print(snapshto, unicode)
                """,
                "helper.py",
                "repository = 1\n"));

    assertThat(source.check(folder))
        .extracting(Diagnostic::help)
        .containsExactly(
            "Import `urllib.request` instead.",
            "Did you mean `json`?",
            "Did you mean `repository`?",
            "Did you mean `snapshot`?",
            "Write `str`, which is Unicode text in Python 3.");
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split(" +", -1)));
  }
}

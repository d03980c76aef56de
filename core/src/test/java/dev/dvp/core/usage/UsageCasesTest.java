package dev.dvp.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageCasesTest {
  private static final List<String> FILES =
      List.of(
          "generated.txt", "commands.txt", "logging.txt", "files.txt", "returns.txt", "idioms.txt");

  static Stream<UsageCase> cases() {
    return FILES.stream().flatMap(file -> UsageCase.load(file).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsMarkedAndNothingElse(UsageCase source, @TempDir Path folder) throws IOException {
    List<Diagnostic> all = source.read(folder);

    List<Diagnostic> ours =
        all.stream().filter(finding -> finding.rule() instanceof UsageRule).toList();
    assertThat(ours.stream().map(finding -> UsageCase.place(finding, folder)))
        .as("%s", ours)
        .containsExactlyInAnyOrderElementsOf(
            source.expected().stream().map(UsageCase.Expected::place).toList());
    assertThat(all)
        .as("other errors")
        .filteredOn(f -> !ours.contains(f))
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
    for (UsageCase.Expected expected : source.expected()) {
      Diagnostic finding =
          ours.stream()
              .filter(one -> UsageCase.place(one, folder).equals(expected.place()))
              .findFirst()
              .orElseThrow();
      assertThat(finding.help()).isNotEmpty().doesNotContain("\n");
      if (!expected.help().isEmpty()) {
        assertThat(finding.help()).contains("`" + expected.help() + "`");
      }
    }
  }

  @Test
  void everyRuleHasItsCases() {
    List<UsageCase> all = new ArrayList<>(cases().toList());
    all.sort(Comparator.comparing(UsageCase::name));
    assertThat(all).extracting(UsageCase::name).doesNotHaveDuplicates();
    for (UsageRule rule : UsageRule.values()) {
      long wrong =
          all.stream()
              .filter(one -> one.expected().stream().anyMatch(e -> e.place().startsWith(rule.id())))
              .count();
      assertThat(wrong).as(rule.id()).isGreaterThanOrEqualTo(5);
    }
  }
}

package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.localengine.environments.EnvironmentRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalEngineRuleTest {
  static Stream<Rule> rules() {
    return Stream.concat(
        Arrays.stream(LocalEngineRule.values()), Arrays.stream(EnvironmentRule.values()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasItsPage(Rule rule) throws IOException {
    try (InputStream in =
        Rule.class.getResourceAsStream("/dev/dvp/core/rules/" + rule.id() + ".md")) {
      assertThat(in).isNotNull();
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(page)
          .startsWith("# " + rule.id() + " " + rule.title() + "\n\n")
          .contains("\n\nWrong:\n\n```console\n", "\n\nRight:\n\n```console\n");
    }
    assertThat(rule.id()).matches("E8[0-9]{2}");
    assertThat(rule.severity()).isEqualTo(Severity.ERROR);
  }
}

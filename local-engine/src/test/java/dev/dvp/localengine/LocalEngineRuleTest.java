package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.localengine.datasets.DatasetRule;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.workflows.WorkflowRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalEngineRuleTest {
  static Stream<Rule> rules() {
    return Stream.<Rule[]>of(
            LocalEngineRule.values(),
            EnvironmentRule.values(),
            DatasetRule.values(),
            WorkflowRule.values())
        .flatMap(Arrays::stream);
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
          .containsPattern("\n\nWrong:\n\n```(console|python)\n")
          .containsPattern("\n\nRight:\n\n```(console|python)\n");
    }
    assertThat(rule.id()).matches("E8[0-9]{2}");
    assertThat(rule.severity()).isIn(Severity.ERROR, Severity.WARNING);
  }
}

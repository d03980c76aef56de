package dev.dvp.localengine.environments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentRuleTest {
  @ParameterizedTest
  @EnumSource
  void everyRuleHasItsPage(EnvironmentRule rule) throws IOException {
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

package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.settings.SettingsRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule about engines and settings has its page, in the form that `dvp explain` prints. */
class EngineRulePagesTest {
  static Stream<Rule> rules() {
    return Stream.concat(Arrays.stream(EngineRule.values()), Arrays.stream(SettingsRule.values()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasAPage(Rule rule) throws IOException {
    String resource = "/dev/dvp/core/rules/" + rule.id() + ".md";
    try (InputStream in = EngineRule.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(page)
          .startsWith("# " + rule.id() + " " + rule.title() + "\n\n")
          .containsSubsequence("\n\nWrong:\n\n```", "```\n\nRight:\n\n```")
          .endsWith("\n```\n");
    }
  }
}

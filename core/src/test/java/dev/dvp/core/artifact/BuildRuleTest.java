package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuildRuleTest {
  @Test
  void idsAndTitlesAreUnique() {
    assertThat(Arrays.stream(BuildRule.values()).map(BuildRule::id))
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(Arrays.stream(BuildRule.values()).map(BuildRule::title)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(BuildRule.class)
  void everyRuleHasItsPage(BuildRule rule) throws IOException {
    try (InputStream in =
        BuildRule.class.getResourceAsStream("/dev/dvp/core/rules/" + rule.id() + ".md")) {
      assertThat(in).isNotNull();
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(page)
          .startsWith("# " + rule.id() + " " + rule.title() + "\n\n")
          .containsOnlyOnce("\nWrong:\n\n```console\n$ ")
          .containsOnlyOnce("\nRight:\n\n```console\n$ ")
          .endsWith("```\n");
    }
  }
}

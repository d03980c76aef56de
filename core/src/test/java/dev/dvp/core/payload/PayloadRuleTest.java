package dev.dvp.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadRuleTest {
  @Test
  void idsAndTitlesAreUnique() {
    assertThat(Arrays.stream(PayloadRule.values()).map(PayloadRule::id))
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(Arrays.stream(PayloadRule.values()).map(PayloadRule::title)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(PayloadRule.class)
  void everyRuleHasItsPage(PayloadRule rule) throws IOException {
    try (InputStream in =
        PayloadRule.class.getResourceAsStream("/dev/dvp/core/rules/" + rule.id() + ".md")) {
      assertThat(in).isNotNull();
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(page).startsWith("# " + rule.id() + " " + rule.title() + "\n\n");
    }
  }
}

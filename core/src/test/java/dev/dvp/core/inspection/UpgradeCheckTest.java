package dev.dvp.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeCheckTest {
  private static UpgradeCheck.Version version(String number, PluginType type, String... ids) {
    return new UpgradeCheck.Version(
        "P", type, BuildNumber.parse(number).orElseThrow(), List.of(ids));
  }

  @Test
  void theSameAndHigherBuildNumbersAreFine() {
    UpgradeCheck.Version old = version("1.9", PluginType.DIRECT, "1");
    assertThat(UpgradeCheck.refusals(old, old)).isEmpty();
    assertThat(UpgradeCheck.refusals(old, version("1.10", PluginType.DIRECT, "2", "1"))).isEmpty();
  }

  @Test
  void allReasonsAreGiven() {
    assertThat(
            UpgradeCheck.refusals(
                version("1.10", PluginType.DIRECT, "1", "2"), version("1.9", PluginType.STAGED)))
        .extracting(UpgradeCheck.Refusal::rule)
        .containsExactly(
            ComparisonRule.LOWER_BUILD_NUMBER,
            ComparisonRule.OTHER_TYPE,
            ComparisonRule.VANISHED_MIGRATION);
  }
}

package dev.dvp.core.inspection;

import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an engine refuses when a plugin of the same id is installed already. The same build number
 * again is fine.
 */
public final class UpgradeCheck {
  private UpgradeCheck() {}

  /**
   * One version of a plugin, as far as upgrades go by it.
   *
   * @param name the plugin's name as users see it
   * @param type how it ingests data
   * @param buildNumber its build number
   * @param migrationIds the ids of its migrations
   */
  public record Version(
      String name, PluginType type, BuildNumber buildNumber, List<String> migrationIds) {
    /** Copies the migrations. */
    public Version {
      migrationIds = List.copyOf(migrationIds);
    }
  }

  /**
   * One reason to refuse an upgrade.
   *
   * @param rule which
   * @param message what is wrong
   * @param help what to do about it
   */
  public record Refusal(ComparisonRule rule, String message, String help) {}

  /**
   * Checks an upgrade.
   *
   * @param installed the version that is there
   * @param uploaded the version that shall take its place
   * @return all reasons to refuse it, the weightiest first; empty when there are none
   */
  public static List<Refusal> refusals(Version installed, Version uploaded) {
    List<Refusal> refusals = new ArrayList<>();
    if (uploaded.buildNumber().compareTo(installed.buildNumber()) < 0) {
      refusals.add(lowerBuildNumber(installed, uploaded));
    }
    if (uploaded.type() != installed.type()) {
      refusals.add(otherType(installed, uploaded));
    }
    Set<String> vanished = new LinkedHashSet<>(installed.migrationIds());
    uploaded.migrationIds().forEach(vanished::remove);
    if (!vanished.isEmpty()) {
      refusals.add(vanished(uploaded, vanished));
    }
    return refusals;
  }

  private static Refusal lowerBuildNumber(Version installed, Version uploaded) {
    return new Refusal(
        ComparisonRule.LOWER_BUILD_NUMBER,
        "The plugin \""
            + uploaded.name()
            + "\" cannot be upgraded: its build number "
            + uploaded.buildNumber()
            + " is lower than the installed one, "
            + installed.buildNumber()
            + ".",
        "Give the plugin a build number of "
            + installed.buildNumber()
            + " or higher and upload it again.");
  }

  private static Refusal otherType(Version installed, Version uploaded) {
    return new Refusal(
        ComparisonRule.OTHER_TYPE,
        "The plugin \""
            + uploaded.name()
            + "\" cannot be upgraded: it is installed as "
            + installed.type()
            + ", and the uploaded one is "
            + uploaded.type()
            + ". Datasets of the one cannot become datasets of the other.",
        "Keep the plugin type, or give the plugin an id of its own.");
  }

  private static Refusal vanished(Version uploaded, Set<String> migrations) {
    return new Refusal(
        ComparisonRule.VANISHED_MIGRATION,
        "The plugin \""
            + uploaded.name()
            + "\" cannot be upgraded: the installed one has migrations that it lacks: "
            + String.join(", ", migrations)
            + ".",
        "Keep every migration that a released version had, and upload the plugin again.");
  }
}

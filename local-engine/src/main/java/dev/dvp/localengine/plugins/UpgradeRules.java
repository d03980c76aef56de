package dev.dvp.localengine.plugins;

import dev.dvp.localengine.store.Failure;
import dev.dvp.localengine.store.InstalledPlugin;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What an engine refuses when a plugin of the same id is installed already. */
final class UpgradeRules {
  private UpgradeRules() {}

  /** The first reason to refuse, if there is one. The same build number again is fine. */
  static Optional<Failure> refusal(
      InstalledPlugin.Version installed, InstalledPlugin.Version uploaded) {
    if (uploaded.buildNumber().compareTo(installed.buildNumber()) < 0) {
      return Optional.of(lowerBuildNumber(installed, uploaded));
    }
    if (uploaded.type() != installed.type()) {
      return Optional.of(otherType(installed, uploaded));
    }
    Set<String> vanished = new LinkedHashSet<>(installed.migrationIds());
    uploaded.migrationIds().forEach(vanished::remove);
    return vanished.isEmpty() ? Optional.empty() : Optional.of(vanished(uploaded, vanished));
  }

  private static Failure lowerBuildNumber(
      InstalledPlugin.Version installed, InstalledPlugin.Version uploaded) {
    return new Failure(
        "exception.toolkit.upgrade.build.number.lower",
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

  private static Failure otherType(
      InstalledPlugin.Version installed, InstalledPlugin.Version uploaded) {
    return new Failure(
        "exception.toolkit.upgrade.type.changed",
        "The plugin \""
            + uploaded.name()
            + "\" cannot be upgraded: it is installed as "
            + installed.type()
            + ", and the uploaded one is "
            + uploaded.type()
            + ". Datasets of the one cannot become datasets of the other.",
        "Keep the plugin type, or give the plugin an id of its own.");
  }

  private static Failure vanished(InstalledPlugin.Version uploaded, Set<String> migrations) {
    return new Failure(
        "exception.toolkit.upgrade.migration.missing",
        "The plugin \""
            + uploaded.name()
            + "\" cannot be upgraded: the installed one has migrations that it lacks: "
            + String.join(", ", migrations)
            + ".",
        "Keep every migration that a released version had, and upload the plugin again.");
  }
}

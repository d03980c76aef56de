package dev.dvp.localengine.plugins;

import dev.dvp.core.inspection.UpgradeCheck;
import dev.dvp.localengine.store.Failure;
import dev.dvp.localengine.store.InstalledPlugin;
import java.util.Optional;

/** What an engine refuses when a plugin of the same id is installed already. */
final class UpgradeRules {
  private UpgradeRules() {}

  /** The first reason to refuse, if there is one. The same build number again is fine. */
  static Optional<Failure> refusal(
      InstalledPlugin.Version installed, InstalledPlugin.Version uploaded) {
    return UpgradeCheck.refusals(version(installed), version(uploaded)).stream()
        .findFirst()
        .map(UpgradeRules::failure);
  }

  private static UpgradeCheck.Version version(InstalledPlugin.Version version) {
    return new UpgradeCheck.Version(
        version.name(), version.type(), version.buildNumber(), version.migrationIds());
  }

  private static Failure failure(UpgradeCheck.Refusal refusal) {
    String id =
        switch (refusal.rule()) {
          case LOWER_BUILD_NUMBER -> "exception.toolkit.upgrade.build.number.lower";
          case OTHER_TYPE -> "exception.toolkit.upgrade.type.changed";
          default -> "exception.toolkit.upgrade.migration.missing";
        };
    return new Failure(id, refusal.message(), refusal.help());
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.settings.Configuration;
import dev.dvp.core.settings.ConfigurationReader;
import dev.dvp.core.settings.Settings;
import dev.dvp.core.settings.SettingsRule;
import java.util.function.Predicate;

/** What the environment and {@code ~/.dvp/config} set. */
final class UserSettings {
  private UserSettings() {}

  /** Reads both; warnings about the file are shown. */
  static Settings read(Invocation call) {
    return read(call, finding -> true);
  }

  /** The same for a command that goes on to write the file, which closes it to others. */
  static Settings readToWrite(Invocation call) {
    return read(call, finding -> !finding.rule().equals(SettingsRule.CONFIGURATION_EXPOSED));
  }

  private static Settings read(Invocation call, Predicate<Diagnostic> isShown) {
    Diagnostics found = new Diagnostics();
    Configuration configuration = new ConfigurationReader(call.host().home()).read(found);
    found.throwIfErrors();
    if (call.verbosity() > -2) {
      TextReport report = new TextReport(call.host(), call.errStyle());
      call.host().err().print(report.findings(found.sorted().stream().filter(isShown).toList()));
    }
    return Settings.of(configuration, call.host().env());
  }
}

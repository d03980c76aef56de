package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with {@code ~/.dvp/config}. */
public enum SettingsRule implements Rule {
  /** A line that is neither a section, nor a setting, nor a comment. */
  CONFIGURATION_SYNTAX("E001", "configuration-syntax", Severity.ERROR),
  /** The file is there and cannot be read as text. */
  CONFIGURATION_UNREADABLE("E002", "configuration-unreadable", Severity.ERROR),
  /** Other users of the machine can read a password, or write commands. */
  CONFIGURATION_EXPOSED("E003", "configuration-exposed", Severity.WARNING),
  /** A key or a section that nothing reads, most likely misspelt. */
  UNKNOWN_SETTING("E004", "unknown-setting", Severity.WARNING),
  /** A key that one section holds twice. */
  DUPLICATE_SETTING("E005", "duplicate-setting", Severity.WARNING),
  /** The command that should print a password does not. */
  PASSWORD_COMMAND_FAILED("E006", "password-command-failed", Severity.ERROR),
  /** The file cannot be written, or not so that others cannot read it. */
  CONFIGURATION_NOT_WRITTEN("E007", "configuration-not-written", Severity.ERROR),
  /** A setting that should be taken away is not in the file. */
  SETTING_NOT_THERE("E008", "setting-not-there", Severity.ERROR);

  private final RuleIdentity identity;

  SettingsRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  @Override
  public boolean isBesideSecrets() {
    return true;
  }
}

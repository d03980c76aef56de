package dev.dvp.core.diagnostics;

import java.util.Locale;

/** How bad a finding is; the order is from worst to none. */
public enum Severity {
  /** The platform would refuse the plugin, or it could not work. The command fails. */
  ERROR,
  /** The plugin is taken, yet something in it will surprise its author or its users. */
  WARNING,
  /** Worth knowing; nothing to do. */
  INFO,
  /** The finding is not shown: only a user's own settings choose this. */
  OFF;

  /**
   * The word that users read and write.
   *
   * @return the lower-case name
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

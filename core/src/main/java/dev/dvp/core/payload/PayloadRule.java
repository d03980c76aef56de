package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** The rules of what goes into an artifact, {@code B2…}. */
public enum PayloadRule implements Rule {
  /** A file or folder below srcDir cannot be read. */
  SOURCE_UNREADABLE("B201", "source-unreadable"),
  /** A symbolic link below srcDir leads out of it, or nowhere. */
  SOURCE_LINK_OUTSIDE("B202", "source-link-outside"),
  /** A symbolic link below srcDir leads to a folder that it stands in. */
  SOURCE_LINK_LOOP("B203", "source-link-loop"),
  /** A socket, pipe or device below srcDir. */
  SOURCE_SPECIAL_FILE("B204", "source-special-file"),
  /** A file's name that a zip or another system cannot hold. */
  SOURCE_BAD_NAME("B205", "source-bad-name"),
  /** Two files whose names differ in case only. */
  SOURCE_CASE_CLASH("B206", "source-case-clash"),
  /** A file changed while it was packed. */
  SOURCE_CHANGED("B207", "source-changed"),
  /** More files or folders than a payload may have. */
  SOURCE_OVER_LIMIT("B208", "source-over-limit"),
  /** The artifact would be written over one of the plugin's own files. */
  SOURCE_IS_TARGET("B209", "source-is-target");

  private final RuleIdentity identity;

  PayloadRule(String id, String title) {
    identity = new RuleIdentity(id, title, Severity.ERROR);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}

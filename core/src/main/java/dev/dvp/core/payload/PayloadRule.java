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
  /** Two names that a system may keep for one, such as those that differ in case only. */
  SOURCE_CASE_CLASH("B206", "source-case-clash"),
  /** A file changed while it was packed. */
  SOURCE_CHANGED("B207", "source-changed"),
  /** More files or folders than a payload may have, or too many in one another. */
  SOURCE_OVER_LIMIT("B208", "source-over-limit"),
  /** The artifact would be written over one of the plugin's own files. */
  SOURCE_IS_TARGET("B209", "source-is-target"),
  /** A pattern of a {@code .dvpignore} that cannot match as it is meant. */
  BAD_IGNORE_PATTERN("B210", "bad-ignore-pattern"),
  /** A {@code .dvpignore} that cannot be read, or not within bounds. */
  IGNORE_UNREADABLE("B211", "ignore-unreadable"),
  /** A path that many systems find too long. */
  PATH_TOO_LONG("B212", "path-too-long", Severity.WARNING),
  /** A module or another file of the plugin takes the place of one of the runtime packages. */
  SHADOWS_RUNTIME("B213", "shadows-runtime"),
  /** A module of the plugin takes the place of one of Python's own. */
  SHADOWS_STANDARD_LIBRARY("B214", "shadows-standard-library", Severity.WARNING),
  /** A payload of unusual size. */
  LARGE_PAYLOAD("B215", "large-payload", Severity.WARNING),
  /** A file of unusual size. */
  LARGE_FILE("B216", "large-file", Severity.WARNING),
  /** A file whose name says that it holds secrets. */
  SECRET_FILE("B217", "secret-file"),
  /** A secret in a file. */
  SECRET_IN_FILE("B218", "secret-in-file"),
  /** A file is allowed to hold secrets and holds none, or is not there. */
  UNUSED_ALLOW_SECRET("B219", "unused-allow-secret", Severity.WARNING);

  private final RuleIdentity identity;

  PayloadRule(String id, String title) {
    this(id, title, Severity.ERROR);
  }

  PayloadRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public boolean isBesideSecrets() {
    return this == SECRET_IN_FILE;
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}

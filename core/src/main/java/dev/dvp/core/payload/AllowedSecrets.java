package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that their author knows to hold what looks like a secret. */
final class AllowedSecrets {
  private static final long MOST_STEPS = 1_000_000_000L;

  private static final class Allowed {
    final String text;
    final Glob glob;
    boolean isUsed;

    Allowed(String text) {
      this.text = text;
      this.glob = Glob.of(text);
    }
  }

  private final List<Allowed> all = new ArrayList<>();
  private final Glob.Budget budget = new Glob.Budget(MOST_STEPS);

  AllowedSecrets(List<String> names) {
    names.forEach(name -> all.add(new Allowed(name)));
  }

  /**
   * Whether a file may hold a secret. From then on what names it counts as used.
   *
   * @param name a file with something in it, by its name below srcDir
   */
  boolean covers(String name) {
    boolean covered = false;
    for (Allowed one : all) {
      if (one.text.equals(name) || one.glob.matches(name, budget)) {
        one.isUsed = true;
        covered = true;
      }
    }
    return covered;
  }

  /** Reports what names no file with a secret. */
  void reportUnused(Path srcDir, Diagnostics out) {
    for (Allowed one : all) {
      if (!one.isUsed) {
        out.add(
            PayloadRule.UNUSED_ALLOW_SECRET.at(
                Location.of(srcDir),
                "Secrets are allowed in "
                    + Shown.text(one.text)
                    + ", and no file of that name below the source folder holds any.",
                "Remove it, or write the file's path below `srcDir` with `/`."));
      }
    }
  }
}

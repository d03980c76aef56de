package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.PayloadNames;
import java.util.Optional;

/** Names of a payload's entries that would do harm wherever they were unpacked. */
public final class PayloadNameCheck {
  /** How many names are reported at most: a payload made to do harm has thousands. */
  public static final int MAX_REPORTS = 20;

  private PayloadNameCheck() {}

  /**
   * Why unpacking an entry would do harm.
   *
   * @param entry an entry of a payload
   * @return the reason, as the end of a sentence
   */
  public static Optional<String> problem(ZipRecord entry) {
    return entry.isLink()
        ? Optional.of("is a symbolic link")
        : PayloadNames.pathProblem(entry.name());
  }

  /**
   * Reports the entries that would do harm, and names that stand in the payload twice.
   *
   * @param archive the payload
   * @param diagnostics where to report, {@link #MAX_REPORTS} at most
   */
  public static void report(PayloadArchive archive, Diagnostics diagnostics) {
    int reports = 0;
    String before = "/";
    for (ZipRecord entry : archive.entries()) {
      // They come by name, so the same stand side by side.
      boolean twice = entry.name().equals(before);
      before = entry.name();
      Optional<String> problem =
          problem(entry)
              .or(() -> twice ? Optional.of("stands in the payload twice") : Optional.empty());
      if (problem.isPresent() && reports++ < MAX_REPORTS) {
        diagnostics.add(finding(archive, entry, problem.get()));
      }
    }
  }

  /**
   * Says what is wrong with an entry.
   *
   * @param archive the payload
   * @param entry one of its entries
   * @param problem what is wrong, as the end of a sentence
   * @return the finding, at the payload's place
   */
  public static Diagnostic finding(PayloadArchive archive, ZipRecord entry, String problem) {
    return BuildRule.PAYLOAD_UNSAFE_NAME.at(
        archive.place(),
        "The file `" + PayloadNames.printable(entry.name()) + "` in the payload " + problem + ".",
        "Build the artifact again with `dvp build`.");
  }
}

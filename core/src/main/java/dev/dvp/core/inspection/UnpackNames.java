package dev.dvp.core.inspection;

import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.artifact.PayloadNameCheck;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.NameClashes;
import dev.dvp.core.payload.PayloadNames;
import java.util.Optional;

/** Which names of a payload can be unpacked side by side on any system. */
final class UnpackNames {
  private static final int LONGEST_PART = 255;
  private static final int LONGEST = 4000;

  private final NameClashes names = new NameClashes();

  /**
   * Reports what cannot be unpacked, or does harm.
   *
   * @param archive the payload
   * @param consequence what comes of it, as the end of the message
   * @param problems where to report, {@link PayloadNameCheck#MAX_REPORTS} at most
   */
  static void report(PayloadArchive archive, String consequence, Diagnostics problems) {
    UnpackNames names = new UnpackNames();
    int reports = 0;
    for (ZipRecord entry : archive.entries()) {
      Optional<String> problem = PayloadNameCheck.problem(entry).or(() -> names.add(entry.name()));
      if (problem.isPresent() && reports++ < PayloadNameCheck.MAX_REPORTS) {
        problems.add(PayloadNameCheck.finding(archive, entry, problem.get() + consequence));
      }
    }
  }

  /**
   * Adds a name.
   *
   * @return why it cannot be unpacked beside the others, as the end of a sentence
   */
  Optional<String> add(String name) {
    if (name.length() > LONGEST) {
      return Optional.of("has a name that is too long");
    }
    for (String part : name.split("/", -1)) {
      if (part.length() > LONGEST_PART) {
        return Optional.of("has a name that is too long");
      }
    }
    return PayloadNames.pathProblem(name).or(() -> names.add(name).map(UnpackNames::words));
  }

  private static String words(NameClashes.Clash clash) {
    return switch (clash.kind()) {
      case SPELLING -> "differs from another in " + clash.difference() + " only";
      case FILE_AND_FOLDER ->
          clash.isFolder()
              ? "lies in a folder that has the name of a file"
              : "has the name of a folder";
      case SAME -> "stands in the payload twice";
    };
  }
}

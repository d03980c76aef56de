package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.datasets.MountSpecification.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Whose files are. */
final class Owners {
  private static final String UID = "unix:uid";
  private static final String GID = "unix:gid";
  private static final Path PROCESS = Path.of("/proc/self");

  private Owners() {}

  /** Tells whether this process may give files to others, as far as Linux tells. */
  static boolean isRoot() {
    try {
      return Files.isDirectory(PROCESS) && Files.getAttribute(PROCESS, UID).equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Gives a working copy and all in it to a user. Links themselves, never what they lead to.
   *
   * @return E836 when this process may not and they are another's
   */
  static Optional<Diagnostic> give(Path data, Ownership to) throws InterruptedException {
    String ids = to.uid() + ":" + to.gid();
    if (isRoot()) {
      Program.Ended ended = Program.run("chown", "-h", "-R", "-P", "--", ids, data.toString());
      return ended.isGood() ? Optional.empty() : Optional.of(note(ids, ended.reason()));
    }
    return belongsTo(data, to)
        ? Optional.empty()
        : Optional.of(note(ids, "only root gives files to others"));
  }

  private static boolean belongsTo(Path data, Ownership to) {
    try {
      return Files.getAttribute(data, UID, LinkOption.NOFOLLOW_LINKS).equals(to.uid())
          && Files.getAttribute(data, GID, LinkOption.NOFOLLOW_LINKS).equals(to.gid());
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static Diagnostic note(String ids, String why) {
    return DatasetRule.OWNERSHIP_NOT_GIVEN.at(
        Location.NONE,
        "The plugin wants the dataset's files to belong to user and group "
            + ids
            + ", and they stay as they are: "
            + why
            + ".",
        "An engine would give them; here run dvp as that user, or as root, if the plugin needs"
            + " it.");
  }
}

package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes changed files, all or none: each is written beside the one that it replaces, and only when
 * all are there they take their places, one rename each. What fails then is turned back.
 */
public final class FixWriter {
  private record Ready(FileChange change, Path made) {}

  private FixWriter() {}

  /**
   * Writes the files that lie in the plugin's folder.
   *
   * @param changes the changes of a {@link FixResult}
   * @param temporary takes away what is unfinished when the work is given up; while the files take
   *     their places it waits
   * @return the files that were written
   * @throws DvpException when a file cannot be written, or was changed meanwhile: then none is
   */
  public static List<Path> write(List<FileChange> changes, CreatedPaths temporary) {
    List<Ready> ready = new ArrayList<>();
    for (FileChange change : changes) {
      if (change.isInside()) {
        try {
          ready.add(new Ready(change, prepare(change, temporary)));
        } catch (IOException e) {
          throw failed(change, "cannot be written" + Reasons.of(e) + "; no file was changed.", e);
        }
      }
    }
    synchronized (temporary) {
      for (Ready one : ready) {
        if (!isUnchanged(one.change())) {
          throw failed(
              one.change(), "was changed by somebody else meanwhile; no file was changed.");
        }
      }
      move(ready, temporary);
    }
    return ready.stream().map(one -> one.change().file()).toList();
  }

  private static Path prepare(FileChange change, CreatedPaths temporary) throws IOException {
    if (!Files.isWritable(change.target())) {
      throw new IOException("it is read-only");
    }
    Path beside = change.target().resolveSibling(TemporaryNames.next());
    Path made = temporary.createFile(beside);
    Files.write(made, change.after().shared());
    copyRights(change.target(), made);
    return made;
  }

  /** Rights as they were; another owner is only kept where the system lets us. */
  private static void copyRights(Path from, Path to) throws IOException {
    PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (target == null) {
      return;
    }
    PosixFileAttributes source = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes made = target.readAttributes();
    try {
      if (!made.owner().equals(source.owner())) {
        target.setOwner(source.owner());
      }
      if (!made.group().equals(source.group())) {
        target.setGroup(source.group());
      }
    } catch (IOException e) {
      // The file is the user's then, as with every editor that writes in this way.
    }
    target.setPermissions(source.permissions());
  }

  private static boolean isUnchanged(FileChange change) {
    try {
      return Arrays.equals(Files.readAllBytes(change.target()), change.before().shared());
    } catch (IOException e) {
      return false;
    }
  }

  private static void move(List<Ready> ready, CreatedPaths temporary) {
    List<Ready> moved = new ArrayList<>();
    for (Ready one : ready) {
      try {
        temporary.moveInto(one.made(), one.change().target());
        moved.add(one);
      } catch (IOException e) {
        Optional<Path> lost = turnBack(moved);
        String end =
            lost.isEmpty()
                ? "; no file was changed."
                : "; `" + lost.get().getFileName() + "` could not be turned back.";
        throw failed(one.change(), "cannot be replaced" + Reasons.of(e) + end, e);
      }
    }
  }

  private static Optional<Path> turnBack(List<Ready> moved) {
    Optional<Path> lost = Optional.empty();
    for (Ready one : moved) {
      Path target = one.change().target();
      Path beside = target.resolveSibling(TemporaryNames.next());
      try {
        Files.write(beside, one.change().before().shared());
        copyRights(target, beside);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        lost = Optional.of(target);
      }
    }
    return lost;
  }

  private static DvpException failed(FileChange change, String what) {
    return new DvpException(finding(change, what));
  }

  private static DvpException failed(FileChange change, String what, IOException why) {
    return new DvpException(finding(change, what), why);
  }

  private static Diagnostic finding(FileChange change, String what) {
    return FixRule.CANNOT_WRITE.at(
        Location.of(change.file()),
        "`" + change.target().getFileName() + "` " + what,
        "Check the permissions of the file and its folder, then run `dvp fix --write` again.");
  }
}

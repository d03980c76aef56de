package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.DvpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Bind mounts, as root on Linux. */
final class BindMount {
  private BindMount() {}

  /** Whether what is mounted at the place is the dataset as it is now. */
  static boolean isCurrent(Mounted mounted) throws IOException {
    return MountTable.read().at(mounted.place()).isPresent()
        && isSameFolder(key(mounted.place()), mounted.target());
  }

  /** Whether what is mounted there is of the dataset, also of a working copy that is gone. */
  static boolean isOurs(Mounted mounted) throws IOException {
    Path data = mounted.data().getParent();
    return data != null && MountTable.read().shows(mounted.place(), data);
  }

  /**
   * Mounts.
   *
   * @throws DvpException E834 when the system does not
   */
  static void put(Mounted wanted) throws IOException, InterruptedException {
    remove(wanted); // an earlier working copy
    Object before = key(wanted.target());
    Program.Ended ended =
        Program.run("mount", "--bind", "--", wanted.target().toString(), wanted.place().toString());
    if (!ended.isGood()) {
      throw Mounts.failed(
          "The system mounts nothing at `" + wanted.mountPath() + "`: " + ended.reason() + ".",
          "A container must be allowed to mount (CAP_SYS_ADMIN); without `--mounts`, symbolic"
              + " links do.");
    }
    if (!isSameFolder(before, wanted.place())) {
      remove(wanted);
      throw Mounts.failed(
          "The dataset changed while it was mounted at `" + wanted.mountPath() + "`.",
          "Look which process still works in it, and try again.");
    }
  }

  /**
   * Unmounts what is of the dataset.
   *
   * @return whether nothing else is mounted there
   * @throws DvpException E834 when the system does not
   */
  static boolean remove(Mounted mounted) throws IOException, InterruptedException {
    while (isOurs(mounted)) {
      Program.Ended ended = Program.run("umount", "--", mounted.place().toString());
      if (!ended.isGood()) {
        throw Mounts.failed(
            "The system does not unmount `" + mounted.mountPath() + "`: " + ended.reason() + ".",
            "End what still works in it, as `fuser -m` shows, and try again.");
      }
    }
    return MountTable.read().at(mounted.place()).isEmpty();
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private static boolean isSameFolder(@Nullable Object key, Path path) throws IOException {
    return key != null && key.equals(key(path));
  }
}

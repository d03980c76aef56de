package dev.dvp.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A folder in the system's temporary folder, for as long as it is open. It holds a lock, which the
 * system takes from a process that is killed: so whoever makes the next of its kind knows those
 * that were left, and takes them away.
 */
public final class TemporaryFolder implements AutoCloseable {
  /** Until then it may be just being made, and not yet be locked. */
  private static final Duration NEW = Duration.ofMinutes(1);

  /** One without a lock was left by an older dvp, or what works in it took the lock's file away. */
  private static final Duration OLD = Duration.ofDays(1);

  /** Taking away many at once would keep somebody waiting. */
  private static final int MOST_SWEPT = 20;

  private static final String LOCK = "dvp.lock";

  private final Path path;
  private final FileChannel lock;

  private TemporaryFolder(Path path) throws IOException {
    this.path = path;
    this.lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Makes one, which nobody else can look into, and takes away those of its kind that processes of
   * the same user have left.
   *
   * @param prefix how its name begins, which says of what kind it is
   * @return the folder
   * @throws IOException when it cannot be made
   */
  public static TemporaryFolder create(String prefix) throws IOException {
    return create(parent(), prefix);
  }

  /**
   * Where they are made.
   *
   * @return the system's temporary folder
   */
  public static Path parent() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static TemporaryFolder create(Path parent, String prefix) throws IOException {
    Path path = Files.createTempDirectory(parent, prefix).toRealPath();
    try {
      TemporaryFolder made = new TemporaryFolder(path);
      lock(made.lock);
      sweep(made, prefix);
      return made;
    } catch (IOException e) {
      FolderRemoval.quietly(path);
      throw e;
    }
  }

  private static boolean lock(FileChannel file) {
    try {
      FileLock taken = file.tryLock();
      return taken != null && taken.isValid();
    } catch (IOException | OverlappingFileLockException e) {
      // A file system without locks, or one of this process.
      return false;
    }
  }

  private static void sweep(TemporaryFolder own, String prefix) {
    int swept = 0;
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(own.path.resolveSibling(""), prefix + "*")) {
      for (Path other : others) {
        if (swept < MOST_SWEPT && !other.equals(own.path) && own.isOfSameUser(other)) {
          swept += sweep(other) ? 1 : 0;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The next one tries again.
      return;
    }
  }

  private boolean isOfSameUser(Path other) {
    try {
      return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
    } catch (IOException | UnsupportedOperationException e) {
      // It has just gone.
      return false;
    }
  }

  private static boolean sweep(Path left) throws IOException {
    if (age(left).compareTo(NEW) < 0) {
      return false;
    }
    boolean isLeft;
    try (FileChannel file =
        FileChannel.open(left.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      isLeft = lock(file);
    } catch (NoSuchFileException e) {
      isLeft = age(left).compareTo(OLD) > 0;
    } catch (IOException e) {
      // Whatever it is, it is no lock of ours.
      isLeft = false;
    }
    if (isLeft) {
      FolderRemoval.quietly(left);
    }
    return isLeft;
  }

  private static Duration age(Path folder) {
    try {
      long changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toMillis();
      return Duration.ofMillis(System.currentTimeMillis() - changed);
    } catch (IOException e) {
      // It has just gone.
      return Duration.ZERO;
    }
  }

  /**
   * The folder.
   *
   * @return its real path
   */
  public Path path() {
    return path;
  }

  /** Takes the folder away; what cannot be deleted stays. */
  @Override
  public void close() {
    try {
      // First: Windows deletes no file that is open.
      lock.close();
    } catch (IOException e) {
      // It was only locked.
      FolderRemoval.quietly(path);
      return;
    }
    FolderRemoval.quietly(path);
  }
}

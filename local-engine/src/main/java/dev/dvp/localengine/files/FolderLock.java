package dev.dvp.localengine.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock between processes, held on a file. The operating system lets go of it when the process
 * ends, however it ends, so a killed engine never leaves its folder locked.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * The files that this process holds. A lock of POSIX belongs to the process, and closing
   * <em>any</em> of the process's handles on the file drops it: a second try in the same process
   * must therefore not open the file at all. This is state of the process, hence static.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock if nobody has it. Does not wait.
   *
   * @param file the file to lock; made when missing, in a folder that exists
   * @return the lock, or nothing when this or another process holds it
   * @throws IOException when the file cannot be opened or the file system knows no locks
   */
  public static Optional<FolderLock> tryAcquire(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    Path real = folder == null || name == null ? file : folder.toRealPath().resolve(name);
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    Optional<FolderLock> lock = Optional.empty();
    try {
      lock = open(real);
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(real);
      }
    }
    return lock;
  }

  private static Optional<FolderLock> open(Path real) throws IOException {
    // Who can but read the file can take a lock that keeps ours away.
    FileChannel channel =
        FileChannel.open(
            real,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PrivateFiles.fileMode(real));
    boolean locked = false;
    try {
      // A file that was removed since it was opened is no longer the one that others lock.
      locked = channel.tryLock() != null && Files.exists(real, LinkOption.NOFOLLOW_LINKS);
    } catch (OverlappingFileLockException e) {
      locked = false; // another class loader of this process has it
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new FolderLock(real, channel)) : Optional.empty();
  }

  /**
   * What is locked.
   *
   * @return the file
   */
  public Path file() {
    return file;
  }

  /** Lets go. The file stays: deleting it would let two processes lock two different files. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}

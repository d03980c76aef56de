package dev.dvp.core.engine;

import dev.dvp.core.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is not complete yet, beside the place that it will take, readable by its owner alone.
 * It is locked for as long as it is written: one that nobody locks was left behind by a client that
 * was killed. What such a client knew of the rest, it took with it, so nobody can go on with the
 * file: the next one of the same target removes it. The name tells which process writes it: a file
 * of its own a process does not even open, since closing it again would free the lock.
 */
final class PartialFile implements AutoCloseable {
  private static final String SUFFIX = ".part";
  private static final int MOST_ATTEMPTS = 100;

  /** What the names of this process's files have in common; by chance no other process has it. */
  private static final String OURS =
      ProcessHandle.current().pid() + "-" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

  private final Path path;
  private final FileChannel channel;

  /** Java forgets a lock that nobody holds on to. */
  private final Optional<FileLock> lock;

  private boolean isMoved;

  private PartialFile(Path path, FileChannel channel, Optional<FileLock> lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes an empty file, and removes what killed clients left of the same target.
   *
   * @param folder where it is to be
   * @param target what the names of all partial files of this target begin with, and those of no
   *     other
   */
  static PartialFile create(Path folder, String target) throws IOException {
    String prefix = "." + target + "-";
    removeAbandoned(folder, prefix);
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
      Path path = folder.resolve(prefix + OURS + "-" + number + SUFFIX);
      try {
        Files.createFile(path, OwnerOnly.file(path));
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        Optional<FileLock> lock = lock(channel);
        if (lock.isPresent() && Files.exists(path)) {
          return new PartialFile(path, channel, lock);
        }
      } catch (IOException e) {
        // A file system without locks, on which nobody removes what others left either.
        return new PartialFile(path, channel, Optional.empty());
      }
      // Another client took it for abandoned in the moment before it was locked, and removes it.
      channel.close();
      Files.deleteIfExists(path);
    }
    throw new FileAlreadyExistsException(folder.toString());
  }

  /** Locks a file until it is closed; nothing when another has, this process or one beside it. */
  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static void removeAbandoned(Path folder, String prefix) {
    Pattern names =
        Pattern.compile(
            Pattern.quote(prefix) + "(\\d{1,10}-\\d{1,10})-\\d{1,19}" + Pattern.quote(SUFFIX));
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder,
            file -> {
              Matcher name = names.matcher(String.valueOf(file.getFileName()));
              return name.matches() && !name.group(1).equals(OURS);
            })) {
      for (Path file : files) {
        removeIfAbandoned(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be looked at stays: it is in nobody's way.
      return;
    }
  }

  private static void removeIfAbandoned(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (lock(channel).isPresent()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Where bytes go; not to be closed, since the lock would be gone with it. */
  FileChannel channel() {
    return channel;
  }

  /** All that is there, from the beginning; closing it does not close the file. */
  InputStream read() throws IOException {
    channel.position(0);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  /** It is complete: puts it in its place, in one step. */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    isMoved = true;
  }

  /** Removes it, unless it is in its place. */
  @Override
  public void close() {
    try {
      if (!isMoved) {
        Files.deleteIfExists(path);
      }
      if (lock.isPresent()) {
        lock.get().close();
      }
      channel.close();
    } catch (IOException e) {
      // A leftover in a folder that has become unwritable: the failure itself is reported already.
      return;
    }
  }
}

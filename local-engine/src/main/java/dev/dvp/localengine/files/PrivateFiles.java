package dev.dvp.localengine.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and folders that only their owner may read. Where the file system knows no modes (Windows),
 * they get what the user's own profile folder gives them.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final String PREFIX = "new-";
  private static final String UNFINISHED = ".tmp";

  private PrivateFiles() {}

  /**
   * Makes a folder and those above it, the new ones with mode 700. One that is there already keeps
   * its mode.
   *
   * @param folder the folder
   * @return the folder
   * @throws IOException when it cannot be made, or when something else stands there
   */
  public static Path createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    return Files.createDirectories(folder, modes(folder, FOLDER));
  }

  /**
   * Makes a new, empty file with mode 600 and a name that nobody can guess.
   *
   * @param folder where to
   * @param suffix the end of its name
   * @return the file
   * @throws IOException when it cannot be made
   */
  public static Path createTemporary(Path folder, String suffix) throws IOException {
    return Files.createTempFile(folder, PREFIX, suffix, modes(folder, FILE));
  }

  /**
   * Writes a small file with mode 600 so that a reader, or a crash, sees the old text or the new
   * one and nothing between.
   *
   * @param file the file
   * @param text its whole text
   * @throws IOException when it cannot be written; the old file is then as it was
   */
  public static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = createTemporary(folder == null ? file : folder, UNFINISHED);
    try {
      Files.writeString(temporary, text);
      force(temporary);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Makes an empty file of mode 600, unless there is one: two processes that do so at once leave
   * what the first one writes to it.
   *
   * @param file the file
   * @throws IOException when it cannot be made
   */
  public static void createFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      try {
        Files.createFile(file, fileMode(file));
      } catch (FileAlreadyExistsException e) {
        return; // just now
      }
    }
  }

  /**
   * Gives a file that is there mode 600.
   *
   * @param file the file
   * @throws IOException when it belongs to somebody else
   */
  public static void makePrivate(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, FILE);
    }
  }

  /**
   * Reads a small file.
   *
   * @param file the file
   * @param limit the most bytes that are read; a longer file is cut there
   * @return its text, or nothing when there is no such file
   * @throws IOException when it is there and cannot be read
   */
  public static Optional<String> read(Path file, int limit) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(limit), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that a file's bytes are on the disk.
   *
   * @param file the file
   * @throws IOException when the disk cannot take them
   */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Makes sure that the names in a folder are on the disk: a file that was forced and then moved
   * may otherwise be under its old name after a power cut. Does nothing where folders cannot be
   * opened (Windows, which does so by itself).
   *
   * @param folder the folder
   * @throws IOException when the disk cannot take them
   */
  public static void forceNames(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Deletes what {@link #write} left in a folder when its process was killed.
   *
   * @param folder the folder
   * @param age how old a file must be: one that is younger may be somebody's who just writes it
   * @throws IOException when one cannot be deleted
   */
  public static void deleteUnfinished(Path folder, Duration age) throws IOException {
    Instant oldest = Instant.now().minus(age);
    for (Path file : unfinished(folder)) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * What {@link #write} left in a folder when its process was killed, or has just begun.
   *
   * @param folder the folder
   * @return the files
   * @throws IOException when the folder cannot be read
   */
  public static List<Path> unfinished(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, PREFIX + "*" + UNFINISHED)) {
      files.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /**
   * Deletes the files that lie directly in a folder; folders in it stay.
   *
   * @param folder the folder; it need not exist
   * @throws IOException when one cannot be deleted
   */
  public static void deleteFilesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** How a file near another is made so that only its owner may read it. */
  static FileAttribute<?>[] fileMode(Path near) {
    return modes(near, FILE);
  }

  /**
   * Refuses a folder that another user owns or may write to: whoever can put files there could be
   * believed in our place, and would know our passwords. Nothing is refused where the file system
   * knows no modes.
   *
   * @param folder a folder that is there
   * @throws IOException when it is such a folder; its message says why, for the end of a sentence
   */
  public static void refuseShared(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder);
    if (modes.contains(PosixFilePermission.GROUP_WRITE)
        || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException(
          "other users may write to it (mode " + PosixFilePermissions.toString(modes) + ")");
    }
    Path process = Path.of("/proc/self");
    boolean isKnown = Files.isDirectory(process); // Linux alone says whose process this is.
    if (isKnown && !Files.getAttribute(folder, "unix:uid").equals(userOf(process))) {
      throw new IOException("it belongs to another user");
    }
  }

  private static Object userOf(Path process) throws IOException {
    return Files.getAttribute(process, "unix:uid");
  }

  private static FileAttribute<?>[] modes(Path near, Set<PosixFilePermission> permissions) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}

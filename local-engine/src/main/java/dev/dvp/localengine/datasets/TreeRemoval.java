package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes folders with all that is in them, also what was made unwritable. No link is followed, not
 * even one that somebody puts in the place of a folder meanwhile, and a folder below which anything
 * is mounted is left alone: its files are elsewhere's.
 */
public final class TreeRemoval {
  private static final int MAX_TRIES = 20;

  private TreeRemoval() {}

  /**
   * Deletes a file, link or folder.
   *
   * @param path what is to go; it need not exist
   * @throws IOException when something cannot be deleted, or is mounted in it
   */
  public static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    refuseMounts(path);
    openUp(path);
    Path parent = path.toAbsolutePath().getParent();
    Path name = path.getFileName();
    if (parent == null || name == null) {
      throw new FileSystemException(path.toString(), null, "is the root of the file system");
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
      if (stream instanceof SecureDirectoryStream<Path> secure) {
        deleteFolder(secure, name, parent.resolve(name));
        return;
      }
    }
    deleteByPath(path);
  }

  /**
   * What is mounted in a folder, and must be unmounted before the folder is deleted.
   *
   * @param folder a folder that is there
   * @return the places, without links in their paths
   * @throws IOException when that cannot be told
   */
  public static List<Path> mountedIn(Path folder) throws IOException {
    Path real = folder.toRealPath();
    return MountTable.read().points().stream()
        .filter(point -> point.startsWith(real) && !point.equals(real))
        .toList();
  }

  private static void refuseMounts(Path path) throws IOException {
    Path real = path.toRealPath();
    List<Path> mounted = new ArrayList<>(mountedIn(path));
    MountTable.read().at(real).ifPresent(entry -> mounted.add(entry.point()));
    if (!mounted.isEmpty()) {
      throw new FileSystemException(
          path.toString(), null, "`" + mounted.get(0) + "` is mounted there; unmount it first");
    }
  }

  /** Something that still works in it may be faster for a while. */
  private static void deleteFolder(SecureDirectoryStream<Path> parent, Path name, Path path)
      throws IOException {
    for (int tries = 1; true; tries++) {
      empty(parent, name, path);
      try {
        parent.deleteDirectory(name);
        return;
      } catch (DirectoryNotEmptyException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  private static void empty(SecureDirectoryStream<Path> parent, Path name, Path path)
      throws IOException {
    try (SecureDirectoryStream<Path> folder = open(parent, name, path)) {
      List<Path> names = new ArrayList<>();
      folder.forEach(entry -> names.add(entry.getFileName()));
      for (Path entry : names) {
        deleteEntry(folder, entry, path.resolve(entry));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void deleteEntry(SecureDirectoryStream<Path> folder, Path name, Path path)
      throws IOException {
    try {
      boolean isFolder =
          folder
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .isDirectory();
      if (isFolder) {
        deleteFolder(folder, name, path);
      } else {
        folder.deleteFile(name);
      }
    } catch (NoSuchFileException e) {
      // Somebody else was faster.
      return;
    }
  }

  private static SecureDirectoryStream<Path> open(
      SecureDirectoryStream<Path> parent, Path name, Path path) throws IOException {
    openUp(path);
    return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whoever may not write to a folder of their own makes it so that they may. */
  private static void openUp(Path path) throws IOException {
    boolean isClosed =
        !Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path);
    boolean hasModes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (isClosed && hasModes && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      } catch (AccessDeniedException e) {
        // Somebody else's: the deletion says so.
        return;
      } catch (FileSystemException e) {
        return; // likewise: "Operation not permitted"
      }
    }
  }

  private static void deleteByPath(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      openUp(path);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          deleteByPath(entry);
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    Files.deleteIfExists(path);
  }
}

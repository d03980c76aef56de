package dev.dvp.core.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes away folders in the system's temporary folder. */
public final class FolderRemoval {
  private static final Set<PosixFilePermission> ALL_OF_OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private FolderRemoval() {}

  /**
   * Takes a folder away with all that is in it; what a link in it names stays. A folder in it that
   * its owner may not look into or change gets the rights first. What cannot be deleted all the
   * same stays, and all else goes: the system empties its temporary folder in time.
   *
   * @param folder the folder, or nothing
   */
  public static void quietly(Path folder) {
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (IOException e) {
      // The visitor goes on past each failure; this is none of its own.
      return;
    }
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Said above.
      return;
    }
  }

  /** Whether its owner had not all rights, and has them now. */
  private static boolean open(Path folder) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      if (view == null || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      if (view.readAttributes().permissions().containsAll(ALL_OF_OWNER)) {
        return false;
      }
      // Links that are followed: Linux has no other way, and this was no link just now.
      Files.setPosixFilePermissions(folder, ALL_OF_OWNER);
      return true;
    } catch (IOException e) {
      // It belongs to somebody else.
      return false;
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      open(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      deleteQuietly(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (open(file)) {
        quietly(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      deleteQuietly(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}

package dev.dvp.core.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What makes a new file or folder one that nobody but its owner can read, from its first moment on.
 * Where files have no such permissions (Windows), the folder above says who may.
 */
public final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * For a new file.
   *
   * @param near any path on the same file system
   * @return mode 600, where there are modes
   */
  public static FileAttribute<?>[] file(Path near) {
    return mode(near, "rw-------");
  }

  /**
   * For a new folder.
   *
   * @param near any path on the same file system
   * @return mode 700, where there are modes
   */
  public static FileAttribute<?>[] folder(Path near) {
    return mode(near, "rwx------");
  }

  private static FileAttribute<?>[] mode(Path near, String permissions) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}

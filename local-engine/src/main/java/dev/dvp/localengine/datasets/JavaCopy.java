package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/** A copy of a folder without any program: modes, times, links and, for root, owners are kept. */
final class JavaCopy {
  private static final long CHUNK = 8L << 20;
  private static final String MODE = "unix:mode";

  /** Files that have several names, by what the file system calls them. */
  private final Map<Object, Path> copied = new HashMap<>();

  /** Copies a file or folder to where nothing is. */
  void copy(Path from, Path to) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    BasicFileAttributes attributes =
        Files.readAttributes(from, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      Files.createSymbolicLink(to, Files.readSymbolicLink(from));
      keepOwner(from, to);
    } else if (attributes.isDirectory()) {
      Files.createDirectory(to);
      copyEntries(from, to);
      keep(from, to, attributes);
    } else if (attributes.isRegularFile() && !linkToCopied(from, to, attributes)) {
      copyBytes(from, to);
      keep(from, to, attributes);
    }
  }

  private void copyEntries(Path from, Path to) throws IOException, InterruptedException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        try {
          copy(entry, to.resolve(entry.getFileName()));
        } catch (NoSuchFileException e) {
          if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            throw e;
          }
          // A database that runs took it away.
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private boolean linkToCopied(Path from, Path to, BasicFileAttributes attributes)
      throws IOException {
    Object key = attributes.fileKey();
    if (key == null || !isUnix(from) || (int) Files.getAttribute(from, "unix:nlink") < 2) {
      return false;
    }
    Path first = copied.putIfAbsent(key, to);
    if (first == null) {
      return false;
    }
    Files.createLink(to, first);
    return true;
  }

  private static void copyBytes(Path from, Path to) throws IOException, InterruptedException {
    try (FileChannel in =
            FileChannel.open(from, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long at = 0;
      for (long n = in.transferTo(at, CHUNK, out); n > 0; n = in.transferTo(at, CHUNK, out)) {
        at += n;
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // which is told by the exception from here on
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private static void keep(Path from, Path to, BasicFileAttributes attributes) throws IOException {
    keepOwner(from, to);
    if (isUnix(from)) {
      Files.setAttribute(to, MODE, (int) Files.getAttribute(from, MODE) & 07777);
    }
    Files.getFileAttributeView(to, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(attributes.lastModifiedTime(), attributes.lastAccessTime(), null);
  }

  private static void keepOwner(Path from, Path to) throws IOException {
    if (isUnix(from) && Owners.isRoot()) {
      for (String name : new String[] {"unix:uid", "unix:gid"}) {
        Object id = Files.getAttribute(from, name, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(to, name, id, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static boolean isUnix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}

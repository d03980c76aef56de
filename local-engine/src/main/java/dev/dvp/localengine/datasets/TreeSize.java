package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * How large a folder is.
 *
 * @param bytes the lengths of all files, those with several names once; links and folders have none
 * @param largest the largest files, the largest first
 */
public record TreeSize(long bytes, List<Sized> largest) {
  private static final int NAMED = 3;

  /**
   * A file.
   *
   * @param path where it is, from the folder
   * @param bytes its length
   */
  public record Sized(Path path, long bytes) {}

  /** Copies the list. */
  public TreeSize {
    largest = List.copyOf(largest);
  }

  /**
   * Measures.
   *
   * @param folder it need not exist, and may change meanwhile; what cannot be read counts nothing
   * @return its size; 0 when it is none
   * @throws IOException when it cannot be walked
   */
  public static TreeSize of(Path folder) throws IOException {
    Visitor visitor = new Visitor(folder);
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(folder, visitor);
    }
    List<Sized> largest = new ArrayList<>(visitor.largest);
    largest.sort(Comparator.comparingLong(Sized::bytes).reversed());
    return new TreeSize(visitor.bytes, largest);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Set<Object> seen = new HashSet<>();
    private final PriorityQueue<Sized> largest =
        new PriorityQueue<>(Comparator.comparingLong(Sized::bytes));
    private final boolean isUnix;
    private long bytes;

    Visitor(Path folder) {
      this.folder = folder;
      this.isUnix = folder.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && isNew(file, attributes)) {
        bytes += attributes.size();
        largest.add(new Sized(folder.relativize(file), attributes.size()));
        if (largest.size() > NAMED) {
          largest.remove();
        }
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isNew(Path file, BasicFileAttributes attributes) {
      Object key = attributes.fileKey();
      return key == null || !isUnix || !hasOtherNames(file) || seen.add(key);
    }

    private static boolean hasOtherNames(Path file) {
      try {
        return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
      } catch (IOException e) {
        return false; // it went meanwhile
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}

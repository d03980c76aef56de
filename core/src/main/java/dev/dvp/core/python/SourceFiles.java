package dev.dvp.core.python;

import dev.dvp.core.files.DefaultExclusions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the Python files of a source folder. */
final class SourceFiles extends SimpleFileVisitor<Path> {
  /** As many as a payload may have entries; the build says so when there are more. */
  private static final int MAX_FILES = 100_000;

  private final Path srcDir;
  private final List<Path> files = new ArrayList<>();

  private SourceFiles(Path srcDir) {
    this.srcDir = srcDir;
  }

  /**
   * Links are not followed: what a link inside the folder names is listed where it stands, and a
   * link that leads out is the build's to refuse.
   */
  static List<Path> below(Path srcDir) {
    SourceFiles visitor = new SourceFiles(srcDir);
    try {
      Files.walkFileTree(srcDir, visitor);
    } catch (IOException e) {
      // A folder that breaks off while it is listed: what imports need of it is asked for by name.
    }
    Collections.sort(visitor.files);
    return visitor.files;
  }

  /**
   * Sorted so that no long file is left to the end, when the other threads have no work any more.
   */
  static List<Path> largestFirst(List<Path> paths) {
    if (paths.size() < 2) {
      return paths;
    }
    Map<Path, Long> sizes = new HashMap<>();
    paths.forEach(path -> sizes.put(path, size(path)));
    List<Path> sorted = new ArrayList<>(paths);
    sorted.sort(Comparator.comparing((Path path) -> sizes.getOrDefault(path, 0L)).reversed());
    return sorted;
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      // Whoever reads it says what is wrong with it.
      return 0;
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    String name = String.valueOf(folder.getFileName());
    boolean isOurs = name.equals("generated") && srcDir.equals(folder.getParent());
    boolean isLeftOut =
        !folder.equals(srcDir) && (isOurs || DefaultExclusions.folder(folder, name).isPresent());
    return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = String.valueOf(file.getFileName());
    if (attributes.isRegularFile()
        && name.endsWith(".py")
        && DefaultExclusions.file(file, name).isEmpty()) {
      files.add(file);
    }
    return files.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
    return FileVisitResult.CONTINUE;
  }
}

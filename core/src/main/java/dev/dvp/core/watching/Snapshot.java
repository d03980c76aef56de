package dev.dvp.core.watching;

import dev.dvp.core.files.DefaultExclusions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What watched files were like at a moment. */
final class Snapshot {
  /** Coarser than any file system's clock that plugins lie on. */
  private static final long CLOCK_TICK_MILLIS = 20;

  private record Stamp(FileTime modified, long size, @Nullable Object key) {}

  private final Map<Path, Stamp> stamps = new HashMap<>();
  private final long takenAt;

  private Snapshot(long takenAt) {
    this.takenAt = takenAt;
  }

  /**
   * Looks at the files.
   *
   * @param watched which
   * @param folders told of each folder before it is looked into, so that nothing is missed
   * @param now milliseconds of the clock that stamps files
   */
  static Snapshot of(WatchedFiles watched, Consumer<Path> folders, long now) {
    Snapshot snapshot = new Snapshot(now);
    for (Path file : watched.files()) {
      folders.accept(file.resolveSibling(""));
      snapshot.add(file);
    }
    watched.tree().ifPresent(tree -> snapshot.addTree(tree, watched, folders));
    return snapshot;
  }

  private void addTree(Path tree, WatchedFiles watched, Consumer<Path> folders) {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              boolean isLeftOut =
                  watched.exceptions().contains(folder)
                      || (!folder.equals(tree)
                          && DefaultExclusions.folder(folder, name(folder)).isPresent());
              if (isLeftOut) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              folders.accept(folder);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (DefaultExclusions.file(file, name(file)).isEmpty()) {
                if (attributes.isSymbolicLink()) {
                  add(file);
                } else {
                  stamps.put(file, stamp(attributes));
                }
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE; // gone while we looked
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // The folder is gone: that is a change as well, and all there is to say.
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void add(Path file) {
    try {
      stamps.put(file, stamp(Files.readAttributes(file, BasicFileAttributes.class)));
    } catch (IOException e) {
      // Not there, or nobody may look at it: then it has no stamp.
    }
  }

  private static Stamp stamp(BasicFileAttributes attributes) {
    return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  /**
   * What became different since another snapshot.
   *
   * @param before the other
   * @param touched files of which the system says that something happened to them: written twice
   *     within a tick of the clock, a file looks the same
   */
  Set<Path> changesSince(Snapshot before, Set<Path> touched) {
    Set<Path> changed = new TreeSet<>();
    stamps.forEach(
        (path, stamp) -> {
          if (!stamp.equals(before.stamps.get(path)) || isRacy(path, stamp, before, touched)) {
            changed.add(path);
          }
        });
    before.stamps.keySet().stream().filter(path -> !stamps.containsKey(path)).forEach(changed::add);
    return changed;
  }

  private static boolean isRacy(Path path, Stamp stamp, Snapshot before, Set<Path> touched) {
    return touched.contains(path)
        && stamp.modified().toMillis() >= before.takenAt - CLOCK_TICK_MILLIS;
  }
}

package dev.dvp.localengine;

import dev.dvp.localengine.datasets.TreeRemoval;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.support.PluginLogs;
import dev.dvp.localengine.users.LoginTickets;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What engines make in a data folder, and nothing else that lies there. No link is followed: one
 * that stands where an engine would have a file or a folder of its own is somebody else's, and one
 * below is an entry like any other.
 */
final class OwnFiles {
  private static final Pattern ARTIFACT = Pattern.compile("[0-9a-f]{64}\\.json");
  private static final Pattern LIBRARY = Pattern.compile("sqlite-.+");

  private final DataFolder folder;

  /** What there is, each thing before the folder that holds it. */
  private final List<Path> found = new ArrayList<>();

  private OwnFiles(DataFolder folder) {
    this.folder = folder;
  }

  /**
   * Looks.
   *
   * @return files and folders, each thing before the folder that holds it; the locks come last
   * @throws IOException when a folder cannot be read
   */
  static List<Path> in(DataFolder folder) throws IOException {
    OwnFiles files = new OwnFiles(folder);
    files.addSingle();
    files.addBelow(folder.uploads(), name -> true);
    files.addBelow(folder.artifacts(), ARTIFACT.asMatchPredicate());
    files.addBelow(folder.pluginLogs(), PluginLogs::isPluginId);
    files.addBelow(folder.loginTickets(), LoginTickets::isTicket);
    files.addBelow(folder.nativeLibraries(), LIBRARY.asMatchPredicate());
    files.addWhole(folder.scratch("").normalize());
    files.addWhole(folder.datasets());
    files.addFile(folder.environmentsLock());
    files.addFile(folder.mountsLock());
    files.addFile(folder.startLock());
    files.addFile(folder.lock());
    return List.copyOf(files.found);
  }

  /**
   * Whether something in a data folder goes with all that is in it: the scratch folder of an
   * environment, or a dataset.
   */
  static boolean isWhole(DataFolder folder, Path file) {
    Path parent = file.getParent();
    return folder.scratch("").normalize().equals(parent) || folder.datasets().equals(parent);
  }

  /** Removes what {@link #in} gave; a folder that holds something else stays. */
  static void remove(DataFolder folder, List<Path> files) throws IOException {
    for (Path file : files) {
      try {
        if (isWhole(folder, file)) {
          TreeRemoval.delete(file);
        } else {
          Files.deleteIfExists(file);
        }
      } catch (DirectoryNotEmptyException e) {
        // Somebody else's file is in it.
      }
    }
  }

  private void addSingle() throws IOException {
    addFile(folder.engineFile());
    addFile(folder.output());
    addFile(folder.log());
    for (int i = 1; i <= RotatingLog.KEEP; i++) {
      addFile(beside(folder.log(), "." + i));
    }
    addFile(folder.adminPassword());
    addFile(folder.environments());
    addFile(folder.credentials());
    addFile(folder.knownHosts());
    addFile(folder.mounts());
    for (String end : List.of("", "-wal", "-shm", "-journal")) {
      addFile(beside(folder.database(), end));
    }
    PrivateFiles.unfinished(folder.root()).forEach(this::addFile);
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  private void addFile(Path file) {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      found.add(file);
    }
  }

  private static List<Path> entries(Path parent) throws IOException {
    try (Stream<Path> list = Files.list(parent)) {
      return list.sorted().toList();
    }
  }

  /** What plugins work in may hold any number of files, also such as nobody may read. */
  private void addWhole(Path parent) throws IOException {
    if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      found.addAll(entries(parent));
      found.add(parent);
    }
  }

  private void addBelow(Path parent, Predicate<String> isOwn) throws IOException {
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path entry : entries(parent)) {
      if (!isOwn.test(String.valueOf(entry.getFileName()))) {
        continue;
      }
      Files.walkFileTree(entry, new Adding()); // which follows no links unless it is told to
    }
    found.add(parent);
  }

  private final class Adding extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      found.add(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      found.add(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}

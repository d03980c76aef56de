package dev.dvp.localengine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.files.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings a data folder back to where it was before the first start of an engine: no plugins, no
 * jobs, no logs, another password. Ends no engine, and leaves alone what no engine made.
 */
public final class EngineReset {
  private final DataFolder folder;
  private final List<Path> files;

  private EngineReset(DataFolder folder, List<Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Looks at what would go.
   *
   * @param dataDir the engine's data folder
   * @return what is there; nothing when the folder does not exist
   * @throws DvpException E806 when the folder cannot be read, E808 when an engine runs on it, E809
   *     when it is none
   */
  public static EngineReset of(Path dataDir) {
    DataFolder folder = new DataFolder(dataDir);
    if (!Files.exists(folder.root(), LinkOption.NOFOLLOW_LINKS)) {
      return new EngineReset(folder, List.of());
    }
    refuseOthers(folder);
    refuseRunning(folder);
    try {
      return new EngineReset(folder, OwnFiles.in(folder));
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
  }

  /** Whoever makes something in it makes a lock first, and no other program makes one. */
  private static void refuseOthers(DataFolder folder) {
    Path root = folder.root();
    if (Files.isSymbolicLink(root)) {
      throw Failures.noDataFolder(folder, "is a symbolic link", "Name the folder that it leads to");
    }
    boolean isOurs =
        Files.isRegularFile(folder.lock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(folder.startLock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(folder.environmentsLock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isDirectory(folder.scratch("local"), LinkOption.NOFOLLOW_LINKS);
    if (!isOurs) {
      throw Failures.noDataFolder(
          folder,
          "is not the data folder of a local engine: there is no `engine.lock` in it",
          "Name the folder that an engine was started with");
    }
  }

  private static void refuseRunning(DataFolder folder) {
    EngineStatus status = LocalEngineProcess.status(folder);
    if (status instanceof EngineStatus.Running || status instanceof EngineStatus.Unresponsive) {
      throw Failures.stillRuns(folder);
    }
  }

  /**
   * What would go.
   *
   * @return files, links and folders, each thing before the folder that holds it
   */
  public List<Path> files() {
    return files;
  }

  /**
   * How much that is.
   *
   * @return the bytes of all files
   */
  public long bytes() {
    long sum = 0;
    for (Path file : files) {
      sum += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? file.toFile().length() : 0;
    }
    return sum;
  }

  /**
   * Removes it, and the folder itself when nothing else is in it.
   *
   * @return what was left because no engine made it, by name
   * @throws DvpException E806 when something cannot be removed, E808 when an engine was started
   *     meanwhile
   */
  public List<String> remove() {
    if (files.isEmpty()) {
      return List.of();
    }
    try {
      Optional<FolderLock> start = FolderLock.tryAcquire(folder.startLock());
      Optional<FolderLock> engine =
          start.isPresent() ? FolderLock.tryAcquire(folder.lock()) : Optional.empty();
      try {
        if (engine.isEmpty()) {
          throw Failures.stillRuns(folder);
        }
        // Anew: until the locks were ours an engine could have made more.
        List<Path> all = new ArrayList<>(OwnFiles.in(folder));
        all.add(folder.root());
        OwnFiles.remove(all);
      } finally {
        close(engine);
        close(start);
      }
      return others();
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
  }

  private static void close(Optional<FolderLock> lock) throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }

  private List<String> others() throws IOException {
    if (!Files.exists(folder.root(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> left = Files.list(folder.root())) {
      return left.map(one -> String.valueOf(one.getFileName())).sorted().toList();
    }
  }
}

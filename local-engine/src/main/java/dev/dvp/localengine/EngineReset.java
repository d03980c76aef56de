package dev.dvp.localengine;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.datasets.Mounted;
import dev.dvp.localengine.datasets.Mounts;
import dev.dvp.localengine.datasets.TreeRemoval;
import dev.dvp.localengine.datasets.TreeSize;
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
 * jobs, no datasets, no logs, another password. Ends no engine, and leaves alone what no engine
 * made.
 */
public final class EngineReset {
  private final DataFolder folder;
  private final List<Path> files;
  private final List<String> mounts;

  private EngineReset(DataFolder folder, List<Path> files, List<String> mounts) {
    this.folder = folder;
    this.files = files;
    this.mounts = mounts;
  }

  /**
   * How it went.
   *
   * @param others what was left in the data folder because no engine made it, by name
   * @param notes what was left elsewhere, at mount paths
   */
  public record Removed(List<String> others, List<Diagnostic> notes) {
    /** Copies the lists. */
    public Removed {
      others = List.copyOf(others);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Looks at what would go.
   *
   * @param dataDir the engine's data folder
   * @return what is there; nothing when the folder does not exist
   * @throws DvpException E806 when the folder cannot be read, E808 when an engine runs on it, E809
   *     when it is none, E830 when the list of its mounts is damaged
   */
  public static EngineReset of(Path dataDir) {
    DataFolder folder = new DataFolder(dataDir);
    if (!Files.exists(folder.root(), LinkOption.NOFOLLOW_LINKS)) {
      return new EngineReset(folder, List.of(), List.of());
    }
    try {
      refuseOthers(folder);
      refuseRunning(folder);
      List<Mounted> mounted = new Mounts(folder, false).all();
      return new EngineReset(
          folder, OwnFiles.in(folder), mounted.stream().map(Mounted::mountPath).toList());
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
  }

  /** Whoever makes something in it makes a lock first, and no other program makes one. */
  private static void refuseOthers(DataFolder folder) throws IOException {
    Path root = folder.root();
    if (Files.isSymbolicLink(root)) {
      throw Failures.noDataFolder(folder, "is a symbolic link", "Name the folder that it leads to");
    }
    boolean isOurs =
        Files.isRegularFile(folder.lock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(folder.startLock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(folder.environmentsLock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isRegularFile(folder.mountsLock(), LinkOption.NOFOLLOW_LINKS)
            || Files.isDirectory(folder.scratch("local"), LinkOption.NOFOLLOW_LINKS)
            || (Files.isRegularFile(folder.database(), LinkOption.NOFOLLOW_LINKS)
                && !folder.datasetLocks().isEmpty());
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
   * @return files, links and folders, each thing before the folder that holds it; a dataset, or
   *     what an environment worked in, is one
   */
  public List<Path> files() {
    return files;
  }

  /**
   * Where datasets would be taken away from, most of them outside the data folder.
   *
   * @return mount paths, in the order in which they were made
   */
  public List<String> mounts() {
    return mounts;
  }

  /**
   * How much that is.
   *
   * @return the bytes of all files
   * @throws DvpException E806 when something cannot be read
   */
  public long bytes() {
    long sum = 0;
    try {
      for (Path file : files) {
        if (OwnFiles.isWhole(folder, file)) {
          sum += TreeSize.of(file).bytes();
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          sum += file.toFile().length();
        }
      }
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
    return sum;
  }

  /**
   * Removes it, and the folder itself when nothing else is in it. Datasets are taken away from
   * where they are mounted first, since deleting one there would delete what is elsewhere.
   *
   * @return what was left
   * @throws DvpException E806 when something cannot be removed, E808 when an engine was started
   *     meanwhile or a workflow works on a dataset, E834 when something is still mounted: no file
   *     was removed then
   */
  public Removed remove() {
    if (files.isEmpty()) {
      return new Removed(List.of(), List.of());
    }
    try {
      List<Diagnostic> notes;
      List<FolderLock> jobs = new ArrayList<>();
      Optional<FolderLock> start = FolderLock.tryAcquire(folder.startLock());
      Optional<FolderLock> engine =
          start.isPresent() ? FolderLock.tryAcquire(folder.lock()) : Optional.empty();
      try {
        if (engine.isEmpty()) {
          throw Failures.stillRuns(folder);
        }
        refuseWorked(jobs);
        notes = unmount();
        // Anew: until the locks were ours an engine could have made more.
        List<Path> all = new ArrayList<>(OwnFiles.in(folder));
        all.add(folder.root());
        OwnFiles.remove(folder, all);
      } finally {
        for (FolderLock job : jobs) {
          job.close();
        }
        close(engine);
        close(start);
      }
      return new Removed(others(), notes);
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
  }

  /** Takes the lock of each target of workflows, which whoever works on it holds. */
  private void refuseWorked(List<FolderLock> taken) throws IOException {
    for (String target : folder.datasetLocks()) {
      taken.add(
          FolderLock.tryAcquire(folder.datasetLock(target))
              .orElseThrow(() -> Failures.stillWorked(folder, target)));
    }
  }

  private List<Diagnostic> unmount() throws IOException {
    try {
      List<Diagnostic> notes = new Mounts(folder, false).unmountAll();
      List<Path> still = TreeRemoval.mountedIn(folder.root());
      if (!still.isEmpty()) {
        throw Failures.stillMounted(folder, still.get(0));
      }
      return notes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the reset was interrupted", e);
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

package dev.dvp.localengine.workflows;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.files.FolderLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one run works on, kept from all others; a process that is killed lets go of it. */
final class Held implements AutoCloseable {
  private final List<FolderLock> locks = new ArrayList<>();

  private Held() {}

  /**
   * Takes all, or none.
   *
   * @param what what it is that is taken, for people
   * @throws DvpException when somebody else works on one
   * @throws IOException when the locks cannot be used
   */
  static Held all(DataFolder folder, List<String> targets, String what) throws IOException {
    Held held = new Held();
    boolean isWhole = false;
    try {
      for (String target : targets) {
        Optional<FolderLock> lock = FolderLock.tryAcquire(folder.datasetLock(target));
        held.locks.add(lock.orElseThrow(() -> busy(what)));
      }
      isWhole = true;
      return held;
    } finally {
      if (!isWhole) {
        held.close();
      }
    }
  }

  /** Says that somebody else works on something. */
  static DvpException busy(String what) {
    return new DvpException(
        WorkflowRule.BUSY.at(
            Location.NONE,
            "Another job works on " + what + " just now.",
            "Wait until it has ended; `dvp lab jobs` shows how far it has come."));
  }

  /** Makes sure that it is held: a resource that is never named looks forgotten. */
  void check() {
    if (locks.isEmpty()) {
      throw new IllegalStateException("nothing is held");
    }
  }

  @Override
  public void close() {
    locks.forEach(Held::release);
  }

  private static void release(FolderLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // The end of the process lets go of it at the latest.
    }
  }
}

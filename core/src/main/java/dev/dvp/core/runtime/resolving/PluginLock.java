package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockReader;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.RootRequirement;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lock beside a plugin's manifest, if there is one. */
final class PluginLock {
  private final RuntimeRequest request;

  PluginLock(RuntimeRequest request) {
    this.request = request;
  }

  Path file() {
    return request.folder().resolve(Lock.FILE);
  }

  boolean exists() {
    return Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads it.
   *
   * @return the lock; nothing when there is none
   * @throws DvpException when it cannot be read
   */
  Optional<Lock> read() {
    Diagnostics ofLock = new Diagnostics();
    Optional<Lock> lock = exists() ? LockReader.read(file(), ofLock) : Optional.empty();
    ofLock.throwIfErrors();
    return lock;
  }

  /** What it says as far as it can be read: for those who replace it anyway. */
  Optional<Lock> readLeniently() {
    return exists() ? LockReader.read(file(), new Diagnostics()) : Optional.empty();
  }

  /** The packages that it names, whatever they were chosen for. */
  Map<PackageName, LockedPackage> packages() {
    return read().map(Lock::byName).orElse(Map.of());
  }

  boolean isFor(Lock lock, List<RootRequirement> roots) {
    return lock.inputs().equals(Lock.inputs(request.python(), roots));
  }

  /**
   * The lock, when there is one and it is for these requirements.
   *
   * @param found takes the warning that it is for other ones
   * @throws DvpException when it cannot be read, or nothing else may be taken and there is none for
   *     them
   */
  Optional<Lock> current(List<RootRequirement> roots, Diagnostics found) {
    if (!exists() && request.isLocked()) {
      throw missing();
    }
    Optional<Lock> lock = read();
    if (lock.isEmpty() || isFor(lock.get(), roots)) {
      return lock;
    }
    Diagnostic outdated =
        RuntimeRule.LOCK_OUTDATED.at(
            Location.of(file()),
            "`"
                + Lock.FILE
                + "` was made for other requirements than the plugin has now, so it does not say"
                + " what belongs into the artifact.",
            "Run `dvp lock`.");
    if (request.isLocked()) {
      throw new DvpException(outdated);
    }
    found.add(outdated.withSeverity(Severity.WARNING));
    return Optional.empty();
  }

  private DvpException missing() {
    return new DvpException(
        RuntimeRule.LOCK_MISSING.at(
            Location.of(file()),
            "There is no `"
                + Lock.FILE
                + "` beside the manifest, and `--locked` takes nothing else.",
            "Run `dvp lock`, and commit the file that it writes."));
  }
}

package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockText;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A lock that could be written.
 *
 * @param file where it goes
 * @param lock what it says
 * @param before what the file says now, if it is there and can be read
 */
public record LockPlan(Path file, Lock lock, Optional<Lock> before) {
  /**
   * Tells whether the file would say something else.
   *
   * @return false when it says just this already, in whatever bytes: version control may have
   *     changed the ends of its lines
   */
  public boolean changes() {
    return !before.equals(Optional.of(lock));
  }

  /**
   * What would change, in words.
   *
   * @return a line for each package that comes, goes or changes, by name
   */
  public List<String> changedPackages() {
    Map<PackageName, LockedPackage> old = before.map(Lock::byName).orElse(Map.of());
    Map<PackageName, String> lines = new TreeMap<>();
    for (LockedPackage locked : lock.packages()) {
      PackageName name = locked.wheel().name();
      LockedPackage was = old.get(name);
      String now = name + " " + locked.wheel().version();
      if (was == null) {
        lines.put(name, "+ " + now);
      } else if (!was.wheel().equals(locked.wheel()) || !was.sha256().equals(locked.sha256())) {
        boolean isSameVersion = was.wheel().version().equals(locked.wheel().version());
        String other = isSameVersion ? " (another file)" : "";
        lines.put(name, "~ " + now + ", was " + was.wheel().version() + other);
      }
    }
    Map<PackageName, LockedPackage> fresh = lock.byName();
    old.forEach(
        (name, locked) -> {
          if (!fresh.containsKey(name)) {
            lines.put(name, "- " + name + " " + locked.wheel().version());
          }
        });
    return new ArrayList<>(lines.values());
  }

  /**
   * Writes the file in one step.
   *
   * @param temporary holds what is half-made: the caller closes it, and undoes it when the work is
   *     given up
   * @throws DvpException when it cannot be written; then the file is as it was
   */
  public void write(CreatedPaths temporary) {
    try {
      Path made = temporary.createFile(file.resolveSibling(TemporaryNames.next()));
      Files.write(made, bytes());
      temporary.moveInto(made, file);
    } catch (IOException e) {
      throw new DvpException(
          RuntimeRule.LOCK_NOT_WRITABLE.at(
              Location.of(file),
              "`" + file + "` cannot be written" + Reasons.of(e) + ".",
              "Make room on the disk, and the folder writable for you."),
          e);
    }
  }

  private byte[] bytes() {
    return LockText.of(lock).getBytes(StandardCharsets.UTF_8);
  }
}

package dev.dvp.core.runtime.lock;

import dev.dvp.core.files.Sha256;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.RootRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lock file says: the very files that a plugin's runtime packages come from.
 *
 * @param inputs a hash of all that the choice was made for: another one is out of date
 * @param packages the packages, by name, each once
 */
public record Lock(String inputs, List<LockedPackage> packages) {
  /** The file's name, beside the manifest. */
  public static final String FILE = "dvp.lock";

  /** Sorts and copies. */
  public Lock {
    packages =
        packages.stream().sorted(Comparator.comparing(locked -> locked.wheel().name())).toList();
  }

  /**
   * The hash of what a choice is made for. Who asks and in which order does not matter, nor where
   * wheels are looked for.
   *
   * @param python the engine's Python
   * @param roots what the plugin asks for
   * @return the hash, with its algorithm before a colon
   */
  public static String inputs(TargetPython python, List<RootRequirement> roots) {
    List<String> lines = new ArrayList<>();
    for (RootRequirement root : roots) {
      lines.add(root.requirement() + " " + String.join(" ", root.sha256()));
    }
    lines.sort(null);
    return "sha256:" + Sha256.of("python " + python + "\n" + String.join("\n", lines));
  }

  /**
   * The packages by name.
   *
   * @return a map in the order of the names
   */
  public Map<PackageName, LockedPackage> byName() {
    Map<PackageName, LockedPackage> all = new LinkedHashMap<>();
    packages.forEach(locked -> all.put(locked.wheel().name(), locked));
    return all;
  }
}

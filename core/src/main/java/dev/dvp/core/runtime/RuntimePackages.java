package dev.dvp.core.runtime;

import dev.dvp.core.payload.Payload;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes into an artifact beside the plugin's own files.
 *
 * @param kind whose runtime it is
 * @param packages the packages that came as wheels, by name; with the bundled runtime only those
 *     that the author asked for
 * @param entries the files, by name, none of them a folder
 */
public record RuntimePackages(
    RuntimeKind kind, List<RuntimePackage> packages, List<Payload.Entry> entries) {

  /** Sorts and copies. */
  public RuntimePackages {
    packages = packages.stream().sorted(Comparator.comparing(RuntimePackage::name)).toList();
    entries = entries.stream().sorted(Comparator.comparing(Payload.Entry::name)).toList();
  }

  /**
   * What Python imports of them: a plugin's own module of such a name would hide a package, or be
   * hidden by it.
   *
   * @return names of modules and packages, such as {@code dlpx} and {@code six}, sorted
   */
  public Set<String> topLevelNames() {
    Set<String> names = new TreeSet<>();
    for (Payload.Entry entry : entries) {
      int slash = entry.name().indexOf('/');
      if (slash > 0) {
        names.add(entry.name().substring(0, slash));
      } else if (entry.name().endsWith(".py")) {
        names.add(entry.name().substring(0, entry.name().length() - ".py".length()));
      }
    }
    return names;
  }
}

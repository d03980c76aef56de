package dev.dvp.core.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A module as Python's import system finds it.
 *
 * @param name the full dotted name
 * @param file its file; a package without {@code __init__.py} has none
 * @param searchPath for a package, the folders that hold its modules; empty for a plain module
 */
public record ModuleFile(String name, Optional<Path> file, List<Path> searchPath) {
  /** Copies the folders. */
  public ModuleFile {
    searchPath = List.copyOf(searchPath);
  }

  /**
   * Tells a package from a plain module.
   *
   * @return whether it may hold modules
   */
  public boolean isPackage() {
    return !searchPath.isEmpty();
  }

  /**
   * The package that relative imports start from: Python's {@code __package__}.
   *
   * @return its own name for a package, else what stands before the last dot
   */
  public String packageName() {
    return isPackage() ? name : name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /**
   * Resolves the module that a {@code from} import names.
   *
   * @param module the name after the dots; may be empty
   * @param level the number of leading dots
   * @return the absolute name, or nothing when the dots lead out of the top package
   */
  public Optional<String> absolute(String module, int level) {
    if (level == 0) {
      return Optional.of(module);
    }
    String base = packageName();
    for (int i = 1; i < level; i++) {
      int dot = base.lastIndexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      base = base.substring(0, dot);
    }
    if (base.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(module.isEmpty() ? base : base + "." + module);
  }
}

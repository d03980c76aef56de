package dev.dvp.core.python.names;

import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.SourceTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the modules below the source folder provide to those that import them. */
final class ModuleNames {
  /** Star imports of star imports are followed so far; beyond, anything may be there. */
  private static final int MAX_STARS = 60;

  /** Names that are copied from star import to star import before nothing more is known. */
  private static final int MAX_COPIED = 2_000_000;

  private final SourceTree tree;
  private final Map<Path, FileNames> files;
  private final Map<String, Optional<Set<String>>> stars = new HashMap<>();
  private final Map<Path, Set<String>> compiled = new HashMap<>();
  private final Set<String> attributes = new HashSet<>();
  private int depth;
  private int copied;

  ModuleNames(SourceTree tree, Map<Path, FileNames> files) {
    this.tree = tree;
    this.files = files;
    for (FileNames file : files.values()) {
      attributes.addAll(file.attributes);
    }
  }

  /** What is known of a module's file; nothing where it could not be read. */
  Optional<FileNames> of(ModuleFile module) {
    return module.file().map(files::get);
  }

  /** Whether a module may give any name, because it cannot be read or has ways of its own. */
  private boolean isOpen(ModuleFile module) {
    if (module.file().isEmpty()) {
      return false;
    }
    FileNames names = files.get(module.file().get());
    return names == null || names.isDynamic || names.hasGetattr || names.makesModules;
  }

  /** Whether modules inside one may be there though no file holds them. */
  boolean mayHoldModules(ModuleFile module, String name) {
    return isOpen(module) || isCompiled(module, name);
  }

  /** Whether {@code from module import name} may work. */
  boolean mayProvide(ModuleFile module, String name) {
    if (isOpen(module)
        || (name.startsWith("__") && name.endsWith("__"))
        || attributes.contains(name)) {
      return true;
    }
    Optional<FileNames> names = of(module);
    if (names.isPresent()) {
      if (names.get().bound.contains(name)) {
        return true;
      }
      for (ImportUse star : names.get().stars) {
        Optional<Set<String>> given = given(star, module);
        if (given.isEmpty() || given.get().contains(name)) {
          return true;
        }
      }
    }
    return tree.find(module.name() + "." + name).isPresent() || isCompiled(module, name);
  }

  /** The names that a module may give, for suggestions. */
  Collection<String> provided(ModuleFile module) {
    List<String> names = new ArrayList<>();
    of(module).ifPresent(file -> names.addAll(file.bound));
    if (module.isPackage()) {
      for (Path file : files.keySet()) {
        Path folder = file.getParent();
        if (folder != null && module.searchPath().contains(folder)) {
          names.add(String.valueOf(file.getFileName()).replace(".py", ""));
        }
      }
    }
    return names;
  }

  /** The names that a star import binds; nothing when they are not known. */
  Optional<Set<String>> given(ImportUse star, ModuleFile importer) {
    Optional<ModuleFile> module =
        importer.absolute(star.module(), star.level()).flatMap(tree::find);
    return module.isEmpty() ? Optional.empty() : starNames(module.get());
  }

  private Optional<Set<String>> starNames(ModuleFile module) {
    Optional<Set<String>> known = stars.get(module.name());
    if (known != null) {
      return known;
    }
    // In a circle of star imports the rest of it counts as unknown.
    stars.put(module.name(), Optional.empty());
    depth++;
    Optional<Set<String>> names = depth > MAX_STARS ? Optional.empty() : readStarNames(module);
    depth--;
    stars.put(module.name(), names);
    return names;
  }

  private Optional<Set<String>> readStarNames(ModuleFile module) {
    Optional<FileNames> file = of(module);
    if (file.isEmpty() || isOpen(module) || file.get().areExportsOpen || copied > MAX_COPIED) {
      return Optional.empty();
    }
    FileNames names = file.get();
    if (names.hasExports) {
      return Optional.of(names.exports.keySet());
    }
    Set<String> given = new HashSet<>();
    for (String name : names.bound) {
      if (!name.startsWith("_")) {
        given.add(name);
      }
    }
    for (ImportUse star : names.stars) {
      Optional<Set<String>> inner = given(star, module);
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      given.addAll(inner.get());
    }
    copied += given.size();
    return Optional.of(given);
  }

  /** Extension modules are no Python source, yet can be imported. */
  private boolean isCompiled(ModuleFile module, String name) {
    for (Path folder : module.searchPath()) {
      if (isCompiledIn(folder, name)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCompiledIn(Path folder, String name) {
    return compiled.computeIfAbsent(folder, ModuleNames::compiledIn).contains(name);
  }

  private static Set<String> compiledIn(Path folder) {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String file = String.valueOf(entry.getFileName());
        if (file.endsWith(".so") || file.endsWith(".pyd") || file.endsWith(".pyc")) {
          names.add(file.substring(0, file.indexOf('.')));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A folder that cannot be listed has nothing that could be imported.
      return Set.of();
    }
    return names;
  }
}

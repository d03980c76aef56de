package dev.dvp.core.python.names;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.SourceTree;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds names that nothing binds, imports that find no module, and imports of names that a module
 * lacks. Each file is scanned by itself, several at once; what files mean to each other is settled
 * afterwards.
 */
public final class NameCheck {
  private NameCheck() {}

  /**
   * Checks all files of a tree. To be called on a {@link dev.dvp.core.python.DeepStack} when the
   * tree's search path is complete.
   *
   * @param tree the source
   * @param entry the module that is imported first, when it is known
   * @param out takes the findings
   */
  public static void check(SourceTree tree, Optional<String> entry, Diagnostics out) {
    List<Path> paths = tree.files();
    List<Optional<FileNames>> scanned = tree.map(paths, NameCheck::scan);
    Map<Path, FileNames> files = new TreeMap<>();
    for (int i = 0; i < paths.size(); i++) {
      Path path = paths.get(i);
      scanned.get(i).ifPresent(names -> files.put(path, names));
    }
    ModuleNames modules = new ModuleNames(tree, files);
    ModuleSearch search = new ModuleSearch(tree, modules, files);
    Set<String> builtins = new HashSet<>();
    files.values().forEach(file -> builtins.addAll(file.builtins));
    Set<Path> loaded = loaded(tree, entry, files);
    UndefinedNames undefined = new UndefinedNames(tree, modules, builtins);
    MissingImports missing = new MissingImports(tree, modules, search);
    for (Map.Entry<Path, FileNames> file : files.entrySet()) {
      ModuleFile module = tree.moduleOf(file.getKey());
      out.addAll(undefined.of(module, file.getKey(), file.getValue()));
      boolean isLoaded = loaded.contains(file.getKey());
      out.addAll(missing.of(module, file.getKey(), file.getValue(), isLoaded));
    }
  }

  private static Optional<FileNames> scan(PythonFile file) {
    boolean isPackage = file.path().endsWith("__init__.py");
    return file.module().map(module -> FileScan.of(module, isPackage));
  }

  /** The files that surely run when the entry module is imported. */
  private static Set<Path> loaded(
      SourceTree tree, Optional<String> entry, Map<Path, FileNames> files) {
    Set<Path> loaded = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    entry.ifPresent(name -> addWithParents(name, open));
    for (String name = open.poll(); name != null; name = open.poll()) {
      Optional<ModuleFile> module = seen.add(name) ? tree.find(name) : Optional.empty();
      if (module.isEmpty() || module.get().file().isEmpty()) {
        continue;
      }
      FileNames names = files.get(module.get().file().get());
      if (names == null) {
        continue;
      }
      loaded.add(module.get().file().get());
      for (ImportUse use : names.imports) {
        if (use.isSure()) {
          addImported(use, module.get(), open);
        }
      }
    }
    return loaded;
  }

  private static void addImported(ImportUse use, ModuleFile importer, Deque<String> open) {
    Optional<String> base = importer.absolute(use.module(), use.level());
    if (base.isPresent()) {
      addWithParents(base.get(), open);
      use.names().forEach(alias -> open.add(base.get() + "." + alias.name()));
    }
  }

  private static void addWithParents(String name, Deque<String> open) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      open.add(name.substring(0, dot));
    }
    open.add(name);
  }
}

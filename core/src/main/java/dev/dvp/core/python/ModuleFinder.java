package dev.dvp.core.python;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds modules below the source folder as Python would: a regular package before a module before a
 * package without {@code __init__.py}, folder by folder. Safe for several threads.
 */
final class ModuleFinder {
  /**
   * A search path and what was found on it. A search keeps to the view that it began with, so that
   * what it finds on an older search path is never taken for the result on a newer one.
   */
  record View(List<Path> roots, Map<String, Optional<ModuleFile>> found) {
    View(List<Path> roots) {
      this(List.copyOf(roots), new ConcurrentHashMap<>());
    }
  }

  private final Path srcDir;
  private final Diagnostics problems = new Diagnostics();
  private volatile View view;

  ModuleFinder(Path srcDir) {
    this.srcDir = srcDir;
    this.view = new View(List.of(srcDir));
  }

  /** Adds a folder to the search path when it lies below the source folder. */
  synchronized void addRoot(int index, String name) {
    Path source = srcDir.toAbsolutePath().normalize();
    Path absolute = source.resolve(name).normalize();
    if (!absolute.startsWith(source)) {
      return;
    }
    // Named from the source folder as it was given, so that findings show the paths that users use.
    Path folder = absolute.equals(source) ? srcDir : srcDir.resolve(source.relativize(absolute));
    List<Path> roots = new ArrayList<>(view.roots());
    if (!roots.contains(folder) && isDirectory(folder)) {
      roots.add(Math.min(Math.max(0, index), roots.size()), folder);
      view = new View(roots);
    }
  }

  Path srcDir() {
    return srcDir;
  }

  ModuleFile moduleOf(Path file) {
    Path root = srcDir;
    for (Path other : view.roots()) {
      if (file.startsWith(other) && other.getNameCount() > root.getNameCount()) {
        root = other;
      }
    }
    Path relative = root.relativize(file);
    String last = String.valueOf(relative.getFileName());
    boolean isPackage = last.equals("__init__.py") && relative.getNameCount() > 1;
    StringJoiner name = new StringJoiner(".");
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      name.add(relative.getName(i).toString());
    }
    if (!isPackage) {
      name.add(last.endsWith(".py") ? last.substring(0, last.length() - ".py".length()) : last);
    }
    Path folder = root.resolve(relative).getParent();
    return new ModuleFile(
        name.toString(),
        Optional.of(file),
        isPackage && folder != null ? List.of(folder) : List.of());
  }

  String relativeName(Path file) {
    return srcDir.relativize(file).toString().replace('\\', '/');
  }

  List<String> topModules() {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(srcDir)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.endsWith(".py")) {
          names.add(name.substring(0, name.length() - ".py".length()));
        } else if (Files.isRegularFile(entry.resolve("__init__.py"))) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Suggestions are a courtesy: without the folder there are none.
      return List.of();
    }
    return List.copyOf(names);
  }

  List<Diagnostic> problems() {
    return problems.sorted();
  }

  /** The search path as it is now. */
  View view() {
    return view;
  }

  Optional<ModuleFile> find(String name) {
    return find(view, name);
  }

  Optional<ModuleFile> find(View on, String name) {
    Optional<ModuleFile> known = on.found().get(name);
    if (known == null) {
      known = search(on, name);
      on.found().put(name, known);
    }
    return known;
  }

  private Optional<ModuleFile> search(View on, String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return searchIn(on.roots(), name, name);
    }
    return find(on, name.substring(0, dot))
        .flatMap(parent -> searchIn(parent.searchPath(), name.substring(dot + 1), name));
  }

  private Optional<ModuleFile> searchIn(List<Path> folders, String simpleName, String fullName) {
    if (simpleName.isEmpty() || simpleName.indexOf('/') >= 0 || simpleName.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    List<Path> portions = new ArrayList<>();
    for (Path folder : folders) {
      Path inner = folder.resolve(simpleName);
      Path init = inner.resolve("__init__.py");
      if (isFile(init)) {
        return Optional.of(new ModuleFile(fullName, Optional.of(init), List.of(inner)));
      }
      Path file = folder.resolve(simpleName + ".py");
      if (isFile(file)) {
        return Optional.of(new ModuleFile(fullName, Optional.of(file), List.of()));
      }
      if (isDirectory(inner)) {
        portions.add(inner);
      }
    }
    return portions.isEmpty()
        ? Optional.empty()
        : Optional.of(new ModuleFile(fullName, Optional.empty(), portions));
  }

  private boolean isFile(Path path) {
    return Files.isRegularFile(path) && isInside(path);
  }

  private boolean isDirectory(Path path) {
    return Files.isDirectory(path) && isInside(path);
  }

  /** What is read is the plugin's own: a link to elsewhere on this machine is not followed. */
  private boolean isInside(Path path) {
    try {
      if (path.toRealPath().startsWith(srcDir.toRealPath())) {
        return true;
      }
    } catch (IOException e) {
      return false;
    }
    problems.add(
        PythonRule.MODULE_OUTSIDE_SOURCE.at(
            Location.of(path),
            "The link leads out of the source folder, so it is not followed, and what the module"
                + " registers is not seen.",
            "Put a copy of the module into the source folder."));
    return false;
  }
}

package dev.dvp.core.python.names;

import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.SourceTree;
import dev.dvp.core.python.StandardLibrary;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells whether an import finds its module: in the source, the runtime or the standard library. */
final class ModuleSearch {
  private static final Set<String> RUNTIME = Set.of("dlpx", "six", "generated");

  private final SourceTree tree;
  private final ModuleNames modules;
  private final Map<String, Boolean> known = new HashMap<>();

  /** Names of files and folders anywhere below the source folder. */
  private final Set<String> anywhere = new HashSet<>();

  /** Top packages in which some module registers others. */
  private final Set<String> makers = new HashSet<>();

  private final boolean isPathChanged;

  ModuleSearch(SourceTree tree, ModuleNames modules, Map<Path, FileNames> files) {
    this.tree = tree;
    this.modules = modules;
    boolean isChanged = false;
    for (Map.Entry<Path, FileNames> file : files.entrySet()) {
      String name = tree.relativeName(file.getKey());
      isChanged |= file.getValue().changesPath;
      for (String part : name.split("/", -1)) {
        anywhere.add(part.endsWith(".py") ? part.substring(0, part.length() - 3) : part);
      }
      makers.addAll(file.getValue().registered);
      if (file.getValue().makesModules) {
        makers.add(top(tree.moduleOf(file.getKey()).name()));
      }
    }
    this.isPathChanged = isChanged;
  }

  static String top(String module) {
    int dot = module.indexOf('.');
    return dot < 0 ? module : module.substring(0, dot);
  }

  /** Whether a module may be found when the plugin runs. */
  boolean mayFind(String module) {
    return known.computeIfAbsent(module, this::search);
  }

  private boolean search(String module) {
    if (isRuntime(module)
        || StandardLibrary.containsModule(module)
        || tree.find(module).isPresent()) {
      return true;
    }
    String top = top(module);
    if (makers.contains(top)) {
      return true;
    }
    if (tree.find(top).isEmpty()) {
      return !StandardLibrary.contains(top) && isPathChanged && anywhere.contains(top);
    }
    return mayBeInside(module);
  }

  /** Whether the nearest package that is there may hold the rest by means of its own. */
  private boolean mayBeInside(String module) {
    String inner = module;
    for (int dot = inner.lastIndexOf('.'); dot > 0; dot = inner.lastIndexOf('.')) {
      Optional<ModuleFile> parent = tree.find(inner.substring(0, dot));
      if (parent.isPresent()) {
        return mayBeElsewhere(parent.get())
            || modules.mayHoldModules(parent.get(), inner.substring(dot + 1));
      }
      inner = inner.substring(0, dot);
    }
    return false;
  }

  /**
   * Whether more of a package may lie in folders that are only known at run time: one without
   * {@code __init__.py} goes on there, or gives way to one that has it.
   */
  boolean mayBeElsewhere(ModuleFile found) {
    return isPathChanged && found.isPackage() && found.file().isEmpty();
  }

  /** The packages that the platform puts beside the plugin. */
  static boolean isRuntime(String module) {
    return RUNTIME.contains(top(module))
        || module.equals("google")
        || module.equals("google.protobuf")
        || module.startsWith("google.protobuf.");
  }
}

package dev.dvp.core.python.names;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.SourceTree;
import dev.dvp.core.python.Span;
import dev.dvp.core.python.StandardLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which imports of a file find no module, or not the name that they ask for. */
final class MissingImports {
  private static final int MAX_SUGGESTIONS = 200;

  private final SourceTree tree;
  private final ModuleNames modules;
  private final ModuleSearch search;
  private int suggestions;

  MissingImports(SourceTree tree, ModuleNames modules, ModuleSearch search) {
    this.tree = tree;
    this.modules = modules;
    this.search = search;
  }

  List<Diagnostic> of(ModuleFile importer, Path path, FileNames file, boolean isLoaded) {
    List<Diagnostic> findings = new ArrayList<>();
    for (ImportUse use : file.imports) {
      Optional<String> module = importer.absolute(use.module(), use.level());
      if (module.isEmpty()) {
        findings.add(outOfPackage(importer, path, use));
      } else if (!isOptional(use, module.get(), file)) {
        if (search.mayFind(module.get())) {
          names(module.get(), path, use, isLoaded && use.isSure(), findings);
        } else {
          findings.add(missingModule(module.get(), importer, at(path, use.span()), use.level()));
        }
      }
    }
    return findings;
  }

  /** Whether the file can do without a module: it catches that it is missing elsewhere. */
  private static boolean isOptional(ImportUse use, String module, FileNames file) {
    return use.level() == 0 && file.optional.contains(ModuleSearch.top(module));
  }

  private static Location at(Path path, Span span) {
    return new Location(path, span.line(), span.column());
  }

  private static Diagnostic outOfPackage(ModuleFile importer, Path path, ImportUse use) {
    String dots = ".".repeat(Math.min(use.level(), 10));
    String message =
        importer.packageName().isEmpty()
            ? "`" + importer.name() + "` is in no package, so the relative import fails."
            : "The relative import leads out of the package `"
                + importer.packageName()
                + "`, so it fails.";
    return NameRule.MISSING_MODULE.at(
        at(path, use.span()),
        message,
        "Name the module from the source folder: `import "
            + name(use)
            + "` or `from ... import ...` without `"
            + dots
            + "`.");
  }

  private static String name(ImportUse use) {
    return use.module().isEmpty() && !use.names().isEmpty()
        ? use.names().get(0).name()
        : use.module();
  }

  private Diagnostic missingModule(String module, ModuleFile importer, Location place, int level) {
    Optional<String> today = StandardLibrary.insteadOf(ModuleSearch.top(module));
    if (today.isPresent() && level == 0) {
      return NameRule.MISSING_MODULE.at(
          place,
          "`"
              + module
              + "` is a module of Python 2, which Python 3.11 does not have: the import"
              + " fails on the engine.",
          today.get().isEmpty()
              ? "Python 3.11 has nothing that takes its place."
              : "Import `" + today.get() + "` instead.");
    }
    return NameRule.MISSING_MODULE.at(
        place,
        "No module `"
            + module
            + "` is below the source folder, in the platform's runtime or in"
            + " Python 3.11's standard library: the import fails on the engine.",
        help(module, importer));
  }

  private String help(String module, ModuleFile importer) {
    String sibling =
        importer.packageName().isEmpty() ? module : importer.packageName() + "." + module;
    if (!sibling.equals(module) && tree.find(sibling).isPresent()) {
      return "Python 3 does not look in the importing module's own folder: write `from . import "
          + module
          + "` or `import "
          + sibling
          + "`.";
    }
    String hint = "";
    if (suggestions++ < MAX_SUGGESTIONS) {
      Set<String> names = new HashSet<>(tree.topModules());
      names.addAll(StandardLibrary.topModules());
      // The library's inner modules are nobody's to import.
      names.removeIf(name -> name.startsWith("_") && !module.startsWith("_"));
      hint = DidYouMean.hint(module, names);
    }
    return hint.isEmpty()
        ? "Put the package into the source folder, or catch ImportError and do without it."
        : hint;
  }

  private void names(
      String module, Path path, ImportUse use, boolean isSure, List<Diagnostic> findings) {
    Optional<ModuleFile> found = tree.find(module);
    for (PyStatement.Alias alias : use.names()) {
      if (alias.name().equals("*")) {
        continue;
      }
      if (found.isPresent() && !StandardLibrary.contains(module)) {
        if (!ModuleSearch.isRuntime(module)
            && !search.mayBeElsewhere(found.get())
            && !modules.mayProvide(found.get(), alias.name())) {
          findings.add(missingName(found.get(), path, alias, isSure));
        }
      } else if (found.isEmpty()
          && (StandardLibrary.lacks(module, alias.name())
              || (module.equals("google") && !alias.name().equals("protobuf")))) {
        findings.add(missingStandardName(module, path, alias));
      }
    }
  }

  private static Diagnostic missingStandardName(String module, Path path, PyStatement.Alias alias) {
    String full = module + "." + alias.name();
    boolean isAbstract = module.equals("collections") && isAbstractCollection(alias.name());
    return NameRule.MISSING_MODULE.at(
        at(path, alias.span()),
        "`"
            + module
            + "` has neither a module nor a name `"
            + alias.name()
            + "` in Python 3.11:"
            + " the import fails on the engine.",
        isAbstract
            ? "Write `from collections.abc import " + alias.name() + "`."
            : "Look for what took the place of `" + full + "` in Python 3.");
  }

  private static boolean isAbstractCollection(String name) {
    return switch (name) {
      case "Mapping", "MutableMapping", "Iterable", "Iterator", "Callable", "Sequence" -> true;
      case "MutableSequence", "Set", "MutableSet", "Hashable", "Sized", "Container" -> true;
      case "Generator", "Awaitable", "Coroutine", "Collection", "Reversible" -> true;
      case "KeysView", "ValuesView", "ItemsView", "MappingView", "ByteString" -> true;
      default -> false;
    };
  }

  private Diagnostic missingName(
      ModuleFile module, Path path, PyStatement.Alias alias, boolean isSure) {
    String hint =
        suggestions++ < MAX_SUGGESTIONS
            ? DidYouMean.hint(alias.name(), modules.provided(module))
            : "";
    Diagnostic finding =
        NameRule.MISSING_IMPORTED_NAME.at(
            at(path, alias.span()),
            "`"
                + module.name()
                + "` has no name `"
                + alias.name()
                + "` and no module of that name:"
                + " the import raises ImportError.",
            hint.isEmpty()
                ? "Define `"
                    + alias.name()
                    + "` in `"
                    + module.name()
                    + "`, or import it from"
                    + " where it is."
                : hint);
    return isSure ? finding : finding.withSeverity(Severity.WARNING);
  }
}

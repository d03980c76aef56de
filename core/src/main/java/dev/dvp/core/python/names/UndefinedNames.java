package dev.dvp.core.python.names;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which names of a file nothing binds, star imports taken into account. */
final class UndefinedNames {
  /** Suggestions are a courtesy: not for more names of a file, nor among more, than these. */
  private static final int MAX_SUGGESTIONS = 40;

  private static final int MAX_CANDIDATES = 4000;

  /** The classes of {@code generated.definitions}, of which another check knows more. */
  private static final Set<String> GENERATED =
      Set.of(
          "RepositoryDefinition",
          "SourceConfigDefinition",
          "SnapshotDefinition",
          "SnapshotParametersDefinition",
          "LinkedSourceDefinition",
          "VirtualSourceDefinition");

  private final SourceTree tree;
  private final ModuleNames modules;
  private final Set<String> builtins;

  UndefinedNames(SourceTree tree, ModuleNames modules, Set<String> builtins) {
    this.tree = tree;
    this.modules = modules;
    this.builtins = builtins;
  }

  List<Diagnostic> of(ModuleFile module, Path path, FileNames file) {
    if (file.undefined.isEmpty() || file.isDynamic) {
      return List.of();
    }
    List<Diagnostic> findings = new ArrayList<>();
    // The first star import after which anything may be bound.
    int unknown = Integer.MAX_VALUE;
    List<Set<String>> given = new ArrayList<>();
    for (ImportUse star : file.stars) {
      Optional<Set<String>> names = modules.given(star, module);
      if (names.isEmpty()) {
        unknown = given.size();
        break;
      }
      given.add(names.get());
    }
    Map<String, String> hints = new HashMap<>();
    Map<String, Boolean> misspelt = new HashMap<>();
    for (Undefined use : file.undefined) {
      if (use.stars() <= unknown
          && !isGiven(use, given)
          && !isElsewhere(use, module, path, file, misspelt)) {
        findings.add(finding(use, path, hints));
      }
    }
    return findings;
  }

  private static boolean isGiven(Undefined use, List<Set<String>> given) {
    for (int i = 0; i < Math.min(use.stars(), given.size()); i++) {
      if (given.get(i).contains(use.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether something outside the file binds the name. */
  private boolean isElsewhere(
      Undefined use, ModuleFile module, Path path, FileNames file, Map<String, Boolean> misspelt) {
    if (builtins.contains(use.name())) {
      return true;
    }
    if (use.use() == Undefined.Use.EXPORT && file.hasGetattr) {
      return true;
    }
    if (misspelt.computeIfAbsent(use.name(), name -> isMisspeltImport(name, module, file))) {
      return true;
    }
    // Importing a module of a package binds its name in the package.
    return path.endsWith("__init__.py")
        && (tree.find(module.name() + "." + use.name()).isPresent()
            || (use.use() == Undefined.Use.EXPORT && modules.mayProvide(module, use.name())));
  }

  /** Whether an import that meant the name misspells it: that is the one finding then. */
  private boolean isMisspeltImport(String name, ModuleFile importer, FileNames file) {
    for (ImportUse use : file.imports) {
      Optional<String> source = importer.absolute(use.module(), use.level());
      for (PyStatement.Alias alias : use.names()) {
        if (alias.alias().isEmpty()
            && source.isPresent()
            && DidYouMean.nearest(name, List.of(alias.name())).isPresent()
            && isMeant(source.get(), alias.name(), name)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMeant(String source, String written, String meant) {
    if (source.equals("generated.definitions")) {
      return GENERATED.contains(meant) && !GENERATED.contains(written);
    }
    Optional<ModuleFile> found = tree.find(source).filter(module -> module.file().isPresent());
    return found.isPresent()
        && !modules.mayProvide(found.get(), written)
        && modules.mayProvide(found.get(), meant);
  }

  private Diagnostic finding(Undefined use, Path path, Map<String, String> hints) {
    Location place = new Location(path, use.span().line(), use.span().column());
    String name = use.name();
    String instead = Python2Names.instead(name);
    if (use.use() == Undefined.Use.EXPORT) {
      return NameRule.UNDEFINED_NAME
          .at(
              place,
              "`__all__` lists `"
                  + name
                  + "`, which the module does not bind: a star import of it"
                  + " fails.",
              hint(use, hints, "Take the name out of `__all__`, or bind it."))
          .withSeverity(Severity.WARNING);
    }
    if (use.use() == Undefined.Use.ANNOTATION) {
      return NameRule.UNDEFINED_NAME
          .at(
              place,
              "`"
                  + name
                  + "` is not defined. Python does not evaluate this annotation, yet whatever"
                  + " reads it fails.",
              hint(use, hints, "Import or define the type."))
          .withSeverity(Severity.WARNING);
    }
    if (instead != null) {
      return NameRule.UNDEFINED_NAME.at(
          place,
          "`"
              + name
              + "` is not defined: Python 2 had it built in, Python 3 has not, so this"
              + " raises NameError when it runs.",
          instead);
    }
    return NameRule.UNDEFINED_NAME.at(
        place,
        "`" + name + "` is not defined: this raises NameError when it runs.",
        hint(use, hints, "Import it, define it above, or pass it in."));
  }

  private static String hint(Undefined use, Map<String, String> hints, String otherwise) {
    String known = hints.get(use.name());
    if (known == null) {
      known = hints.size() < MAX_SUGGESTIONS ? DidYouMean.hint(use.name(), near(use)) : "";
      hints.put(use.name(), known);
    }
    return known.isEmpty() ? otherwise : known;
  }

  /** The names in scope that are about as long. */
  private static Set<String> near(Undefined use) {
    Set<String> names = new HashSet<>();
    addNear(Builtins.all(), use.name(), names);
    for (@Nullable Scope scope = use.scope(); scope != null; scope = scope.parent) {
      if (scope.kind != Scope.Kind.CLASS || scope == use.scope()) {
        addNear(scope.names.keySet(), use.name(), names);
      }
    }
    names.remove(use.name());
    return names;
  }

  private static void addNear(Iterable<String> from, String name, Set<String> names) {
    for (String candidate : from) {
      if (names.size() < MAX_CANDIDATES
          && Math.abs(candidate.length() - name.length()) <= 2 + name.length() / 3) {
        names.add(candidate);
      }
    }
  }
}

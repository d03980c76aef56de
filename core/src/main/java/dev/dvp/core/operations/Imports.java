package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Known;
import dev.dvp.core.operations.Value.ModuleValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PlatformModules;
import dev.dvp.core.python.PyModule;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.PythonRule;
import dev.dvp.core.python.Span;
import dev.dvp.core.python.StandardLibrary;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Imports modules as Python does: each once, its parents first, in the order of the statements.
 * Packages of the platform and the standard library are known by name; what is neither there nor
 * below the source folder stays unknown.
 */
final class Imports {
  /** Stands for the source folder in {@code __file__}. */
  static final String SOURCE = "/dvp-source-folder";

  private static final Set<String> RUNTIME = Set.of("dlpx", "google", "six");
  private static final List<String> PLATFORM_NAMES = List.of("Plugin", "plugin", "MigrationType");

  private final Interpreter interpreter;
  private final Map<String, ModuleValue> loaded = new HashMap<>();
  private final Map<String, ModuleValue> executed = new HashMap<>();
  private final Set<Path> failed = new HashSet<>();
  private int unresolved;

  Imports(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** How many imports led nowhere so far. */
  int unresolved() {
    return unresolved;
  }

  /** A module whose code was run, also when it raised. */
  Optional<ModuleValue> executed(String name) {
    return Optional.ofNullable(executed.get(name));
  }

  /** All modules whose code was run. */
  Collection<ModuleValue> executed() {
    return executed.values();
  }

  /** Files that could not be read, though an import surely needs them. */
  Set<Path> failed() {
    return failed;
  }

  Value loaded(String name) {
    ModuleValue module = loaded.get(name);
    return module == null ? Value.UNKNOWN : module;
  }

  void run(PyStatement.Import statement, Frame frame) {
    for (PyStatement.Alias alias : statement.names()) {
      Value module = load(alias.name());
      int dot = alias.name().indexOf('.');
      if (alias.alias().isPresent()) {
        frame.bind(alias.alias().get(), module);
      } else if (dot < 0) {
        frame.bind(alias.name(), module);
      } else {
        String top = alias.name().substring(0, dot);
        frame.bind(top, load(top));
      }
    }
  }

  void run(PyStatement.ImportFrom statement, Frame frame) {
    Optional<String> base = frame.module.module.absolute(statement.module(), statement.level());
    Value module = base.map(this::load).orElseGet(this::lost);
    for (PyStatement.Alias alias : statement.names()) {
      if (alias.name().equals("*")) {
        bindAll(module, frame);
      } else {
        Value value = member(module, alias.name(), frame, alias.span());
        frame.bind(alias.alias().orElse(alias.name()), value);
      }
    }
  }

  private Value lost() {
    unresolved++;
    return Value.UNKNOWN;
  }

  private Value member(Value module, String name, Frame frame, Span span) {
    if (module instanceof Known known) {
      return KnownValues.of(known.name() + "." + name);
    }
    if (!(module instanceof ModuleValue value)) {
      return Value.UNKNOWN;
    }
    Optional<Value> bound = value.names.get(name);
    if (bound.isPresent()) {
      return bound.get();
    }
    String submodule = value.module.name() + "." + name;
    if (isThere(submodule)) {
      return load(submodule);
    }
    return missing(value, name, frame, span);
  }

  private boolean isThere(String name) {
    return PlatformModules.contains(name) || interpreter.tree.find(name).isPresent();
  }

  /** A name that a module has not: too early when its code is still to bind it. */
  Value missing(ModuleValue module, String name, Frame frame, Span span) {
    Optional<Value> maker = module.names.get("__getattr__");
    if (maker.isPresent() && !name.startsWith("__")) {
      return interpreter.calls.call(
          maker.get(), Arguments.of(new Text(name)), Frame.ofModule(module), span);
    }
    boolean isTooEarly = module.isRunning && Bindings.binds(module.body, name);
    if (isTooEarly && interpreter.guards > 0) {
      throw PythonRaise.of("ImportError", frame.at(span));
    }
    if (isTooEarly && interpreter.forks.isCertain() && !frame.module.equals(module)) {
      String other = module.module.name();
      interpreter.report(
          PythonRule.IMPORT_TOO_EARLY.at(
              frame.at(span),
              "`"
                  + other
                  + "` is still being imported here and has not bound `"
                  + name
                  + "` yet, so Python raises an error: the two modules import each other.",
              "Bind `"
                  + name
                  + "` in `"
                  + other
                  + "` above its import of this module, or in a"
                  + " module of its own that imports neither."));
    }
    return Value.UNKNOWN;
  }

  /** Whether a star import of the module may bind names that are not known here. */
  private static boolean mayHaveMore(Value module) {
    if (module instanceof Known known) {
      return known.name().startsWith("six") || known.name().startsWith("google");
    }
    return !(module instanceof ModuleValue read) || read.isOpaque || read.hasMoreNames;
  }

  private void bindAll(Value module, Frame frame) {
    frame.module.hasMoreNames |= mayHaveMore(module);
    if (module instanceof Known known && known.name().startsWith("dlpx.virtualization")) {
      PLATFORM_NAMES.forEach(name -> frame.bind(name, KnownValues.of(known.name() + "." + name)));
    } else if (module instanceof ModuleValue value) {
      Optional<Value> listed = value.names.get("__all__");
      if (listed.isPresent() && listed.get() instanceof Sequence names) {
        for (Value name : names.elements) {
          if (name instanceof Text text) {
            Span nowhere = new Span(1, 1, 1, 1);
            frame.bind(text.value(), member(value, text.value(), frame, nowhere));
          }
        }
        return;
      }
      value.names.snapshot().entrySet().stream()
          .filter(entry -> !entry.getKey().startsWith("_"))
          .forEach(entry -> frame.bind(entry.getKey(), entry.getValue()));
    }
  }

  /** Imports a module by its absolute name. */
  Value load(String name) {
    ModuleValue known = loaded.get(name);
    if (known != null) {
      return known;
    }
    if (PlatformModules.contains(name)) {
      return KnownValues.of(name);
    }
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return loadTop(name);
    }
    Value parent = load(name.substring(0, dot));
    if (parent instanceof Known) {
      return KnownValues.of(name);
    }
    if (!(parent instanceof ModuleValue container)) {
      return Value.UNKNOWN;
    }
    Optional<ModuleFile> file = interpreter.tree.find(name);
    if (file.isEmpty()) {
      return lost();
    }
    Value module = loaded.containsKey(name) ? loaded(name) : execute(file.get());
    container.names.set(name.substring(dot + 1), module);
    return module;
  }

  private Value loadTop(String name) {
    Optional<ModuleFile> file =
        StartedModules.contains(name) ? Optional.empty() : interpreter.tree.find(name);
    if (file.isPresent()) {
      return execute(file.get());
    }
    return StandardLibrary.contains(name) || RUNTIME.contains(name) ? KnownValues.of(name) : lost();
  }

  private ModuleValue execute(ModuleFile file) {
    ModuleValue value = new ModuleValue(file);
    loaded.put(file.name(), value);
    executed.put(file.name(), value);
    value.names.set("__name__", new Text(file.name()));
    value.names.set("__package__", new Text(file.packageName()));
    if (file.file().isEmpty()) {
      value.isRunning = false;
      return value;
    }
    value.names.set(
        "__file__", new Text(SOURCE + "/" + interpreter.tree.relativeName(file.file().get())));
    PythonFile parsed = interpreter.tree.read(file.file().get());
    if (parsed.module().isEmpty()) {
      value.isOpaque = true;
      value.isRunning = false;
      unresolved++;
      if (interpreter.guards == 0 && interpreter.forks.isCertain()) {
        failed.add(file.file().get());
      }
      return value;
    }
    run(value, parsed.module().get());
    return value;
  }

  private void run(ModuleValue value, PyModule module) {
    value.body = module.body();
    try {
      interpreter.runModule(value, module);
    } catch (PythonRaise raised) {
      loaded.remove(value.module.name());
      throw raised;
    }
  }
}

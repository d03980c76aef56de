package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Value.ModuleValue;
import dev.dvp.core.operations.Value.PluginObject;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.PythonRule;
import dev.dvp.core.python.SourceTree;
import dev.dvp.core.python.Span;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which operations a plugin implements by reading its source: what importing the entry
 * module would register is followed through imports, aliases, calls, loops and conditions, and none
 * of it is run.
 */
public final class OperationsReader {
  /**
   * What to read.
   *
   * @param srcDir the folder of the source
   * @param entryPoint the module to start with and the name of the plugin object in it
   * @param pluginType decides which operations the engine calls, and with what
   * @param entryPointLocation where the manifest names the entry point
   * @param luaName where the manifest has its {@code luaName}, if it has one
   */
  public record Request(
      Path srcDir,
      EntryPoint entryPoint,
      PluginType pluginType,
      Location entryPointLocation,
      Optional<Location> luaName) {}

  private final Request request;
  private final Diagnostics diagnostics;
  private final SourceTree tree;
  private final Interpreter interpreter;
  private boolean isComplete = true;

  private OperationsReader(Request request, Diagnostics diagnostics, SourceTree tree) {
    this.request = request;
    this.diagnostics = diagnostics;
    this.tree = tree;
    this.interpreter = new Interpreter(tree);
  }

  /**
   * Reads a plugin's operations.
   *
   * @param request the plugin
   * @param diagnostics takes all findings: errors that the platform would refuse, warnings for what
   *     will surprise
   * @return what the source implements, as far as it could be read; nothing when the entry module
   *     cannot be read or has no plugin object, which are errors
   */
  public static Optional<PluginOperations> read(Request request, Diagnostics diagnostics) {
    return DeepStack.call(
        () -> {
          try (SourceTree tree = new SourceTree(request.srcDir())) {
            return read(request, tree, diagnostics);
          }
        });
  }

  /**
   * Reads a plugin's operations from a tree that other checks go on with. To be called on a {@link
   * DeepStack}.
   *
   * @param request the plugin
   * @param tree its source; folders that the source puts on {@code sys.path} are added to it
   * @param diagnostics takes all findings
   * @return what the source implements, as far as it could be read
   */
  public static Optional<PluginOperations> read(
      Request request, SourceTree tree, Diagnostics diagnostics) {
    return new OperationsReader(request, diagnostics, tree).read();
  }

  private Optional<PluginOperations> read() {
    String name = request.entryPoint().module();
    Optional<ModuleFile> entry = tree.find(name).filter(module -> module.file().isPresent());
    if (entry.isEmpty()) {
      diagnostics.addAll(tree.problems());
      missingModule(name);
      return Optional.empty();
    }
    tree.readAhead(entry.get());
    follow(entry.get());
    diagnostics.addAll(interpreter.findings.sorted());
    reportFiles(entry.get());
    diagnostics.addAll(tree.problems());
    return plugins(name).map(this::check);
  }

  private PluginOperations check(Set<PluginObject> plugins) {
    return new OperationChecks(request, isComplete, interpreter.fixes, diagnostics)
        .check(plugins, interpreter.platform.registrations());
  }

  private void missingModule(String name) {
    String path = name.replace('.', '/');
    diagnostics.add(
        OperationRule.MISSING_ENTRY_MODULE.at(
            request.entryPointLocation(),
            "The entry point's module `"
                + name
                + "` is not there: the source folder has neither `"
                + path
                + ".py` nor `"
                + path
                + "/__init__.py`.",
            DidYouMean.hint(name, tree.topModules())));
  }

  /** Imports the entry module; what ends it early is reported, and what was seen so far kept. */
  private void follow(ModuleFile entry) {
    try {
      interpreter.imports.load(entry.name());
    } catch (PythonRaise raised) {
      isComplete = false;
      diagnostics.add(
          PythonRule.IMPORT_STOPS.at(
              raised.where(),
              "Importing the plugin ends here, with `"
                  + raised.what()
                  + "`, before all operations"
                  + " are registered.",
              "Leave it to a function that the platform calls, or put it under"
                  + " `if __name__ == \"__main__\":`."));
    } catch (Budget.Spent | StackOverflowError e) {
      isComplete = false;
      interpreter.notSeen(
          new Location(entry.file().orElseThrow(), 1, 1),
          "The source does too much while it is imported to be followed to its end, so operations"
              + " may be missing.");
    }
  }

  /**
   * Reports what is wrong with the files. A helper module in Python 2, or one that no import
   * statement surely reaches while the plugin is loaded, does not end the work: a warning.
   */
  private void reportFiles(ModuleFile entry) {
    Map<Path, PythonFile> files = tree.reachable(entry);
    for (PythonFile file : files.values()) {
      boolean isEntry = entry.file().equals(Optional.of(file.path()));
      boolean isNeeded = isEntry || interpreter.imports.failed().contains(file.path());
      isComplete &= file.module().isPresent();
      for (Diagnostic problem : file.problems()) {
        boolean isHelper = !isEntry && problem.rule() == PythonRule.PYTHON_2_SYNTAX;
        boolean isWarning = isHelper || !isNeeded;
        diagnostics.add(isWarning ? problem.withSeverity(Severity.WARNING) : problem);
      }
    }
  }

  private Optional<Set<PluginObject>> plugins(String module) {
    Optional<ModuleValue> value = interpreter.imports.executed(module).filter(m -> !m.isOpaque);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String object = request.entryPoint().object();
    Optional<Value> bound = value.get().names.get(object).or(() -> made(value.get(), object));
    Set<PluginObject> plugins = new LinkedHashSet<>();
    for (Value alternative : bound.map(Choices::alternatives).orElse(List.of())) {
      if (alternative instanceof PluginObject plugin) {
        plugins.add(plugin);
      }
    }
    if (!plugins.isEmpty()) {
      return Optional.of(plugins);
    }
    if (bound.isPresent()) {
      noPlugin(bound.get(), object);
    } else if (isComplete || !diagnostics.hasErrors()) {
      missingObject(value.get(), object);
    }
    return Optional.empty();
  }

  /** What a module's own {@code __getattr__} gives for the name. */
  private Optional<Value> made(ModuleValue module, String object) {
    return module
        .names
        .get("__getattr__")
        .map(
            maker ->
                interpreter.calls.call(
                    maker,
                    Arguments.of(new Value.Text(object)),
                    Frame.ofModule(module),
                    new Span(1, 1, 1, 1)));
  }

  private void missingObject(ModuleValue module, String object) {
    Map<String, Value> names = module.names.snapshot();
    Optional<String> plugin =
        names.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof PluginObject)
            .map(Map.Entry::getKey)
            .findFirst();
    String help =
        plugin
            .map(name -> "Did you mean `" + module.module.name() + ":" + name + "`?")
            .orElseGet(() -> DidYouMean.hint(object, ownNames(names)));
    diagnostics.add(
        OperationRule.MISSING_ENTRY_OBJECT.at(
            request.entryPointLocation(),
            "The entry point's object `"
                + object
                + "` is not there: `"
                + module.module.name()
                + "` binds no such name.",
            help.isEmpty() ? "Write `" + object + " = Plugin()` in the module." : help));
  }

  /** What the module binds itself, and has not merely imported from elsewhere. */
  private static List<String> ownNames(Map<String, Value> names) {
    return names.entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof Value.Known))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void noPlugin(Value value, String object) {
    String message =
        value instanceof Value.Unknown || value instanceof Value.Choice
            ? "` cannot be seen to be a plugin object without running the source, so its operations"
                + " are not known."
            : "` is no plugin object, so the engine would find no operation at all.";
    diagnostics.add(
        OperationRule.NO_PLUGIN_OBJECT.at(
            request.entryPointLocation(),
            "The entry point's object `" + object + message,
            "Write `from dlpx.virtualization.platform import Plugin` and `"
                + object
                + " = Plugin()`."));
  }
}

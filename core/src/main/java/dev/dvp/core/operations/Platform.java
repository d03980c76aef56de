package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.Decorator;
import dev.dvp.core.operations.Value.DecoratorMaker;
import dev.dvp.core.operations.Value.Group;
import dev.dvp.core.operations.Value.PluginObject;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The plugin object as the platform makes it, and what the source registers on it. */
final class Platform {
  private static final String PACKAGE = "dlpx.virtualization.";
  private static final String MIGRATIONS = "upgrade.";
  private static final Set<String> ID_NAMES = Set.of("migration_id", "migration_type");

  private final Interpreter interpreter;
  private final Set<String> paths = OperationCatalogue.get().decorators();
  private final Set<String> groups =
      paths.stream()
          .map(path -> path.substring(0, path.indexOf('.')))
          .collect(Collectors.toCollection(TreeSet::new));
  private final List<Registration> registrations = new ArrayList<>();
  private final List<PluginObject> made = new ArrayList<>();

  Platform(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  List<Registration> registrations() {
    return registrations;
  }

  List<PluginObject> made() {
    return made;
  }

  /** {@code Plugin} of today's package, {@code platform.plugin} of older text. */
  static boolean isPluginMaker(String name) {
    return name.startsWith(PACKAGE) && (name.endsWith(".Plugin") || name.endsWith(".plugin"));
  }

  static boolean isPluginClass(TypeValue type) {
    return type.inheritsFrom(Platform::isPluginMaker);
  }

  /** Whether operations can be registered through the value. */
  static boolean isPluginish(Value value) {
    if (value instanceof Value.Sequence sequence) {
      return sequence.elements.stream().anyMatch(Platform::isPlugin);
    } else if (value instanceof Value.Dict dict) {
      return dict.entries.values().stream().anyMatch(Platform::isPlugin);
    } else if (value instanceof Value.Instance instance) {
      return instance.attributes.snapshot().values().stream().anyMatch(Platform::isPlugin);
    } else if (value instanceof Value.Choice choice) {
      return choice.alternatives().stream().anyMatch(Platform::isPlugin);
    }
    return isPlugin(value);
  }

  private static boolean isPlugin(Value value) {
    return value instanceof PluginObject
        || value instanceof Group
        || value instanceof DecoratorMaker
        || value instanceof Decorator;
  }

  PluginObject makePlugin(Location where, Optional<TypeValue> type) {
    PluginObject plugin = new PluginObject(where, type);
    made.add(plugin);
    return plugin;
  }

  /** What {@code hasattr} says; nothing when that is only known at run time. */
  Optional<Boolean> has(Value object, String name) {
    if (object instanceof PluginObject plugin) {
      boolean isOwn = groups.contains(name) || plugin.attributes.get(name).isPresent();
      return isOwn || plugin.type.isEmpty() ? Optional.of(isOwn) : Optional.empty();
    }
    return object instanceof Group group
        ? Optional.of(paths.contains(group.name() + "." + name))
        : Optional.empty();
  }

  Value attribute(PluginObject plugin, String name, Frame frame, Span span) {
    Optional<Value> own = plugin.attributes.get(name);
    if (own.isPresent()) {
      return own.get();
    }
    if (groups.contains(name)) {
      return new Group(plugin, name);
    }
    if (plugin.type.isPresent()) {
      return interpreter.attributes.ofClass(plugin.type.get(), name, plugin, frame, span);
    }
    if (!name.startsWith("_")) {
      unknown(
          "The plugin object has no attribute `" + name + "`, so Python raises an error here.",
          DidYouMean.nearest(name, groups)
              .map(near -> "Did you mean `" + near + "`?")
              .orElse("It has `" + String.join("`, `", groups) + "`."),
          frame.at(span));
    }
    return Value.UNKNOWN;
  }

  Value attribute(Group group, String name, Frame frame, Span span) {
    String path = group.name() + "." + name;
    if (paths.contains(path)) {
      return new DecoratorMaker(group.plugin(), path);
    }
    if (!name.startsWith("_")) {
      Diagnostic finding =
          OperationRule.UNKNOWN_OPERATION.at(
              frame.at(span),
              "The platform knows no operation `" + path + "`, so Python raises an error here.",
              suggestion(group.name(), name));
      unknown(
          finding.withFix(
              DidYouMean.only(name, siblings(group.name()))
                  .filter(near -> finding.help().contains("." + near + "`"))
                  .map(near -> interpreter.fixes.renameAttribute(frame, span, name, near))));
    }
    return Value.UNKNOWN;
  }

  private String suggestion(String group, String name) {
    String prefix = group + ".";
    List<String> siblings = siblings(group);
    Optional<String> near = DidYouMean.nearest(name, siblings).map(prefix::concat);
    Optional<String> elsewhere =
        paths.stream().filter(path -> path.endsWith("." + name)).findFirst();
    return (elsewhere.isPresent() ? elsewhere : near)
        .map(path -> "Did you mean `" + path + "`?")
        .orElse("`" + group + "` has `" + String.join("`, `", siblings) + "`.");
  }

  private List<String> siblings(String group) {
    String prefix = group + ".";
    return paths.stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  private void unknown(String message, String help, Location where) {
    unknown(OperationRule.UNKNOWN_OPERATION.at(where, message, help));
  }

  private void unknown(Diagnostic finding) {
    if (interpreter.guards > 0) {
      throw PythonRaise.of("AttributeError", finding.location());
    }
    interpreter.report(finding);
  }

  Value notCallable(Value callee, Arguments arguments, Frame frame, Span span) {
    String what =
        callee instanceof Group group
            ? "`" + group.name() + "` of the plugin object"
            : "The plugin object";
    unknown(
        what + " is not an operation, so Python raises an error when it is called.",
        "Name the operation: `@plugin.virtual.start()`.",
        frame.at(span));
    return arguments.first().orElse(Value.UNKNOWN);
  }

  /** {@code plugin.virtual.start()}, or the same without parentheses on a function. */
  Value decorator(DecoratorMaker factory, Arguments arguments, Frame frame, Span span) {
    Location where = frame.at(span);
    boolean isMigration = factory.path().startsWith(MIGRATIONS);
    Value first = arguments.first().orElse(Value.UNKNOWN);
    if (isFunction(first)) {
      String example = isMigration ? "(\"2026.01.31\")" : "()";
      Diagnostic finding =
          OperationRule.MISSING_PARENTHESES.at(
              where,
              "The decorator `"
                  + factory.path()
                  + "` lacks its parentheses, so Python raises an"
                  + " error instead of registering the function.",
              "Write `@plugin." + factory.path() + example + "`.");
      interpreter.report(
          isMigration
              ? finding
              : finding.withFix(interpreter.fixes.addParentheses(frame, span, factory.path())));
      add(
          factory,
          isMigration ? Optional.of(new MigrationId(Optional.empty(), true)) : Optional.empty(),
          first,
          where);
      return first;
    }
    Optional<MigrationId> id = Optional.empty();
    if (isMigration) {
      id = Optional.of(migrationId(factory, arguments, where));
    } else if (!arguments.isEmpty()) {
      interpreter.report(
          OperationRule.WRONG_DECORATOR_ARGUMENT.at(
              where,
              "The decorator `"
                  + factory.path()
                  + "` takes no arguments, so Python raises an error"
                  + " here.",
              "Write `@plugin." + factory.path() + "()`."));
    }
    return new Decorator(factory.plugin(), factory.path(), id, where);
  }

  private static boolean isFunction(Value value) {
    return value instanceof FunctionValue
        || value instanceof TypeValue
        || value instanceof Value.BoundMethod
        || (value instanceof Value.Unknown unknown && unknown.about().isPresent());
  }

  private MigrationId migrationId(DecoratorMaker factory, Arguments arguments, Location where) {
    Map<String, Value> named = arguments.named();
    Optional<Value> id = arguments.first().or(() -> Optional.ofNullable(named.get("migration_id")));
    Optional<Value> type =
        arguments.at(1).or(() -> Optional.ofNullable(named.get("migration_type")));
    if (id.isEmpty() && !arguments.isOpen() && ID_NAMES.containsAll(named.keySet())) {
      wrongArgument(
          where,
          "The migration `" + factory.path() + "` has no id, so Python raises an error here.");
    } else if (id.isPresent()
        && (id.get() instanceof Value.Int || id.get() instanceof Value.None)) {
      wrongArgument(
          where,
          "The id of the migration `" + factory.path() + "` is not a string, as it must be.");
    } else if (!(id.orElse(Value.UNKNOWN) instanceof Text)) {
      interpreter.notSeen(
          where,
          "The id of this migration is only known at run time, so it is missing in the artifact's"
              + " list of migrations.",
          "Write the id in the source, `\"2026.01.31\"`, or build with `--import`, which imports the"
              + " plugin and sees it.");
    }
    Optional<String> text =
        id.isPresent() && id.get() instanceof Text known
            ? Optional.of(known.value())
            : Optional.empty();
    return new MigrationId(text, isLua(type, where));
  }

  private void wrongArgument(Location where, String message) {
    interpreter.report(
        OperationRule.WRONG_DECORATOR_ARGUMENT.at(
            where, message, "Write a date and, if need be, a number: `\"2026.01.31\"`."));
  }

  private boolean isLua(Optional<Value> type, Location where) {
    if (type.isEmpty()) {
      return false;
    }
    if (type.get() instanceof Value.Known known && known.name().startsWith(PACKAGE)) {
      if (known.name().endsWith("MigrationType.LUA")) {
        return true;
      }
      if (known.name().endsWith("MigrationType.PLATFORM")) {
        return false;
      }
    }
    boolean isWrong = type.get() instanceof Value.Known || Arithmetic.isConstant(type.get());
    if (isWrong) {
      interpreter.report(
          OperationRule.WRONG_DECORATOR_ARGUMENT.at(
              where,
              "The type of this migration is none that the platform knows.",
              "Write `MigrationType.PLATFORM` or `MigrationType.LUA`."));
    } else {
      interpreter.notSeen(
          where,
          "The type of this migration is only known at run time; `PLATFORM` is assumed.",
          "Write `MigrationType.PLATFORM` or `MigrationType.LUA`, or build with `--import`, which"
              + " imports the plugin and sees it.");
    }
    return false;
  }

  /** The decorator gives the function back, so that several may be stacked. */
  Value register(Decorator decorator, Arguments arguments) {
    Value function = arguments.first().orElse(Value.UNKNOWN);
    DecoratorMaker factory = new DecoratorMaker(decorator.plugin(), decorator.path());
    add(factory, decorator.id(), function, decorator.where());
    return function;
  }

  private void add(
      DecoratorMaker factory, Optional<MigrationId> id, Value function, Location where) {
    registrations.add(
        new Registration(
            factory.plugin(), factory.path(), id, function, where, interpreter.forks.branches()));
  }
}

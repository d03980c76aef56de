package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.schema.DefinitionKind;
import java.util.Optional;

/** Tells what expressions are, where that is plain to see. */
final class Things {
  private static final int MAX_STEPS = 20;

  private final Program program;
  private final Optional<GeneratedPackage> generated;
  private final Registered registered;
  private final Wrappers wrappers;

  Things(Program program, Optional<GeneratedPackage> generated, Registered registered) {
    this.program = program;
    this.generated = generated;
    this.registered = registered;
    this.wrappers = new Wrappers(program);
  }

  /** What an expression is; nothing when that is not sure, or no schema says what there is. */
  Optional<Thing> of(PyExpression expression, Scope scope) {
    return generated.isEmpty() ? Optional.empty() : of(expression, scope, MAX_STEPS);
  }

  private Optional<Thing> of(PyExpression expression, Scope scope, int steps) {
    if (steps <= 0) {
      return Optional.empty();
    }
    if (expression instanceof PyExpression.Name) {
      return named(expression, scope, steps);
    }
    if (expression instanceof PyExpression.Attribute attribute) {
      Optional<Thing> type = type(expression, scope);
      return type.isPresent()
          ? type
          : of(attribute.value(), scope, steps - 1).flatMap(v -> member(v, attribute.name()));
    }
    if (expression instanceof PyExpression.Call call) {
      return called(call, scope, steps);
    }
    if (expression instanceof PyExpression.Subscript item
        && !(item.index() instanceof PyExpression.Slice)) {
      return of(item.value(), scope, steps - 1).flatMap(Things::element);
    }
    return Optional.empty();
  }

  private Optional<Thing> named(PyExpression name, Scope scope, int steps) {
    Optional<Thing> type = type(name, scope);
    if (type.isPresent()) {
      return type;
    }
    Optional<Program.Bound> bound = program.bound(name, scope);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    Scope where = bound.get().scope();
    if (bound.get().binding() instanceof Binding.Assigned assigned) {
      return of(assigned.value(), where, steps - 1);
    }
    if (bound.get().binding() instanceof Binding.Element element) {
      return of(element.values(), where, steps - 1).flatMap(Things::element);
    }
    if (bound.get().binding() instanceof Binding.Parameter parameter) {
      return where.function().flatMap(function -> parameter(function, parameter.name(), where));
    }
    return Optional.empty();
  }

  private Optional<Thing> type(PyExpression expression, Scope scope) {
    return program
        .dotted(expression, scope)
        .flatMap(dotted -> generated.flatMap(known -> known.ofFullName(dotted)))
        .map(Thing.TheClass::new);
  }

  private Optional<Thing> called(PyExpression.Call call, Scope scope, int steps) {
    PyExpression function = call.function();
    if (function instanceof PyExpression.Attribute method && method.name().equals("from_dict")) {
      return of(method.value(), scope, steps - 1).flatMap(Things::made);
    }
    return of(function, scope, steps - 1).flatMap(Things::made);
  }

  private static Optional<Thing> made(Thing thing) {
    return thing instanceof Thing.TheClass of
        ? Optional.of(new Thing.Instance(of.type()))
        : Optional.empty();
  }

  private static Optional<Thing> element(Thing thing) {
    return thing instanceof Thing.Items of
        ? Optional.of(new Thing.Instance(of.type()))
        : Optional.empty();
  }

  /** What the platform hands to an operation, when nothing stands between it and the function. */
  private Optional<Thing> parameter(PyStatement.Function function, String name, Scope scope) {
    Optional<Operation> operation = registered.receiving(function, scope.module, wrappers);
    if (operation.isEmpty() || !operation.get().arguments().contains(name)) {
      return Optional.empty();
    }
    return switch (name) {
      case "repository" -> instance(DefinitionKind.REPOSITORY);
      case "source_config" -> instance(DefinitionKind.SOURCE_CONFIG);
      case "snapshot" -> instance(DefinitionKind.SNAPSHOT);
      case "optional_snapshot_parameters" -> instance(DefinitionKind.SNAPSHOT_PARAMETERS);
      case "virtual_source", "direct_source", "staged_source" ->
          Optional.of(new Thing.Source(name));
      default -> Optional.empty();
    };
  }

  private Optional<Thing> member(Thing thing, String name) {
    if (thing instanceof Thing.Source source && name.equals("parameters")) {
      return instance(
          source.parameter().equals("virtual_source")
              ? DefinitionKind.VIRTUAL_SOURCE
              : DefinitionKind.LINKED_SOURCE);
    }
    if (!(thing instanceof Thing.Instance instance)) {
      return Optional.empty();
    }
    Optional<GeneratedClass.Property> property = instance.type().property(name);
    Optional<Thing> value =
        property
            .flatMap(GeneratedClass.Property::valueClass)
            .flatMap(this::ofClass)
            .map(Thing.Instance::new);
    return value.isPresent()
        ? value
        : property
            .flatMap(GeneratedClass.Property::itemClass)
            .flatMap(this::ofClass)
            .map(Thing.Items::new);
  }

  private Optional<Thing> instance(DefinitionKind kind) {
    return ofClass(kind.className()).map(Thing.Instance::new);
  }

  private Optional<GeneratedClass> ofClass(String name) {
    return generated.flatMap(known -> known.named(name));
  }
}

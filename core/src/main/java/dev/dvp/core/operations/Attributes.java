package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.BoundMethod;
import dev.dvp.core.operations.Value.BuiltinMethod;
import dev.dvp.core.operations.Value.Descriptor;
import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Instance;
import dev.dvp.core.operations.Value.Int;
import dev.dvp.core.operations.Value.Known;
import dev.dvp.core.operations.Value.ModuleValue;
import dev.dvp.core.operations.Value.NamesValue;
import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds attributes and items. */
final class Attributes {
  private static final Set<String> PROPERTY_PARTS = Set.of("setter", "deleter");

  private final Interpreter interpreter;

  Attributes(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value get(Value object, String name, Frame frame, Span span) {
    if (object instanceof Value.Unknown) {
      return Value.partOf(object);
    } else if (name.equals("__call__") && isCalledAsItIs(object)) {
      return object;
    } else if (object instanceof Value.Choice choice) {
      return Choices.of(
          choice.alternatives().stream()
              .filter(alternative -> !(alternative instanceof Value.None))
              .map(alternative -> get(alternative, name, frame, span))
              .toList());
    } else if (object instanceof Known known) {
      return KnownValues.of(known.name() + "." + name);
    } else if (object instanceof ModuleValue module) {
      if (name.equals("__dict__") && module.isPlain()) {
        return new NamesValue(module.names);
      }
      return member(module, name, frame, span);
    } else if (object instanceof Value.PluginObject plugin) {
      return interpreter.platform.attribute(plugin, name, frame, span);
    } else if (object instanceof Value.Group group) {
      return interpreter.platform.attribute(group, name, frame, span);
    } else if (object instanceof TypeValue type) {
      return name.equals("__name__")
          ? new Text(type.name())
          : ofClass(type, name, type, frame, span);
    } else if (object instanceof Instance instance) {
      return ofInstance(instance, name, frame, span);
    } else if (object instanceof Value.Super parents) {
      return ofSuper(parents, name, frame, span);
    } else if (object instanceof FunctionValue function) {
      return name.equals("__name__") ? new Text(function.original().name) : Value.UNKNOWN;
    }
    if (object instanceof Descriptor property && PROPERTY_PARTS.contains(name)) {
      // What sets or deletes it is not followed.
      return new Value.Partial(new Known("builtins.property.setter"), Arguments.of(property));
    }
    if (object instanceof Lazy generator && !name.equals("close")) {
      generator.stepped();
    }
    return ofBuiltin(object, name);
  }

  private static boolean isCalledAsItIs(Value object) {
    return object instanceof FunctionValue
        || object instanceof Value.DecoratorMaker
        || object instanceof Value.Decorator;
  }

  private Value member(ModuleValue module, String name, Frame frame, Span span) {
    return module
        .names
        .get(name)
        .orElseGet(() -> interpreter.imports.missing(module, name, frame, span));
  }

  private Value ofInstance(Instance instance, String name, Frame frame, Span span) {
    Optional<Value> own = instance.attributes.get(name);
    if (own.isPresent()) {
      return own.get();
    }
    if (name.equals("__class__")) {
      return instance.type;
    }
    Optional<Value> member = ofClassIfThere(instance.type, name, instance, frame, span);
    return member
        .or(
            () ->
                interpreter.objects.call(
                    instance, "__getattr__", Arguments.of(new Text(name)), frame, span))
        .orElse(Value.UNKNOWN);
  }

  /** A class's member, bound to the object through which it is reached. */
  Value ofClass(TypeValue type, String name, Value through, Frame frame, Span span) {
    return ofClassIfThere(type, name, through, frame, span).orElse(Value.UNKNOWN);
  }

  private Optional<Value> ofClassIfThere(
      TypeValue type, String name, Value through, Frame frame, Span span) {
    if (name.equals("__members__") && Objects.isEnum(type)) {
      Dict members = new Dict();
      Objects.members(type)
          .forEach((key, value) -> members.put(new Text(key), value, interpreter.budget));
      return Optional.of(members);
    }
    Optional<Value> member = type.lookUp(name);
    if (member.isEmpty() && through instanceof TypeValue) {
      member = Objects.metaclass(type).flatMap(meta -> meta.lookUp(name));
      return member.map(m -> m instanceof FunctionValue f ? new BoundMethod(type, f) : m);
    }
    return member.map(m -> bound(m, type, through, frame, span));
  }

  /** What {@code super().name} finds: behind the class that the method stands in. */
  private Value ofSuper(Value.Super parents, String name, Frame frame, Span span) {
    List<TypeValue> line = typeOf(parents.self()).orElse(parents.owner()).ownClasses().toList();
    if (!line.contains(parents.owner())) {
      line = parents.owner().ownClasses().toList();
    }
    for (TypeValue parent : line.subList(line.indexOf(parents.owner()) + 1, line.size())) {
      Optional<Value> member = parent.members().get(name);
      if (member.isPresent()) {
        return bound(member.get(), parent, parents.self(), frame, span);
      }
    }
    return switch (name) {
      case "__new__" -> new Known("builtins.object.__new__");
      case "__call__" ->
          new Value.Partial(new Known("builtins.type.__call__"), Arguments.of(parents.self()));
      default -> Value.UNKNOWN;
    };
  }

  private static Optional<TypeValue> typeOf(Value object) {
    if (object instanceof Instance instance) {
      return Optional.of(instance.type);
    } else if (object instanceof Value.PluginObject plugin) {
      return plugin.type;
    }
    return object instanceof TypeValue type ? Optional.of(type) : Optional.empty();
  }

  private Value bound(Value member, TypeValue type, Value through, Frame frame, Span span) {
    if (member instanceof FunctionValue function) {
      return through instanceof Instance || through instanceof Value.PluginObject
          ? new BoundMethod(through, function)
          : function;
    }
    if (member instanceof Descriptor descriptor) {
      return switch (descriptor.kind()) {
        case "staticmethod" -> descriptor.function();
        case "classmethod" -> new BoundMethod(type, descriptor.function());
        default ->
            through instanceof TypeValue
                ? Value.UNKNOWN
                : interpreter.calls.call(descriptor.function(), Arguments.of(through), frame, span);
      };
    }
    if (member instanceof Instance descriptor && descriptor.type.lookUp("__get__").isPresent()) {
      Value object = through instanceof TypeValue ? Value.NONE : through;
      Arguments arguments = Arguments.of(object, type);
      return interpreter
          .objects
          .call(descriptor, "__get__", arguments, frame, span)
          .orElse(Value.UNKNOWN);
    }
    return member;
  }

  private static Value ofBuiltin(Value object, String name) {
    if (object instanceof PathValue path) {
      return switch (name) {
        case "parent" -> new PathValue(Paths.parent(path.value()));
        case "name" -> new Text(Paths.lastName(path.value()));
        default -> new BuiltinMethod(object, name);
      };
    }
    if (object instanceof Sequence sequence && sequence.isTuple) {
      return switch (name) {
        case "major" -> index(sequence, 0);
        case "minor" -> index(sequence, 1);
        default -> Value.UNKNOWN;
      };
    }
    boolean hasMethods =
        object instanceof Text
            || object instanceof Sequence
            || object instanceof Dict
            || object instanceof NamesValue;
    return hasMethods ? new BuiltinMethod(object, name) : Value.UNKNOWN;
  }

  /** {@code container[key]}. */
  Value item(Value container, Value key, Frame frame, Span span) {
    if (container instanceof Dict dict) {
      Value value = dict.entries.get(key);
      return value != null ? value : Arithmetic.isKey(key) ? Value.UNKNOWN : any(dict);
    }
    if (container instanceof Sequence sequence && key instanceof Int number) {
      return number.value().bitLength() < 31
          ? index(sequence, number.value().intValue())
          : Value.UNKNOWN;
    }
    // MigrationType["LUA"] is MigrationType.LUA.
    if (container instanceof Known known
        && known.name().endsWith(".MigrationType")
        && key instanceof Text name) {
      return KnownValues.of(known.name() + "." + name.value());
    }
    if (container instanceof NamesValue names && key instanceof Text name) {
      return names.names().get(name.value()).orElse(Value.UNKNOWN);
    }
    if (container instanceof Known known
        && known.name().equals("sys.modules")
        && key instanceof Text name) {
      return interpreter.imports.loaded(name.value());
    }
    return container instanceof Value.Unknown
        ? Value.partOf(container)
        : interpreter.objects.item(container, key, frame, span);
  }

  /** What stands under a key that is not known. */
  static Value any(Dict dict) {
    List<Value> possible = new ArrayList<>(dict.entries.values());
    if (dict.isOpen || possible.isEmpty()) {
      possible.add(Value.UNKNOWN);
    }
    Value value = Choices.of(possible);
    return value.equals(Value.UNKNOWN) && Platform.isPluginish(dict) ? Value.OF_PLUGIN : value;
  }

  private static Value index(Sequence sequence, int index) {
    int size = sequence.elements.size();
    int fromStart = index < 0 ? size + index : index;
    return fromStart >= 0 && fromStart < size ? sequence.elements.get(fromStart) : Value.UNKNOWN;
  }

  /** {@code container[lower:upper]}. */
  Value slice(Value container, Optional<Value> lower, Optional<Value> upper, int step) {
    if (container instanceof Text text && text.value().codePoints().allMatch(c -> c < 128)) {
      Optional<List<Value>> characters = Loops.elements(text, interpreter.budget);
      return characters.isPresent()
              && slice(new Sequence(characters.get(), true), lower, upper, step)
                  instanceof Sequence part
          ? new Text(
              part.elements.stream().map(c -> ((Text) c).value()).collect(Collectors.joining()))
          : Value.UNKNOWN;
    }
    if (!(container instanceof Sequence sequence) || sequence.isTooLong) {
      return Value.UNKNOWN;
    }
    int size = sequence.elements.size();
    Optional<Integer> from = bound(lower, 0, size);
    Optional<Integer> to = bound(upper, size, size);
    if (from.isEmpty() || to.isEmpty()) {
      return Value.UNKNOWN;
    }
    interpreter.budget.charge(Math.max(0, to.get() - from.get()));
    List<Value> part = new ArrayList<>();
    for (int i = from.get(); i < to.get(); i += step) {
      part.add(sequence.elements.get(i));
    }
    return new Sequence(part, sequence.isTuple);
  }

  private static Optional<Integer> bound(Optional<Value> bound, int otherwise, int size) {
    if (bound.isEmpty() || bound.get() instanceof Value.None) {
      return Optional.of(otherwise);
    }
    if (!(bound.get() instanceof Int number) || number.value().bitLength() > 30) {
      return Optional.empty();
    }
    int index = number.value().intValue();
    return Optional.of(Math.max(0, Math.min(size, index < 0 ? size + index : index)));
  }
}

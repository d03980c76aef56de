package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Instance;
import dev.dvp.core.operations.Value.Known;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.PyOperator;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes objects of the plugin's own classes, and calls the methods that Python calls by itself. */
final class Objects {
  /** Where a class keeps its metaclass: no name that Python could bind. */
  private static final String METACLASS = "class metaclass";

  private static final String NAMED_TUPLE = "typing.NamedTuple";

  private final Interpreter interpreter;

  Objects(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Calls a class. */
  Value instantiate(TypeValue type, Arguments arguments, Frame frame, Span span) {
    if (Platform.isPluginClass(type)) {
      Value plugin = interpreter.platform.makePlugin(frame.at(span), Optional.of(type));
      call(plugin, type, "__init__", arguments, frame, span);
      return plugin;
    }
    if (isEnum(type)) {
      return member(type, "_value_", arguments.first().orElse(Value.UNKNOWN));
    }
    Optional<Value> made =
        metaclass(type).flatMap(meta -> call(type, meta, "__call__", arguments, frame, span));
    return made.orElseGet(() -> make(type, arguments, frame, span));
  }

  /** What {@code type.__call__} does. */
  Value make(TypeValue type, Arguments arguments, Frame frame, Span span) {
    Instance instance =
        call(type, type, "__new__", arguments, frame, span)
            .filter(Instance.class::isInstance)
            .map(Instance.class::cast)
            .orElseGet(() -> new Instance(type));
    Optional<Value> initialised = call(instance, type, "__init__", arguments, frame, span);
    if (initialised.isEmpty()) {
      fill(instance, arguments);
      call(instance, type, "__post_init__", Arguments.of(), frame, span);
    }
    return instance;
  }

  /** As dataclasses and named tuples do: each argument is an attribute. */
  private static void fill(Instance instance, Arguments arguments) {
    List<String> fields = instance.type.allFields();
    for (int i = 0; i < Math.min(fields.size(), arguments.positional().size()); i++) {
      instance.attributes.set(fields.get(i), arguments.positional().get(i));
    }
    arguments.named().forEach(instance.attributes::set);
  }

  /** What a loop over the object walks, where it is a tuple or an enum of the plugin's own. */
  static Optional<List<Value>> elements(Value object) {
    if (object instanceof Instance instance && isNamedTuple(instance.type)) {
      List<Value> elements = new ArrayList<>();
      for (String field : instance.type.allFields()) {
        Optional<Value> own = instance.attributes.get(field);
        elements.add(own.or(() -> instance.type.lookUp(field)).orElse(Value.UNKNOWN));
      }
      return Optional.of(elements);
    }
    return object instanceof TypeValue type && isEnum(type)
        ? Optional.of(List.copyOf(members(type).values()))
        : Optional.empty();
  }

  private static boolean isNamedTuple(TypeValue type) {
    return type.inheritsFrom(NAMED_TUPLE::equals);
  }

  static boolean isEnum(TypeValue type) {
    return type.inheritsFrom(name -> name.startsWith("enum."));
  }

  /** {@code collections.namedtuple(name, fields)}. */
  Value namedTuple(Arguments arguments, Frame frame, Span span) {
    Value names = arguments.at(1).orElse(Value.UNKNOWN);
    List<String> fields = new ArrayList<>();
    if (names instanceof Text text) {
      fields.addAll(List.of(text.value().replace(',', ' ').strip().split("\\s+")));
    } else {
      Loops.elements(names, interpreter.budget)
          .orElse(List.of())
          .forEach(name -> Arithmetic.string(name).ifPresent(fields::add));
    }
    return arguments.first().orElse(Value.UNKNOWN) instanceof Text name && !fields.isEmpty()
        ? new TypeValue(
            name.value(), List.of(new Known(NAMED_TUPLE)), new Namespace(), fields, frame.at(span))
        : Value.UNKNOWN;
  }

  /** What Python does when a class has been made: its bases and its metaclass have a word in it. */
  void made(TypeValue type, Map<String, Value> keywords, Frame frame, Span span) {
    Map<String, Value> passed = new LinkedHashMap<>(keywords);
    Value own = passed.remove("metaclass");
    if (own instanceof TypeValue meta) {
      type.members().set(METACLASS, meta);
    }
    if (isEnum(type)) {
      makeMembers(type, frame, span);
    }
    Arguments arguments = new Arguments(List.of(), passed, false);
    type.ownClasses()
        .skip(1)
        .filter(parent -> parent.members().get("__init_subclass__").isPresent())
        .findFirst()
        .ifPresent(parent -> call(type, parent, "__init_subclass__", arguments, frame, span));
    Optional<TypeValue> metaclass = metaclass(type);
    if (metaclass.isPresent()) {
      Arguments parts =
          new Arguments(
              List.of(new Text(type.name()), new Sequence(type.bases(), true), Value.UNKNOWN),
              passed,
              false);
      call(metaclass.get(), metaclass.get(), "__new__", parts, frame, span);
      call(type, metaclass.get(), "__init__", parts, frame, span);
    }
  }

  static Optional<TypeValue> metaclass(TypeValue type) {
    return type.lookUp(METACLASS).filter(TypeValue.class::isInstance).map(TypeValue.class::cast);
  }

  private void makeMembers(TypeValue type, Frame frame, Span span) {
    for (Map.Entry<String, Value> entry : type.members().snapshot().entrySet()) {
      Value value = entry.getValue();
      boolean isMember =
          !entry.getKey().startsWith("_")
              && !(value instanceof FunctionValue)
              && !(value instanceof Value.Descriptor)
              && !(value instanceof TypeValue);
      if (isMember) {
        Instance member = new Instance(type);
        member.attributes.set("name", new Text(entry.getKey()));
        member.attributes.set("value", value);
        member.attributes.set("_value_", value);
        type.members().set(entry.getKey(), member);
        Arguments parts =
            value instanceof Sequence tuple && tuple.isTuple
                ? new Arguments(tuple.elements, Map.of(), false)
                : Arguments.of(value);
        call(member, type, "__init__", parts, frame, span);
      }
    }
  }

  /** An enum's members by their names. */
  static Map<String, Value> members(TypeValue type) {
    Map<String, Value> members = type.members().snapshot();
    members.values().removeIf(value -> !(value instanceof Instance i && i.type.equals(type)));
    return members;
  }

  private static Value member(TypeValue type, String attribute, Value sought) {
    for (Value member : members(type).values()) {
      if (((Instance) member).attributes.get(attribute).equals(Optional.of(sought))) {
        return member;
      }
    }
    return Value.UNKNOWN;
  }

  /** {@code object[key]}, where the class says what that is. */
  Value item(Value object, Value key, Frame frame, Span span) {
    if (object instanceof TypeValue type) {
      return isEnum(type)
          ? member(type, "name", key)
          : call(type, type, "__class_getitem__", Arguments.of(key), frame, span)
              .orElse(Value.UNKNOWN);
    }
    Optional<List<Value>> elements = elements(object);
    if (elements.isPresent()) {
      return interpreter.attributes.item(new Sequence(elements.get(), true), key, frame, span);
    }
    return object instanceof Instance instance
        ? call(instance, "__getitem__", Arguments.of(key), frame, span).orElse(Value.UNKNOWN)
        : Value.UNKNOWN;
  }

  /** An operator on an object whose class says what it does. */
  Optional<Value> binary(Value left, PyOperator operator, Value right, Frame frame, Span span) {
    String name =
        switch (operator) {
          case ADD -> "add__";
          case SUBTRACT -> "sub__";
          case MULTIPLY -> "mul__";
          case MATRIX_MULTIPLY -> "matmul__";
          case DIVIDE -> "truediv__";
          case FLOOR_DIVIDE -> "floordiv__";
          case MODULO -> "mod__";
          case POWER -> "pow__";
          case LEFT_SHIFT -> "lshift__";
          case RIGHT_SHIFT -> "rshift__";
          case BIT_OR -> "or__";
          case BIT_XOR -> "xor__";
          case BIT_AND -> "and__";
          default -> "";
        };
    Optional<Value> result = Optional.empty();
    if (left instanceof Instance instance && !name.isEmpty()) {
      result = call(instance, "__" + name, Arguments.of(right), frame, span);
    }
    return result.isEmpty() && right instanceof Instance instance && !name.isEmpty()
        ? call(instance, "__r" + name, Arguments.of(left), frame, span)
        : result;
  }

  /** What {@code with context as x} binds. */
  Value enter(Value context, Frame frame, Span span) {
    return context instanceof Instance instance
        ? call(instance, "__enter__", Arguments.of(), frame, span).orElse(Value.UNKNOWN)
        : Value.UNKNOWN;
  }

  /** What a loop over the object walks. */
  Value iterator(Value object, Frame frame, Span span) {
    return object instanceof Instance instance
        ? call(instance, "__iter__", Arguments.of(), frame, span).orElse(object)
        : object;
  }

  /** Calls a method of the object's class, if that has it. */
  Optional<Value> call(
      Instance instance, String name, Arguments arguments, Frame frame, Span span) {
    return call(instance, instance.type, name, arguments, frame, span);
  }

  private Optional<Value> call(
      Value self, TypeValue type, String name, Arguments arguments, Frame frame, Span span) {
    return type.lookUp(name)
        .filter(FunctionValue.class::isInstance)
        .map(method -> interpreter.calls.call(method, arguments.withFirst(self), frame, span));
  }
}

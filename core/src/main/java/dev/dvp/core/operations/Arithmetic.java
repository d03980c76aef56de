package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Int;
import dev.dvp.core.operations.Value.Known;
import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.operations.Value.Truth;
import dev.dvp.core.python.PyOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python's operators on what is known. */
final class Arithmetic {
  private static final Value SYS_PATH = new Value.Known("sys.path");

  private static final int MAX_BITS = 4096;

  private Arithmetic() {}

  static boolean isConstant(Value value) {
    return value instanceof Text
        || value instanceof Int
        || value instanceof Truth
        || value instanceof Value.None
        || (value instanceof Known);
  }

  /** Whether the value can be found again in a dict: constants, and what compares by identity. */
  static boolean isKey(Value value) {
    return isConstant(value)
        || value instanceof TypeValue
        || value instanceof FunctionValue
        || (value instanceof Value.Instance made && comparesByIdentity(made));
  }

  private static boolean comparesByIdentity(Value.Instance object) {
    TypeValue type = object.type;
    return type.lookUp("__eq__").isEmpty()
        && (Objects.isEnum(type) || (type.allFields().isEmpty() && type.isWhollyOwn()));
  }

  /** Whether a condition holds; nothing when that is only known at run time. */
  static Optional<Boolean> truth(Value value) {
    if (value instanceof Truth truth) {
      return Optional.of(truth.value());
    } else if (value instanceof Value.None) {
      return Optional.of(false);
    } else if (value instanceof Text text) {
      return Optional.of(!text.value().isEmpty());
    } else if (value instanceof Int number) {
      return Optional.of(number.value().signum() != 0);
    } else if (value instanceof Sequence sequence) {
      return Optional.of(sequence.isTooLong || !sequence.elements.isEmpty());
    } else if (value instanceof Dict dict) {
      return dict.entries.isEmpty() && dict.isOpen
          ? Optional.empty()
          : Optional.of(!dict.entries.isEmpty());
    } else if (value instanceof Value.Choice choice) {
      Optional<Boolean> first = truth(choice.alternatives().get(0));
      boolean same = choice.alternatives().stream().allMatch(a -> truth(a).equals(first));
      return same ? first : Optional.empty();
    }
    boolean isTrue =
        isObject(value) || (value instanceof Value.Instance made && isAlwaysTrue(made.type));
    return isTrue ? Optional.of(true) : Optional.empty();
  }

  /** Whether objects of the class have no word in whether they are true. */
  private static boolean isAlwaysTrue(TypeValue type) {
    return type.isWhollyOwn()
        && type.lookUp("__bool__").isEmpty()
        && type.lookUp("__len__").isEmpty();
  }

  /** Whether the value is an object that is neither None nor empty, whatever else it is. */
  private static boolean isObject(Value value) {
    return value instanceof Value.PluginObject
        || value instanceof Lazy
        || value instanceof Value.Group
        || value instanceof Value.DecoratorMaker
        || value instanceof Value.Decorator
        || value instanceof FunctionValue
        || value instanceof TypeValue
        || value instanceof Value.ModuleValue
        || value instanceof Value.BoundMethod
        || value instanceof Value.BuiltinMethod;
  }

  /** What {@code str(value)} gives. */
  static Optional<String> string(Value value) {
    if (value instanceof Text text) {
      return Optional.of(text.value());
    } else if (value instanceof Int number) {
      return Optional.of(number.value().toString());
    } else if (value instanceof PathValue path) {
      return Optional.of(path.value());
    }
    return Optional.empty();
  }

  static Value binary(Value left, PyOperator operator, Value right, Budget budget) {
    if (left instanceof PathValue && operator == PyOperator.DIVIDE) {
      return Paths.join(List.of(left, right), budget)
          .<Value>map(PathValue::new)
          .orElse(Value.UNKNOWN);
    }
    if (left instanceof Text a && right instanceof Text b && operator == PyOperator.ADD) {
      return budget.allowsText((long) a.value().length() + b.value().length())
          ? new Text(a.value() + b.value())
          : Value.UNKNOWN;
    }
    if (left instanceof Text format && operator == PyOperator.MODULO) {
      return Formatting.percent(format.value(), right, budget);
    }
    if (left instanceof Int a && right instanceof Int b) {
      return numbers(a.value(), operator, b.value());
    }
    if (left instanceof Sequence a && operator == PyOperator.ADD && right.equals(SYS_PATH)) {
      // Only of use where it is put back: sys.path = [folder] + sys.path.
      return concatenation(a, new Sequence(List.of(right), a.isTuple), budget);
    }
    if (left instanceof Sequence a && right instanceof Sequence b && operator == PyOperator.ADD) {
      return concatenation(a, b, budget);
    }
    return Value.UNKNOWN;
  }

  private static Value concatenation(Sequence a, Sequence b, Budget budget) {
    boolean isKnown = !a.isTooLong && !b.isTooLong;
    if (!isKnown || !budget.allowsElements((long) a.elements.size() + b.elements.size())) {
      return Value.UNKNOWN;
    }
    List<Value> both = new ArrayList<>(a.elements);
    both.addAll(b.elements);
    return new Sequence(both, a.isTuple);
  }

  private static Value numbers(BigInteger a, PyOperator operator, BigInteger b) {
    if (a.bitLength() + b.bitLength() > MAX_BITS) {
      return Value.UNKNOWN;
    }
    return switch (operator) {
      case ADD -> new Int(a.add(b));
      case SUBTRACT -> new Int(a.subtract(b));
      case MULTIPLY -> new Int(a.multiply(b));
      default -> Value.UNKNOWN;
    };
  }

  static Value unary(PyOperator operator, Value operand) {
    if (operator == PyOperator.NOT) {
      return truth(operand).<Value>map(truth -> new Truth(!truth)).orElse(Value.UNKNOWN);
    }
    if (operator == PyOperator.SUBTRACT && operand instanceof Int number) {
      return new Int(number.value().negate());
    }
    return Value.UNKNOWN;
  }

  static Optional<Boolean> compare(Value left, PyOperator operator, Value right, Budget budget) {
    return switch (operator) {
      case EQUAL, IS -> equal(left, right);
      case NOT_EQUAL, IS_NOT -> equal(left, right).map(same -> !same);
      case LESS -> order(left, right, budget).map(order -> order < 0);
      case LESS_OR_EQUAL -> order(left, right, budget).map(order -> order <= 0);
      case GREATER -> order(left, right, budget).map(order -> order > 0);
      case GREATER_OR_EQUAL -> order(left, right, budget).map(order -> order >= 0);
      case IN -> contains(right, left, budget);
      case NOT_IN -> contains(right, left, budget).map(inside -> !inside);
      default -> Optional.empty();
    };
  }

  private static Optional<Boolean> equal(Value left, Value right) {
    if (left instanceof Known a && right instanceof Known b) {
      return a.name().equals(b.name()) ? Optional.of(true) : Optional.empty();
    }
    if (isPlain(left) && isPlain(right)) {
      return Optional.of(left.equals(right));
    }
    if (left instanceof Value.None || right instanceof Value.None) {
      Value other = left instanceof Value.None ? right : left;
      boolean isNoNone =
          isObject(other)
              || other instanceof Value.Instance
              || other instanceof Sequence
              || other instanceof Dict;
      return isNoNone ? Optional.of(false) : Optional.empty();
    }
    if (left instanceof Value.Instance a
        && right instanceof Value.Instance b
        && comparesByIdentity(a)
        && comparesByIdentity(b)) {
      return Optional.of(left.equals(right));
    }
    return isObject(left) && left.equals(right) ? Optional.of(true) : Optional.empty();
  }

  private static boolean isPlain(Value value) {
    return isConstant(value) && !(value instanceof Known);
  }

  /** Lists may hold the same lists many times over, so each comparison counts. */
  private static Optional<Integer> order(Value left, Value right, Budget budget) {
    budget.step();
    if (left instanceof Int a && right instanceof Int b) {
      return Optional.of(a.value().compareTo(b.value()));
    }
    if (left instanceof Text a && right instanceof Text b) {
      return Optional.of(a.value().compareTo(b.value()));
    }
    if (left instanceof Sequence a && right instanceof Sequence b) {
      if (a.isTooLong || b.isTooLong) {
        return Optional.empty();
      }
      for (int i = 0; i < Math.min(a.elements.size(), b.elements.size()); i++) {
        Optional<Integer> byElement = order(a.elements.get(i), b.elements.get(i), budget);
        if (byElement.isEmpty() || byElement.get() != 0) {
          return byElement;
        }
      }
      return Optional.of(Integer.compare(a.elements.size(), b.elements.size()));
    }
    return Optional.empty();
  }

  private static Optional<Boolean> contains(Value container, Value element, Budget budget) {
    if (container instanceof Dict dict && isKey(element)) {
      boolean inside = dict.entries.containsKey(element);
      return inside || !dict.isOpen ? Optional.of(inside) : Optional.empty();
    }
    if (!isPlain(element)) {
      return Optional.empty();
    }
    if (container instanceof Text text && element instanceof Text part) {
      budget.chargeSearch(text.value(), part.value());
      return Optional.of(text.value().contains(part.value()));
    }
    if (container instanceof Value.NamesValue names && element instanceof Text name) {
      return names.names().get(name.value()).isPresent() ? Optional.of(true) : Optional.empty();
    }
    if (container instanceof Sequence sequence) {
      budget.charge(sequence.elements.size());
      boolean inside = sequence.elements.contains(element);
      boolean isKnown =
          !sequence.isTooLong && sequence.elements.stream().allMatch(Arithmetic::isPlain);
      return inside || isKnown ? Optional.of(inside) : Optional.empty();
    }
    return Optional.empty();
  }
}

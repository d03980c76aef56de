package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import dev.dvp.core.python.names.Conditions.Verdict;
import java.util.List;
import java.util.Optional;

/** Comparisons of the version of Python that runs, which is 3.11. */
final class Versions {
  private static final List<Integer> RUNNING = List.of(3, 11);
  private static final int HEX_FROM = 0x030B0000;
  private static final int HEX_UNTIL = 0x030C0000;

  private Versions() {}

  static Verdict compare(PyExpression.Comparison comparison) {
    if (comparison.operators().size() != 1) {
      return mentions(comparison) ? Verdict.VERSION : Verdict.UNKNOWN;
    }
    PyExpression left = comparison.first();
    PyExpression right = comparison.others().get(0);
    PyOperator operator = comparison.operators().get(0);
    Optional<Verdict> verdict = compare(left, operator, right);
    if (verdict.isEmpty()) {
      verdict = compare(right, mirrored(operator), left);
    }
    if (verdict.isPresent()) {
      return verdict.get();
    }
    if ((isType(left, "str") && isType(right, "bytes"))
        || (isType(left, "bytes") && isType(right, "str"))) {
      return switch (operator) {
        case IS, EQUAL -> Verdict.FALSE;
        case IS_NOT, NOT_EQUAL -> Verdict.TRUE;
        default -> Verdict.UNKNOWN;
      };
    }
    return mentions(comparison) ? Verdict.VERSION : Verdict.UNKNOWN;
  }

  private static boolean isType(PyExpression expression, String name) {
    return expression instanceof PyExpression.Name type && type.id().equals(name);
  }

  private static Optional<Verdict> compare(
      PyExpression version, PyOperator operator, PyExpression constant) {
    if (isNamed(version, "hexversion") && constant instanceof PyExpression.Int number) {
      long value = number.value().longValue();
      if (value > HEX_FROM && value < HEX_UNTIL) {
        return Optional.of(Verdict.VERSION);
      }
      return result(Long.compare(HEX_FROM + 1L, value), operator);
    }
    Optional<Integer> part = part(version);
    if (part.isPresent() && constant instanceof PyExpression.Int number) {
      return result(part.get().compareTo(number.value().intValue()), operator);
    }
    if (constant instanceof PyExpression.Tuple tuple && isVersionInfo(version)) {
      return compareTuple(version instanceof PyExpression.Subscript, tuple, operator);
    }
    return Optional.empty();
  }

  /** One number of the version: {@code sys.version_info[0]}, {@code sys.version_info.minor}. */
  private static Optional<Integer> part(PyExpression version) {
    if (version instanceof PyExpression.Subscript subscript
        && isNamed(subscript.value(), "version_info")
        && subscript.index() instanceof PyExpression.Int index
        && index.value().signum() >= 0
        && index.value().intValue() < RUNNING.size()) {
      return Optional.of(RUNNING.get(index.value().intValue()));
    }
    if (version instanceof PyExpression.Attribute attribute
        && isNamed(attribute.value(), "version_info")) {
      return switch (attribute.name()) {
        case "major" -> Optional.of(RUNNING.get(0));
        case "minor" -> Optional.of(RUNNING.get(1));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static boolean isVersionInfo(PyExpression version) {
    return isNamed(version, "version_info")
        || (version instanceof PyExpression.Subscript subscript
            && isNamed(subscript.value(), "version_info")
            && subscript.index() instanceof PyExpression.Slice slice
            && slice.lower().isEmpty());
  }

  /** A slice is taken to be as long as what it is compared with. */
  private static Optional<Verdict> compareTuple(
      boolean isSlice, PyExpression.Tuple tuple, PyOperator operator) {
    List<PyExpression> parts = tuple.elements();
    for (int i = 0; i < Math.min(parts.size(), RUNNING.size()); i++) {
      if (!(parts.get(i) instanceof PyExpression.Int number)) {
        return Optional.of(Verdict.VERSION);
      }
      int order = RUNNING.get(i).compareTo(number.value().intValue());
      if (order != 0) {
        return result(order, operator);
      }
    }
    if (parts.size() > RUNNING.size()) {
      return Optional.of(Verdict.VERSION);
    }
    return result(isSlice ? 0 : 1, operator);
  }

  private static Optional<Verdict> result(int order, PyOperator operator) {
    return switch (operator) {
      case LESS -> Optional.of(Verdict.of(order < 0));
      case LESS_OR_EQUAL -> Optional.of(Verdict.of(order <= 0));
      case GREATER -> Optional.of(Verdict.of(order > 0));
      case GREATER_OR_EQUAL -> Optional.of(Verdict.of(order >= 0));
      case EQUAL, IS -> Optional.of(Verdict.of(order == 0));
      case NOT_EQUAL, IS_NOT -> Optional.of(Verdict.of(order != 0));
      default -> Optional.empty();
    };
  }

  private static PyOperator mirrored(PyOperator operator) {
    return switch (operator) {
      case LESS -> PyOperator.GREATER;
      case LESS_OR_EQUAL -> PyOperator.GREATER_OR_EQUAL;
      case GREATER -> PyOperator.LESS;
      case GREATER_OR_EQUAL -> PyOperator.LESS_OR_EQUAL;
      default -> operator;
    };
  }

  private static boolean isNamed(PyExpression expression, String word) {
    return (expression instanceof PyExpression.Name name && name.id().equals(word))
        || (expression instanceof PyExpression.Attribute attribute
            && attribute.name().equals(word));
  }

  /** Whether an expression looks at the version of Python in any way. */
  static boolean mentions(PyExpression expression) {
    if (isNamed(expression, "version_info")
        || isNamed(expression, "hexversion")
        || isNamed(expression, "python_version")
        || isNamed(expression, "python_version_tuple")
        || (expression instanceof PyExpression.Attribute attribute
            && attribute.name().equals("version")
            && isType(attribute.value(), "sys"))) {
      return true;
    }
    for (PyExpression child : expression.children()) {
      if (mentions(child)) {
        return true;
      }
    }
    return false;
  }
}

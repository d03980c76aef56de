package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Tells which branches Python 3.11 never takes. */
final class Conditions {
  /** What a condition comes to. */
  enum Verdict {
    TRUE,
    FALSE,
    UNKNOWN,
    /** It depends on the version of Python in a way that is not followed: trust both branches. */
    VERSION;

    boolean mutesBody() {
      return this == FALSE || this == VERSION;
    }

    boolean mutesElse() {
      return this == TRUE || this == VERSION;
    }

    boolean isKnown() {
      return this == TRUE || this == FALSE;
    }

    static Verdict of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  private final Names names;

  Conditions(Names names) {
    this.names = names;
  }

  Verdict of(PyExpression test) {
    if (test instanceof PyExpression.Truth truth) {
      return Verdict.of(truth.value());
    } else if (test instanceof PyExpression.Int number) {
      return Verdict.of(number.value().signum() != 0);
    } else if (test instanceof PyExpression.None) {
      return Verdict.FALSE;
    } else if (test instanceof PyExpression.Name name) {
      Boolean flag = names.versionFlags.get(name.id());
      return flag != null ? Verdict.of(flag) : flag(name.id());
    } else if (test instanceof PyExpression.Attribute attribute) {
      return flag(attribute.name());
    } else if (test instanceof PyExpression.Unary unary && unary.operator() == PyOperator.NOT) {
      return not(of(unary.operand()));
    } else if (test instanceof PyExpression.Logical logical) {
      return logical(logical);
    } else if (test instanceof PyExpression.Comparison comparison) {
      Verdict verdict = comparedWithNone(comparison);
      return verdict.isKnown() ? verdict : Versions.compare(comparison);
    } else if (test instanceof PyExpression.Call call) {
      return Versions.mentions(call) ? Verdict.VERSION : Verdict.UNKNOWN;
    }
    return Verdict.UNKNOWN;
  }

  /** {@code print_ is None}, where {@code print_} stands for what 3.11 has. */
  private Verdict comparedWithNone(PyExpression.Comparison comparison) {
    boolean isOfAlias =
        comparison.first() instanceof PyExpression.Name name
            && names.builtinAliases.contains(name.id())
            && comparison.operators().size() == 1
            && comparison.others().get(0) instanceof PyExpression.None;
    if (!isOfAlias) {
      return Verdict.UNKNOWN;
    }
    return switch (comparison.operators().get(0)) {
      case IS -> Verdict.FALSE;
      case IS_NOT -> Verdict.TRUE;
      default -> Verdict.UNKNOWN;
    };
  }

  /** {@code getattr(six.moves.builtins, "exec")}: a builtin by way of its module. */
  static boolean isBuiltin(PyExpression value) {
    return value instanceof PyExpression.Call call
        && call.function() instanceof PyExpression.Name function
        && function.id().equals("getattr")
        && call.arguments().size() >= 2
        && isBuiltinsModule(call.arguments().get(0))
        && call.arguments().get(1) instanceof PyExpression.Text text
        && Builtins.contains(text.value());
  }

  private static boolean isBuiltinsModule(PyExpression module) {
    return module instanceof PyExpression.Attribute attribute
        ? attribute.name().equals("builtins")
        : module instanceof PyExpression.Name name && name.id().equals("builtins");
  }

  /** The same for a value that a flag is given: plain constants may be changed later. */
  Verdict ofFlag(PyExpression value) {
    boolean isLiteral =
        value instanceof PyExpression.Truth
            || value instanceof PyExpression.Int
            || value instanceof PyExpression.None;
    return isLiteral ? Verdict.UNKNOWN : of(value);
  }

  private static Verdict not(Verdict verdict) {
    return verdict.isKnown() ? Verdict.of(verdict == Verdict.FALSE) : verdict;
  }

  private Verdict logical(PyExpression.Logical logical) {
    Verdict deciding = logical.isAnd() ? Verdict.FALSE : Verdict.TRUE;
    boolean isVersion = false;
    boolean isKnown = true;
    for (PyExpression operand : logical.operands()) {
      Verdict verdict = of(operand);
      if (verdict == deciding) {
        return deciding;
      }
      isVersion |= verdict == Verdict.VERSION;
      isKnown &= verdict.isKnown();
    }
    if (isVersion) {
      return Verdict.VERSION;
    }
    return isKnown ? not(deciding) : Verdict.UNKNOWN;
  }

  /** Names that everybody gives to what they say: {@code PY2}, {@code TYPE_CHECKING}. */
  private static Verdict flag(String name) {
    if (name.equals("TYPE_CHECKING")) {
      return Verdict.FALSE;
    }
    if (name.length() > 20) {
      return Verdict.UNKNOWN;
    }
    return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
      case "py2", "ispy2", "python2", "ispython2", "py27", "ispy27", "inpy2", "py2k", "ispy2k" ->
          Verdict.FALSE;
      case "py3", "ispy3", "python3", "ispython3", "inpy3", "py3k", "ispy3k" -> Verdict.TRUE;
      default -> Verdict.UNKNOWN;
    };
  }

  /**
   * The names whose being there a condition asks for by name: {@code hasattr(builtins, "unicode")},
   * {@code "reload" in globals()}.
   */
  Set<String> askedFor(PyExpression test) {
    if (test instanceof PyExpression.Name || test instanceof PyExpression.Attribute) {
      return Set.of();
    }
    Set<String> texts = new HashSet<>();
    return asks(test, texts) ? texts : Set.of();
  }

  private static boolean asks(PyExpression expression, Set<String> texts) {
    boolean asks = false;
    if (expression instanceof PyExpression.Text text) {
      texts.add(text.value());
    } else if (expression instanceof PyExpression.Name name) {
      asks =
          switch (name.id()) {
            case "hasattr", "dir", "globals", "locals", "vars", "builtins", "__builtins__" -> true;
            default -> false;
          };
    }
    for (PyExpression child : expression.children()) {
      asks |= asks(child, texts);
    }
    return asks;
  }

  /** Whether a condition asks for the platform, or for being run as a program. */
  static boolean isOfPlatform(PyExpression test) {
    if (test instanceof PyExpression.Attribute attribute) {
      boolean isPlatform =
          switch (attribute.name()) {
            case "platform", "implementation", "python_implementation", "system" -> true;
            case "name" ->
                attribute.value() instanceof PyExpression.Name name && name.id().equals("os");
            default -> false;
          };
      if (isPlatform) {
        return true;
      }
    } else if (test instanceof PyExpression.Name name) {
      String lower = name.id().toLowerCase(Locale.ROOT);
      return name.id().equals("__name__")
          || name.id().equals("platform")
          || lower.contains("windows")
          || lower.contains("win32")
          || lower.contains("jython")
          || lower.contains("pypy");
    }
    for (PyExpression child : test.children()) {
      if (isOfPlatform(child)) {
        return true;
      }
    }
    return false;
  }
}

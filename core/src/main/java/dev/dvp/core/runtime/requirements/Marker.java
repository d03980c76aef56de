package dev.dvp.core.runtime.requirements;

import dev.dvp.core.runtime.versions.Specifier;
import dev.dvp.core.runtime.versions.SyntaxException;
import dev.dvp.core.runtime.versions.Version;
import java.util.Optional;

/** Says when a requirement holds, such as {@code python_version < "3.8"}. */
public sealed interface Marker {
  /**
   * Evaluates it.
   *
   * @param environment what its variables stand for
   * @return whether the requirement holds there
   */
  boolean holds(MarkerEnvironment environment);

  /**
   * Both have to hold.
   *
   * @param left one
   * @param right the other
   */
  record And(Marker left, Marker right) implements Marker {
    @Override
    public boolean holds(MarkerEnvironment environment) {
      return left.holds(environment) && right.holds(environment);
    }

    @Override
    public String toString() {
      return inBrackets(left) + " and " + inBrackets(right);
    }

    private static String inBrackets(Marker part) {
      return part instanceof Or ? "(" + part + ")" : part.toString();
    }
  }

  /**
   * One of the two has to hold.
   *
   * @param left one
   * @param right the other
   */
  record Or(Marker left, Marker right) implements Marker {
    @Override
    public boolean holds(MarkerEnvironment environment) {
      return left.holds(environment) || right.holds(environment);
    }

    @Override
    public String toString() {
      return left + " or " + right;
    }
  }

  /** What is compared. */
  sealed interface Operand {
    /**
     * What it stands for.
     *
     * @param environment what variables stand for
     * @return a text
     */
    String value(MarkerEnvironment environment);
  }

  /**
   * A variable of the environment.
   *
   * @param name one of {@link MarkerEnvironment}'s
   */
  record Variable(String name) implements Operand {
    @Override
    public String value(MarkerEnvironment environment) {
      return environment.value(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A text in quotes.
   *
   * @param text the text without them
   */
  record Literal(String text) implements Operand {
    @Override
    public String value(MarkerEnvironment environment) {
      return text;
    }

    @Override
    public String toString() {
      return text.indexOf('"') < 0 ? '"' + text + '"' : "'" + text + "'";
    }
  }

  /**
   * Compares: as versions where the right side can follow the operator in a version specifier and
   * the left side is a version, else as texts.
   *
   * @param left what is compared
   * @param operator a version operator, {@code in} or {@code not in}
   * @param right what it is compared with
   */
  record Comparison(Operand left, String operator, Operand right) implements Marker {
    @Override
    public boolean holds(MarkerEnvironment environment) {
      String one = left.value(environment);
      String other = right.value(environment);
      if (isExtra(left) || isExtra(right)) {
        // Names of extras are one in any spelling (PEP 685).
        one = PackageName.of(one).map(PackageName::value).orElse(one);
        other = PackageName.of(other).map(PackageName::value).orElse(other);
        return compareTexts(one, other);
      }
      Optional<Boolean> asVersions = compareVersions(one, other);
      return asVersions.isPresent() ? asVersions.get() : compareTexts(one, other);
    }

    private static boolean isExtra(Operand operand) {
      return operand instanceof Variable variable && variable.name().equals("extra");
    }

    private Optional<Boolean> compareVersions(String one, String other) {
      Optional<Version> version = Version.parse(one);
      if (version.isEmpty() || operator.endsWith("in")) {
        return Optional.empty();
      }
      try {
        return Optional.of(Specifier.parse(operator + other, 0).allows(version.get()));
      } catch (SyntaxException e) {
        return Optional.empty();
      }
    }

    private boolean compareTexts(String one, String other) {
      return switch (operator) {
        case "==", "===" -> one.equals(other);
        case "!=" -> !one.equals(other);
        case "<" -> one.compareTo(other) < 0;
        case "<=" -> one.compareTo(other) <= 0;
        case ">" -> one.compareTo(other) > 0;
        case ">=" -> one.compareTo(other) >= 0;
        case "in" -> other.contains(one);
        case "not in" -> !other.contains(one);
        // `~=` means nothing between texts.
        default -> false;
      };
    }

    @Override
    public String toString() {
      return left + " " + operator + " " + right;
    }
  }
}

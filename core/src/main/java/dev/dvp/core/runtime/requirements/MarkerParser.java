package dev.dvp.core.runtime.requirements;

import dev.dvp.core.runtime.versions.SyntaxException;
import java.util.List;

/** Reads markers by the grammar of PEP 508. */
final class MarkerParser {
  private static final int DEEPEST = 50;
  private static final List<String> OPERATORS =
      List.of("===", "==", "!=", "~=", "<=", ">=", "<", ">");

  private final Scanner scanner;
  private int depth;
  private int comparisons;

  MarkerParser(Scanner scanner) {
    this.scanner = scanner;
  }

  /** Reads a marker as far as it goes. */
  Marker parse() throws SyntaxException {
    Marker marker = conjunction();
    while (skipWord("or")) {
      marker = new Marker.Or(marker, conjunction());
    }
    return marker;
  }

  private Marker conjunction() throws SyntaxException {
    Marker marker = single();
    while (skipWord("and")) {
      marker = new Marker.And(marker, single());
    }
    return marker;
  }

  private boolean skipWord(String word) {
    scanner.skipBlanks();
    return scanner.skipWord(word);
  }

  private Marker single() throws SyntaxException {
    scanner.skipBlanks();
    if (!scanner.skip("(")) {
      return comparison();
    }
    if (++depth > DEEPEST) {
      throw scanner.problem("Brackets stand more than " + DEEPEST + " levels deep here.");
    }
    Marker marker = parse();
    scanner.skipBlanks();
    if (!scanner.skip(")")) {
      throw scanner.problem("A closing bracket is missing here.");
    }
    depth--;
    return marker;
  }

  private Marker comparison() throws SyntaxException {
    // A tree of comparisons is walked by recursion.
    if (++comparisons > 500) {
      throw scanner.problem("A marker of more than 500 comparisons is none that a person wrote.");
    }
    Marker.Operand left = operand();
    String operator = operator();
    Marker.Operand right = operand();
    if (left instanceof Marker.Literal && right instanceof Marker.Literal) {
      throw scanner.problem("Two texts are compared here, so the marker always says the same.");
    }
    return new Marker.Comparison(left, operator, right);
  }

  private Marker.Operand operand() throws SyntaxException {
    scanner.skipBlanks();
    char quote = scanner.peek();
    if (quote == '"' || quote == '\'') {
      scanner.skip(String.valueOf(quote));
      String text = scanner.takeWhile(c -> c != quote);
      if (!scanner.skip(String.valueOf(quote))) {
        throw scanner.problem("The closing quote of a text is missing.");
      }
      return new Marker.Literal(text);
    }
    int start = scanner.offset();
    String name =
        scanner.takeWhile(c -> PackageName.isAlphanumeric((char) c) || c == '_' || c == '.');
    String plain = MarkerEnvironment.OLD_NAMES.getOrDefault(name, name);
    if (!MarkerEnvironment.VARIABLES.contains(plain)) {
      throw new SyntaxException(
          "A marker compares variables such as `python_version` or `sys_platform` with texts in"
              + " quotes; this is neither.",
          start);
    }
    return new Marker.Variable(plain);
  }

  private String operator() throws SyntaxException {
    scanner.skipBlanks();
    for (String operator : OPERATORS) {
      if (scanner.skip(operator)) {
        return operator;
      }
    }
    if (scanner.skipWord("in")) {
      return "in";
    }
    if (skipWord("not") && skipWord("in")) {
      return "not in";
    }
    throw scanner.problem("A comparison such as `<`, `==`, `in` or `not in` is expected here.");
  }
}

package dev.dvp.core.codegen;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule by which a schema's property name becomes a Python name. Plugins in the field use these
 * names, so the rule is the one that their classes were made by (observed: {@code
 * property-names.tsv} in the tests), and gives a valid name where that one gave none:
 *
 * <ol>
 *   <li>{@code $} alone is {@code value}.
 *   <li>{@code []} goes; each {@code [}, {@code (}, dot, dash and blank becomes an underscore;
 *       whatever else is no ASCII letter, digit or underscore goes.
 *   <li>Words are parted by underscores: between a run of capitals and the capitalised word after
 *       it ({@code HTTPResponse} is {@code HTTP_Response}), then between a small letter or digit
 *       and a capital ({@code sizeInKB} is {@code size_In_KB}). Underscores that were there stay,
 *       none is merged.
 *   <li>All is made lower-case, and leading underscores go.
 *   <li>An underscore goes before a leading digit and before a reserved word: the keywords of
 *       Python 2 and 3 in any case, {@code self}, {@code property}, and {@code validate}, which is
 *       the constructor's own.
 *   <li>When nothing is left, the name is {@code property} and the hexadecimal code points, each
 *       after an underscore: {@code property_65e5_672c}.
 * </ol>
 *
 * <p>No name begins with an underscore unless a digit or a reserved word follows, and none with
 * two, so that the classes' own private names ({@code _checks}) are free.
 */
final class AttributeNames {
  /** What the existing classes escape: the keywords of Python 2 and 3, and two names of theirs. */
  private static final String ESCAPED_BEFORE =
      "and as assert break class continue def del elif else except exec false finally for from"
          + " global if import in is lambda none nonlocal not or pass print property raise return"
          + " self true try while with yield";

  /** What gave a module that Python 3.8 to 3.13 cannot read. */
  private static final String ESCAPED_NOW = "async await validate";

  private static final Set<String> RESERVED =
      Set.of((ESCAPED_BEFORE + " " + ESCAPED_NOW).split(" ", -1));

  private AttributeNames() {}

  /**
   * The attribute, keyword argument and {@code attribute_map} key of a property.
   *
   * @param property the name in the schema, any text
   * @return a Python identifier in ASCII
   */
  static String of(String property) {
    String name = underscored("$".equals(property) ? "value" : sanitized(property));
    int start = 0;
    while (start < name.length() && name.charAt(start) == '_') {
      start++;
    }
    name = name.substring(start);
    if (name.isEmpty()) {
      return spelledOut(property);
    }
    boolean escape = isDigit(name.charAt(0)) || RESERVED.contains(name);
    return escape ? "_" + name : name;
  }

  /**
   * The part of a class's name that stands for a property: {@code mountLocation} is {@code
   * MountLocation}.
   *
   * @param property the name in the schema, any text
   * @return ASCII letters and digits, at least one, for use after another name
   */
  static String classNamePart(String property) {
    StringBuilder part = new StringBuilder();
    boolean wordStart = true;
    String name = of(property);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        wordStart = true;
      } else {
        part.append(wordStart ? Character.toUpperCase(c) : c);
        wordStart = false;
      }
    }
    return part.toString();
  }

  /**
   * The module of a class: {@code RepositoryDefinition} is {@code repository_definition}.
   *
   * @param className a class's name
   * @return the name of its module, without {@code .py}
   */
  static String module(String className) {
    return underscored(className);
  }

  private static String sanitized(String property) {
    StringBuilder kept = new StringBuilder(property.length());
    String plain = property.replace("[]", "");
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ("[(.- ".indexOf(c) >= 0) {
        kept.append('_');
      } else if (c == '_' || isDigit(c) || isLower(c) || isUpper(c)) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static String underscored(String name) {
    StringBuilder words = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && isUpper(c)) {
        char before = name.charAt(i - 1);
        boolean endOfCapitals =
            isUpper(before) && i + 1 < name.length() && isLower(name.charAt(i + 1));
        if (endOfCapitals || isLower(before) || isDigit(before)) {
          words.append('_');
        }
      }
      words.append(c);
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static String spelledOut(String property) {
    return property
        .codePoints()
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining("_", "property_", ""));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}

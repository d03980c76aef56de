package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Python source for values and texts that come from a schema. Whatever these hold, the result is
 * ASCII without control characters, and nothing in it ends the literal, docstring or comment.
 */
final class PythonText {
  /** PEP 8's line length. */
  static final int WIDTH = 79;

  /** In bits. Python reads 4,300 digits at most; no limit that means something has so many. */
  private static final int LARGEST_INTEGER = 10_000;

  private PythonText() {}

  /**
   * A string literal.
   *
   * @param text any text, also with lone surrogates
   * @return the literal with its quotes
   */
  static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /**
   * A JSON value as a Python expression: on one line when it fits, else one item per line.
   *
   * @param value the value
   * @param indent the column at which its closing bracket would stand
   * @param used how many columns are taken on its first line, with what has to follow it
   * @return the expression
   */
  static String literal(JsonNode value, int indent, int used) {
    String flat = flat(value);
    if (!value.isContainerNode() || value.isEmpty() || used + flat.length() <= WIDTH) {
      return flat;
    }
    String inner = " ".repeat(indent + 4);
    StringBuilder text = new StringBuilder(value.isObject() ? "{\n" : "[\n");
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              entry -> {
                String key = quoted(entry.getKey()) + ": ";
                String item = literal(entry.getValue(), indent + 4, indent + 5 + key.length());
                text.append(inner).append(key).append(item).append(",\n");
              });
    } else {
      value.forEach(
          item -> text.append(inner).append(literal(item, indent + 4, indent + 5)).append(",\n"));
    }
    return text.append(" ".repeat(indent)).append(value.isObject() ? '}' : ']').toString();
  }

  private static String flat(JsonNode value) {
    List<String> items = new ArrayList<>();
    if (value.isObject()) {
      value.properties().forEach(e -> items.add(quoted(e.getKey()) + ": " + flat(e.getValue())));
      return "{" + String.join(", ", items) + "}";
    }
    if (value.isArray()) {
      value.forEach(item -> items.add(flat(item)));
      return "[" + String.join(", ", items) + "]";
    }
    if (value.isTextual()) {
      return quoted(value.textValue());
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    }
    return value.isNumber() ? number(value) : "None";
  }

  /** Integers stay exact; a number too large for a double is Python's infinity, as it is there. */
  private static String number(JsonNode value) {
    if (value.isIntegralNumber() && value.bigIntegerValue().bitLength() < LARGEST_INTEGER) {
      return value.bigIntegerValue().toString();
    }
    double number = value.isBigDecimal() ? value.decimalValue().doubleValue() : value.doubleValue();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return number < 0 ? "float(\"-inf\")" : "float(\"inf\")";
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole
        ? new BigDecimal(number).toBigInteger() + ".0"
        : Double.toString(number).toLowerCase(Locale.ROOT);
  }

  /**
   * A docstring: paragraphs stay, lines are filled to PEP 8's width.
   *
   * @param text any text
   * @param indent the column at which it starts
   * @return the docstring with its quotes, its first line not indented
   */
  static String docstring(String text, int indent) {
    List<String> lines = filled(text, WIDTH - 7 - indent);
    if (lines.isEmpty()) {
      return "\"\"\" \"\"\"";
    }
    if (lines.size() == 1) {
      return "\"\"\"" + lines.get(0) + "\"\"\"";
    }
    String margin = " ".repeat(indent);
    StringBuilder docstring = new StringBuilder("\"\"\"");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      docstring.append(i == 0 || line.isEmpty() ? "" : margin).append(line).append('\n');
    }
    return docstring.append(margin).append("\"\"\"").toString();
  }

  /**
   * A comment.
   *
   * @param text any text; line breaks become blanks
   * @param indent the column at which each of its lines starts
   * @return the lines, each with its {@code #}, the first not indented
   */
  static String comment(String text, int indent) {
    List<String> lines = filled(text.replace('\n', ' '), WIDTH - 2 - indent);
    return "# " + String.join("\n" + " ".repeat(indent) + "# ", lines);
  }

  private static List<String> filled(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.strip().split("\r\n|\r|\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.strip().split("[ \t]+", -1)) {
        String safe = escaped(word);
        if (line.length() > 0 && line.length() + 1 + safe.length() > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() == 0 ? "" : " ").append(safe);
      }
      boolean repeatedBlank =
          line.length() == 0 && (lines.isEmpty() || lines.get(lines.size() - 1).isEmpty());
      if (!repeatedBlank) {
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(point -> escape(point, safe));
    return safe.toString();
  }

  private static void escape(int point, StringBuilder safe) {
    switch (point) {
      case '\\' -> safe.append("\\\\");
      case '"' -> safe.append("\\\"");
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        if (point >= ' ' && point < 127) {
          safe.append((char) point);
        } else if (point < 0x100) {
          safe.append("\\x").append(hex(point, 2));
        } else if (point < 0x10000) {
          safe.append("\\u").append(hex(point, 4));
        } else {
          safe.append("\\U").append(hex(point, 8));
        }
      }
    }
  }

  private static String hex(int point, int digits) {
    String hex = Integer.toHexString(point);
    return "0".repeat(digits - hex.length()) + hex;
  }
}

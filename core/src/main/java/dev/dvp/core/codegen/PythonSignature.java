package dev.dvp.core.codegen;

import java.util.ArrayList;
import java.util.List;

/** Lays out what may get too long for PEP 8's lines: arguments, signatures, imports. */
final class PythonSignature {
  private static final int MEMBER = 4;
  private static final int ARGUMENT = 8;

  private PythonSignature() {}

  /**
   * An argument on lines of its own, with its comma.
   *
   * @param name its name
   * @param type its annotation
   * @param defaultValue its default
   * @return the text, without the indent of its first line
   */
  static String argument(String name, String type, String defaultValue) {
    int around = name.length() + ": ".length() + " = ,".length() + defaultValue.length();
    return name + ": " + wrapped(type, ARGUMENT, ARGUMENT + around) + " = " + defaultValue + ",";
  }

  /**
   * The signature of a method that reads.
   *
   * @param name the method's name
   * @param type what it gives
   * @return the text, without the indent of its first line
   */
  static String getter(String name, String type) {
    String line = "def " + name + "(self) -> " + type + ":";
    if (MEMBER + line.length() <= PythonText.WIDTH) {
      return line;
    }
    return "def " + name + "(self) -> " + wrapped(type, MEMBER, PythonText.WIDTH) + ":";
  }

  /**
   * The signature of a method that takes one value.
   *
   * @param name the method's name
   * @param argument the value's name
   * @param type the value's annotation
   * @return the text, without the indent of its first line
   */
  static String setter(String name, String argument, String type) {
    String line = "def " + name + "(self, " + argument + ": " + type + ") -> None:";
    if (MEMBER + line.length() <= PythonText.WIDTH) {
      return line;
    }
    String margin = "\n" + " ".repeat(ARGUMENT);
    int around = ARGUMENT + argument.length() + ": ,".length();
    String value = argument + ": " + wrapped(type, ARGUMENT, around) + ",";
    return "def " + name + "(" + margin + "self," + margin + value + "\n    ) -> None:";
  }

  /**
   * An import of one class from its module.
   *
   * @param module the module's full name
   * @param className the class
   * @param indent the column at which it starts
   * @return the text, without the indent of its first line
   */
  static String imported(String module, String className, int indent) {
    String line = "from " + module + " import " + className;
    if (indent + line.length() <= PythonText.WIDTH) {
      return line;
    }
    String margin = "\n" + " ".repeat(indent);
    return "from " + module + " import (" + margin + "    " + className + "," + margin + ")";
  }

  /** A type within the width: where it is too long, the parts of its brackets get lines. */
  private static String wrapped(String type, int indent, int around) {
    int bracket = type.indexOf('[');
    if (bracket < 0 || around + type.length() <= PythonText.WIDTH) {
      return type;
    }
    String margin = "\n" + " ".repeat(indent + 4);
    List<String> parts = new ArrayList<>();
    for (String part : split(type.substring(bracket + 1, type.length() - 1))) {
      parts.add(wrapped(part, indent + 4, indent + 5));
    }
    return type.substring(0, bracket + 1)
        + margin
        + String.join("," + margin, parts)
        + "\n"
        + " ".repeat(indent)
        + "]";
  }

  private static List<String> split(String types) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean isQuoted = false;
    for (int i = 0; i < types.length(); i++) {
      char c = types.charAt(i);
      if (isQuoted && c == '\\') {
        i++;
        continue;
      }
      isQuoted ^= c == '"';
      depth += isQuoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0 && !isQuoted) {
        parts.add(types.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(types.substring(start).strip());
    return parts;
  }
}

package dev.dvp.core.scaffold;

import java.util.Optional;

/** Writes a text into YAML so that it is read back as it was, whatever it holds. */
final class YamlText {
  private YamlText() {}

  /** Why YAML, or a plugin's name, cannot hold a text; as the end of a sentence. */
  static Optional<String> problem(String text) {
    if (text.isBlank()) {
      return Optional.of("is empty");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        return Optional.of("holds a control character");
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return Optional.of("holds half a character");
      }
    }
    return Optional.empty();
  }

  /** A double-quoted scalar on one line. */
  static String quoted(String text) {
    StringBuilder yaml = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(c, yaml));
    return yaml.append('"').toString();
  }

  private static void append(int c, StringBuilder yaml) {
    switch (c) {
      case '"' -> yaml.append("\\\"");
      case '\\' -> yaml.append("\\\\");
      case '\n' -> yaml.append("\\n");
      case '\t' -> yaml.append("\\t");
      default -> {
        if (isPlain(c)) {
          yaml.appendCodePoint(c);
        } else {
          yaml.append(c > 0xFFFF ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c));
        }
      }
    }
  }

  /** What a reader of the file sees as it is; the rest would be invisible, or is not allowed. */
  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}

package dev.dvp.core.python;

import java.util.List;
import java.util.Random;

/** Damages source text in the ways that people and merges do. */
public final class Mutations {
  private static final List<String> PARTS =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ":",
          ",",
          "=",
          "==",
          "*",
          "**",
          "@",
          ".",
          "\\",
          "'",
          "\"",
          "'''",
          "\t",
          "    ",
          "\n",
          "#",
          "lambda x:",
          "async ",
          "await x",
          "yield",
          "return 1",
          "import a.b",
          "from . import x",
          "global x",
          "nonlocal x",
          "if x:",
          "else:",
          "try:",
          "except E as e:",
          "finally:",
          "while True:",
          "break",
          "del x",
          "raise",
          "print x",
          "`x`",
          "0777",
          "<>",
          "f'{x'",
          ":=",
          "é",
          "😀",
          "\0",
          "\uD83D",
          "1e5",
          "0x",
          "None = 1",
          "@x");

  private Mutations() {}

  /** One to three changes. */
  public static String mutate(String text, Random random) {
    String mutated = text;
    for (int i = 0; i <= random.nextInt(3); i++) {
      mutated = change(mutated, random);
    }
    return mutated;
  }

  private static String change(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    String before = text.substring(0, at);
    String after = text.substring(at);
    return switch (random.nextInt(4)) {
      case 0 -> before + PARTS.get(random.nextInt(PARTS.size())) + after;
      case 1 -> before + after.substring(Math.min(after.length(), 1));
      case 2 -> before + after.substring(Math.min(after.length(), random.nextInt(20)));
      default -> before + text.substring(random.nextInt(text.length() + 1));
    };
  }
}

package dev.dvp.cli.pages;

import java.util.ArrayList;
import java.util.List;

/** Text with colours in it: its width is that of what is seen. */
final class Words {
  /** A blank that no line is broken at; it is shown as a usual one. */
  static final char STICKY = '\u00a0';

  private Words() {}

  /** How many columns a text takes. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u001b') {
        i = text.indexOf('m', i);
      } else if (!Character.isLowSurrogate(c)) {
        width++;
      }
    }
    return width;
  }

  /** The width of the longest word. */
  static int longest(String text) {
    int longest = 0;
    for (String word : text.split("[ \n]", -1)) {
      longest = Math.max(longest, width(word));
    }
    return longest;
  }

  /** A text in lines, broken at blanks where it is wider, and where it has line breaks. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      int column = 0;
      for (String word : paragraph.split(" ", -1)) {
        if (word.isEmpty()) {
          continue;
        }
        int wide = width(word);
        if (column > 0 && column + 1 + wide > width) {
          lines.add(line.toString());
          line.setLength(0);
          column = 0;
        }
        line.append(column > 0 ? " " : "").append(word);
        column += wide + (column > 0 ? 1 : 0);
      }
      lines.add(line.toString());
    }
    lines.replaceAll(line -> line.replace(STICKY, ' '));
    return lines;
  }

  /** A text with blanks up to a width. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }
}

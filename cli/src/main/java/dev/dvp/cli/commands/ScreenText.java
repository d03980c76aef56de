package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import java.util.ArrayList;
import java.util.List;

/** A plugin's own text, as much of it as a screen takes, unless the user wants more. */
final class ScreenText {
  private static final int MOST_LINES = 20;
  private static final int MOST_CHARACTERS = 500;

  private final Invocation call;

  ScreenText(Invocation call) {
    this.call = call;
  }

  /** One line that can be printed. */
  String line(String text) {
    if (call.verbosity() > 0 || text.length() <= MOST_CHARACTERS) {
      return Printable.text(text);
    }
    boolean halvesPair = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
    int end = halvesPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
    int more = text.length() - end;
    return Printable.text(text.substring(0, end))
        + "… "
        + more
        + " more characters; `-v` shows them.";
  }

  /** The lines of a text, with something before each. */
  List<String> lines(String text, String before) {
    List<String> lines = text.lines().map(line -> before + line(line)).toList();
    if (call.verbosity() > 0 || lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES));
    String indent = before.substring(0, before.length() - before.stripLeading().length());
    some.add(indent + "… " + (lines.size() - MOST_LINES) + " more lines; `-v` shows them.");
    return some;
  }
}

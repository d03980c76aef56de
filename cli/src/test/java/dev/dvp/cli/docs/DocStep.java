package dev.dvp.cli.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * What a session does at a time.
 *
 * @param kind what it is
 * @param text the command, the script or the text of the file
 * @param name of the file
 * @param line in the page, from 1, where its text begins
 * @param shown what the page says that the command prints
 */
record DocStep(Kind kind, String text, String name, int line, List<String> shown) {
  enum Kind {
    /** A command whose output is shown. */
    COMMAND,
    /** Lines that have to succeed. */
    SCRIPT,
    /** A file that the reader writes. */
    FILE,
    /** Lines that a file holds by now. */
    PART
  }

  boolean isRun() {
    return kind == Kind.COMMAND || kind == Kind.SCRIPT;
  }

  /** Whether it looks at how the command before it ended, which then may fail. */
  boolean asksForExitCode() {
    return text.equals("echo $?");
  }

  /** The steps of a page, in its order. */
  static List<DocStep> of(DocPage page) {
    List<DocStep> steps = new ArrayList<>();
    for (DocPage.Block block : page.blocks()) {
      if (block.notRun().isPresent()) {
        continue;
      }
      String text = String.join("\n", block.lines());
      if (block.language().equals("sh")) {
        steps.add(new DocStep(Kind.SCRIPT, text, "", block.line(), List.of()));
      } else if (block.language().equals("console")) {
        addCommands(block, steps);
      } else if (!block.file().isEmpty()) {
        Kind kind = block.isPart() ? Kind.PART : Kind.FILE;
        steps.add(new DocStep(kind, text, block.fileName(), block.line(), List.of()));
      }
    }
    return steps;
  }

  private static void addCommands(DocPage.Block block, List<DocStep> steps) {
    List<String> lines = block.lines();
    int i = 0;
    while (i < lines.size()) {
      if (!lines.get(i).startsWith("$ ")) {
        throw new AssertionError(
            "line " + (block.line() + i) + ": a console block begins with `$ `");
      }
      StringBuilder command = new StringBuilder(lines.get(i).substring(2));
      while (lines.get(i).endsWith("\\")) {
        i++;
        command.append('\n').append(lines.get(i));
      }
      int first = i + 1;
      int end = first;
      while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
        end++;
      }
      steps.add(
          new DocStep(
              Kind.COMMAND,
              command.toString(),
              "",
              block.line() + first,
              List.copyOf(lines.subList(first, end))));
      i = end;
    }
  }
}

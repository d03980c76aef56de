package dev.dvp.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of Markdown, as far as its session of a shell goes. */
final class DocPage {
  private static final Pattern WORLD = Pattern.compile("<!-- world: ([a-z-]+) -->");
  private static final Pattern NEEDS = Pattern.compile("<!-- needs: ([a-z0-9 -]+) -->");
  private static final Pattern ENDS_AS = Pattern.compile("<!-- ends as: ([a-z-]+) -->");
  private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (.+) -->");

  /**
   * A fenced block.
   *
   * @param line of its first line of text, from 1
   * @param language the first word behind the fence
   * @param file the words behind the language
   * @param notRun why it is not run
   */
  record Block(
      int line, String language, String file, Optional<String> notRun, List<String> lines) {
    boolean isPart() {
      return file.endsWith(" part");
    }

    String fileName() {
      return isPart() ? file.substring(0, file.length() - " part".length()) : file;
    }
  }

  private final Path file;
  private final List<String> lines;
  private final List<Block> blocks = new ArrayList<>();
  private String world = "plugin";
  private List<String> needs = List.of();
  private Optional<String> example = Optional.empty();

  private DocPage(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static DocPage read(Path file) throws IOException {
    DocPage page = new DocPage(file, Files.readAllLines(file));
    page.parse();
    return page;
  }

  private void parse() {
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      readComment(line);
      if (line.startsWith("```")) {
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        String[] info = line.substring(3).split(" ", 2);
        Matcher notRun = NOT_RUN.matcher(before);
        blocks.add(
            new Block(
                i + 2,
                info[0],
                info.length > 1 ? info[1] : "",
                notRun.matches() ? Optional.of(notRun.group(1)) : Optional.empty(),
                List.copyOf(lines.subList(i + 1, end))));
        i = end;
      }
      before = line;
    }
  }

  private void readComment(String line) {
    Matcher named = WORLD.matcher(line);
    if (named.matches()) {
      world = named.group(1);
    }
    Matcher programs = NEEDS.matcher(line);
    if (programs.matches()) {
      needs = List.of(programs.group(1).split(" "));
    }
    Matcher ending = ENDS_AS.matcher(line);
    if (ending.matches()) {
      example = Optional.of(ending.group(1));
    }
  }

  Path file() {
    return file;
  }

  /** The programs without which its commands cannot run. */
  List<String> needs() {
    return needs;
  }

  /** The example below {@code docs/examples} that its reader has written in the end. */
  Optional<String> example() {
    return example;
  }

  String world() {
    return world;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Whether it shows anything that a shell runs. */
  boolean hasSession() {
    return blocks.stream()
        .anyMatch(b -> b.notRun().isEmpty() && b.language().matches("sh|console"));
  }
}

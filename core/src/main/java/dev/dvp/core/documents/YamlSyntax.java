package dev.dvp.core.documents;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Says in plain words what is wrong with a text that SnakeYAML refuses. */
final class YamlSyntax {
  private YamlSyntax() {}

  /** Refuses control characters, which SnakeYAML would refuse without a line. */
  static void checkCharacters(SourceText source) {
    String text = source.text();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        throw new Stop(
            syntax(
                source,
                i,
                String.format("The character U+%04X stands here, which YAML does not allow.", c),
                "Remove it; an editor that shows invisible characters helps to find it."));
      }
      i += Character.charCount(c);
    }
  }

  static Problem explain(YAMLException e, SourceText source) {
    if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
      return syntax(source, 0, "This is not valid YAML.", "");
    }
    Mark mark = marked.getProblemMark();
    Mark context = marked.getContextMark();
    String problem = marked.getProblem() == null ? "" : marked.getProblem();
    String around = marked.getContext() == null ? "" : marked.getContext();
    String said = around + ": " + problem;
    String[] words = words(said);
    // An unclosed quote or bracket is noticed far behind: the place to mend is where it was opened.
    boolean opened = words[2].equals("opened") && context != null;
    Mark place = opened ? context : mark;
    int offset = source.text().offsetByCodePoints(0, Math.min(place.getIndex(), length(source)));
    return syntax(source, offset, words[0], words[1]);
  }

  private static int length(SourceText source) {
    return source.text().codePointCount(0, source.text().length());
  }

  /** Message, help, and which of the two marks is the place. */
  private static String[] words(String said) {
    if (said.contains("TAB")) {
      return words("A tab stands here; YAML wants spaces.", "Indent with spaces.", "");
    }
    if (said.contains("mapping values are not allowed here")) {
      return words(
          "A second `:` follows in this line, or this line is indented too far.",
          "Put a value that holds `: ` in double quotes; let all fields start in one column.",
          "");
    }
    if (said.contains("escape")) {
      return words(
          "A text in double quotes holds an unknown `\\` escape here.",
          "Write `\\\\` for a backslash, or use single quotes.",
          "");
    }
    if (said.contains("quoted scalar")) {
      return words("This quote is not closed.", "Add the closing quote.", "opened");
    }
    if (said.contains("flow sequence") || said.contains("flow mapping")) {
      return words("This bracket is not closed, or a `,` is missing in it.", "", "opened");
    }
    return otherWords(said);
  }

  private static String[] otherWords(String said) {
    if (said.contains("could not find expected ':'")) {
      return words("A `:` is missing after this field.", "Write `field: value`.", "opened");
    }
    if (said.contains("block mapping") || said.contains("block collection")) {
      return words(
          "This line fits none of the fields above it: its indentation is wrong, or a `:` is"
              + " missing.",
          "Let all fields start in one column.",
          "");
    }
    if (said.contains("cannot start any token")) {
      return words("A value cannot start with this character.", "Put it in quotes.", "");
    }
    if (said.contains("tag") || said.contains("anchor") || said.contains("alias")) {
      return words(
          "`!`, `&` and `*` have a meaning of their own here.", "Put the value in quotes.", "");
    }
    return words("This is not valid YAML from here on.", "Put the value in quotes.", "");
  }

  private static String[] words(String message, String help, String mark) {
    return new String[] {message, help, mark};
  }

  private static Problem syntax(SourceText source, int offset, String message, String help) {
    return new Problem(Problem.Kind.SYNTAX, source.at(offset), message, help);
  }
}

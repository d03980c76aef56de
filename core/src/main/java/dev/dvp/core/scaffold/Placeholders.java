package dev.dvp.core.scaffold;

import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills placeholders in: {@code {{id}}} with a text, and lines between {@code {{#unix}}} (or {@code
 * {{^unix}}}) and {@code {{/unix}}}, each on a line of its own, only where that holds (or does
 * not). A template may come from anywhere, so nothing but these names can be asked for.
 */
final class Placeholders {
  private static final Pattern SECTION = Pattern.compile("\\{\\{([#^/])(\\w+)}}");
  private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w*)}}|\\{\\{");

  private record Section(String name, boolean isKept, int line) {}

  private final Path file;
  private final Map<String, Object> values;
  private final Deque<Section> open = new ArrayDeque<>();
  private final StringBuilder filled = new StringBuilder();

  private Placeholders(Path file, Map<String, Object> values) {
    this.file = file;
    this.values = values;
  }

  /**
   * Fills a text in.
   *
   * @param file where it is from, for messages
   * @param text the text
   * @param values what the placeholders stand for: texts and booleans
   * @throws DvpException when it holds others
   */
  static String fill(Path file, String text, Map<String, Object> values) {
    return new Placeholders(file, values).fill(text);
  }

  private String fill(String text) {
    int number = 0;
    for (String line : text.split("(?<=\n)", -1)) {
      number++;
      Matcher section = SECTION.matcher(line.strip());
      if (section.matches()) {
        section(section.group(1), section.group(2), number);
      } else {
        String all = values(line, number);
        if (open.stream().allMatch(Section::isKept)) {
          filled.append(all);
        }
      }
    }
    if (!open.isEmpty()) {
      Section last = open.peek();
      throw broken(
          last.line(),
          1,
          "The section `" + last.name() + "` has no end.",
          "Write `{{/" + last.name() + "}}` on a line of its own behind it.");
    }
    return filled.toString();
  }

  private void section(String mark, String name, int line) {
    if (mark.equals("/")) {
      if (open.isEmpty() || !open.pop().name().equals(name)) {
        throw broken(line, 1, "No section `" + Shown.plain(name) + "` is open here.", "");
      }
    } else if (values.get(name) instanceof Boolean holds) {
      open.push(new Section(name, holds == mark.equals("#"), line));
    } else {
      throw unknown(name, line, 1);
    }
  }

  private String values(String line, int number) {
    Matcher matcher = VALUE.matcher(line);
    StringBuilder all = new StringBuilder();
    while (matcher.find()) {
      if (matcher.group(1) != null && values.get(matcher.group(1)) instanceof String value) {
        matcher.appendReplacement(all, Matcher.quoteReplacement(value));
      } else {
        String name = matcher.group(1) == null ? "" : matcher.group(1);
        throw unknown(name, number, matcher.start() + 1);
      }
    }
    return matcher.appendTail(all).toString();
  }

  private DvpException unknown(String name, int line, int column) {
    String hint = DidYouMean.hint(name, values.keySet());
    return broken(
        line,
        column,
        name.isEmpty()
            ? "`{{` begins no placeholder here."
            : "There is no placeholder `" + Shown.plain(name) + "` for this place.",
        hint.isEmpty()
            ? "Texts: `"
                + String.join("`, `", names(String.class))
                + "`; sections on lines of their own: `"
                + String.join("`, `", names(Boolean.class))
                + "`."
            : hint);
  }

  private List<String> names(Class<?> type) {
    return values.keySet().stream()
        .filter(key -> type.isInstance(values.get(key)))
        .sorted()
        .toList();
  }

  private DvpException broken(int line, int column, String message, String help) {
    return new DvpException(
        TemplateRule.BROKEN.at(new Location(file, line, column), message, help));
  }
}

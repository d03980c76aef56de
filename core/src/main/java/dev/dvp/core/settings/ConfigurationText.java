package dev.dvp.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code ~/.dvp/config}, changed line by line: what is not meant stays to the byte. */
final class ConfigurationText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line as the reader takes it, and what ends it: nothing at the end of the file. */
  private static final Pattern LINE = Pattern.compile("([^\\r\\n]*)(\\r\\n|\\n|\\r|\\z)");

  private final String mark;
  private final String usualEnd;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String text, String end) {
    boolean isHeader() {
      return text.strip().startsWith("[");
    }

    boolean isComment() {
      return text.strip().startsWith("#") || text.strip().startsWith(";");
    }

    /** The section's name; nothing when the line is no header. */
    String section() {
      String header = text.strip();
      int close = header.indexOf(']');
      return isHeader() && close >= 0 ? header.substring(1, close).strip() : "";
    }

    /** The key as the table has it; nothing when the line is no setting. */
    String key() {
      int sign = sign();
      return sign < 0 || isComment() || isHeader()
          ? ""
          : Configuration.key(text.substring(0, sign));
    }

    int sign() {
      int equals = text.indexOf('=');
      int colon = text.indexOf(':');
      return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    String indent() {
      return text.substring(0, text.length() - text.stripLeading().length());
    }
  }

  /**
   * A text to be changed.
   *
   * @param text what the file holds, with or without a byte-order mark
   */
  ConfigurationText(String text) {
    mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    Matcher matcher = LINE.matcher(text.substring(mark.length()));
    while (matcher.find() && !matcher.group().isEmpty()) {
      lines.add(new Line(matcher.group(1), matcher.group(2)));
    }
    usualEnd = lines.isEmpty() || lines.get(0).end().isEmpty() ? "\n" : lines.get(0).end();
  }

  /** Sets a setting, in the place where it stands or at the end of its section. */
  void set(String section, String key, String value) {
    int place = -1;
    int last = -1;
    boolean isInside = false;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      isInside = line.isHeader() ? line.section().equals(section) : isInside;
      if (isInside && key.equals(line.key())) {
        place = i; // Of several the last one holds.
      }
      if (isInside && (line.isHeader() || !line.key().isEmpty())) {
        last = i;
      }
    }
    if (place >= 0) {
      Line line = lines.get(place);
      String before = line.text().substring(0, line.sign() + 1);
      lines.set(place, new Line(before + " " + value, line.end()));
    } else if (last >= 0) {
      // Behind the last setting: a comment further below may belong to the next section. As far
      // indented as what stands above, or the reader would take it for the rest of that.
      add(last + 1, lines.get(last).indent() + key + " = " + value);
    } else {
      if (!lines.isEmpty() && !lines.get(lines.size() - 1).text().isBlank()) {
        add(lines.size(), "");
      }
      add(lines.size(), "[" + section + "]");
      add(lines.size(), key + " = " + value);
    }
    endLine(lines.size() - 1);
  }

  /**
   * Takes a setting away, wherever its section holds it, and the section with it when nothing is
   * left there; comments stay.
   *
   * @return whether there was one
   */
  boolean unset(String section, String key) {
    boolean isInside = false;
    boolean isFound = false;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      isInside = line.isHeader() ? line.section().equals(section) : isInside;
      if (isInside && key.equals(line.key())) {
        lines.remove(i--);
        isFound = true;
      }
    }
    if (isFound) {
      removeIfEmpty(section);
    }
    return isFound;
  }

  private void removeIfEmpty(String section) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (!lines.get(i).isHeader() || !lines.get(i).section().equals(section)) {
        continue;
      }
      int next = endOfSection(i);
      boolean isEmpty = lines.subList(i + 1, next).stream().allMatch(one -> one.text().isBlank());
      if (isEmpty) {
        lines.subList(i, next).clear();
        boolean isLast = i == lines.size();
        while (isLast && i > 0 && lines.get(i - 1).text().isBlank()) {
          lines.remove(--i);
        }
      }
    }
  }

  /** Where what belongs to a section ends: above the comment that stands on the next header. */
  private int endOfSection(int header) {
    int next = header + 1;
    while (next < lines.size() && !lines.get(next).isHeader()) {
      next++;
    }
    int end = next;
    while (next < lines.size() && end > header + 1 && lines.get(end - 1).isComment()) {
      end--;
    }
    // A comment that hangs on both belongs to the section that it stands in.
    return end > header + 1 && lines.get(end - 1).text().isBlank() ? end : next;
  }

  private void add(int index, String text) {
    if (index > 0) {
      endLine(index - 1);
    }
    lines.add(index, new Line(text, usualEnd));
  }

  private void endLine(int index) {
    Line line = lines.get(index);
    if (line.end().isEmpty()) {
      lines.set(index, new Line(line.text(), usualEnd));
    }
  }

  /** The whole text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(mark);
    lines.forEach(line -> text.append(line.text()).append(line.end()));
    return text.toString();
  }
}

package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The INI grammar of {@link ConfigurationReader}, line by line; goes on behind each error so that
 * all are found at once. No message quotes more of a line than a section's name or a key, since the
 * rest may be a password.
 */
final class IniParser {
  private final Path file;
  private final Diagnostics diagnostics;
  private final Map<String, OpenSection> sections = new LinkedHashMap<>();
  private State state = State.BEFORE_FIRST_SECTION;
  private OpenSection current = new OpenSection("", Location.NONE);
  private int keyIndent;
  private boolean afterKey;
  private int lineNumber;

  private enum State {
    BEFORE_FIRST_SECTION,
    IN_SECTION,
    /** Behind a broken header: its settings are dropped, the header alone is reported. */
    IN_BROKEN_SECTION
  }

  private record OpenSection(
      String name, Location location, Map<String, Configuration.Entry> entries) {
    OpenSection(String name, Location location) {
      this(name, location, new LinkedHashMap<>());
    }
  }

  /**
   * A parser for one file.
   *
   * @param file the file, for locations
   * @param diagnostics takes the findings
   */
  IniParser(Path file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /**
   * Reads the text; call it once.
   *
   * @param text the file's text without a byte-order mark
   * @return all that is well-formed
   */
  Configuration parse(String text) {
    text.lines().forEach(this::line);
    List<Configuration.Section> found = new ArrayList<>();
    for (OpenSection section : sections.values()) {
      found.add(new Configuration.Section(section.name(), section.location(), section.entries()));
    }
    return new Configuration(found);
  }

  private void line(String line) {
    lineNumber++;
    int start = 0;
    while (start < line.length() && isBlank(line.charAt(start))) {
      start++;
    }
    if (start == line.length() || line.charAt(start) == '#' || line.charAt(start) == ';') {
      return;
    }
    for (int i = start; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i)) && line.charAt(i) != '\t') {
        error(line, i, "This line holds a control character.", "Write the line anew.");
        return;
      }
    }
    if (line.charAt(start) == '[') {
      header(line, start);
    } else {
      setting(line, start);
    }
  }

  private void header(String line, int start) {
    afterKey = false;
    state = State.IN_BROKEN_SECTION;
    int close = line.indexOf(']', start);
    if (close < 0) {
      error(line, start, "This section's name is not closed.", "End the name with `]`.");
      return;
    }
    String name = line.substring(start + 1, close).strip();
    if (name.isEmpty()) {
      error(line, start, "This section has no name.", "Write for example `[default]`.");
      return;
    }
    int rest = close + 1;
    while (rest < line.length() && isBlank(line.charAt(rest))) {
      rest++;
    }
    if (rest < line.length() && line.charAt(rest) != '#' && line.charAt(rest) != ';') {
      error(line, rest, "Something follows the section's name.", "Start a new line behind `]`.");
      return;
    }
    state = State.IN_SECTION;
    current = sections.computeIfAbsent(name, n -> new OpenSection(n, at(line, start)));
  }

  private void setting(String line, int start) {
    if (afterKey && start > keyIndent) {
      error(
          line,
          start,
          "This line is indented deeper than the setting above it, as if it went on with its"
              + " value; a value is one line.",
          "Indent the settings of a section alike.");
      return;
    }
    int sign = start;
    while (sign < line.length() && line.charAt(sign) != '=' && line.charAt(sign) != ':') {
      sign++;
    }
    if (sign == line.length()) {
      error(
          line,
          start,
          "This line is neither a section, nor a setting, nor a comment.",
          "Write `[section]`, `key = value`, or start the line with `#`.");
      return;
    }
    String key = Configuration.key(line.substring(start, sign));
    if (key.isEmpty()) {
      error(line, start, "This setting has no name.", "Write the name before the sign.");
      return;
    }
    afterKey = true;
    keyIndent = start;
    store(line, start, key, sign + 1);
  }

  private void store(String line, int keyStart, String key, int afterSign) {
    if (state == State.BEFORE_FIRST_SECTION) {
      error(
          line,
          keyStart,
          "This setting stands before the first section and belongs to none.",
          "Write the line `[" + Configuration.DEFAULT_SECTION + "]` above it.");
      state = State.IN_BROKEN_SECTION; // One finding is enough for all lines up to a section.
    }
    if (state == State.IN_BROKEN_SECTION) {
      return;
    }
    String value = line.substring(afterSign).strip();
    int valueStart = value.isEmpty() ? afterSign : line.indexOf(value, afterSign);
    Configuration.Entry entry = new Configuration.Entry(Secret.of(value), at(line, valueStart));
    Configuration.Entry earlier = current.entries().put(key, entry);
    if (earlier != null) {
      diagnostics.add(
          SettingsRule.DUPLICATE_SETTING.at(
              at(line, keyStart),
              "This setting is already set in line "
                  + earlier.location().line()
                  + "; the later one holds.",
              "Remove one of the two."));
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void error(String line, int index, String message, String help) {
    diagnostics.add(SettingsRule.CONFIGURATION_SYNTAX.at(at(line, index), message, help));
  }

  private Location at(String line, int index) {
    return new Location(file, lineNumber, line.codePointCount(0, index) + 1);
  }
}

package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.OwnerOnly;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes settings in {@code ~/.dvp/config}, and nothing else there: comments and order stay. What
 * is written can be read by its owner alone, and appears whole or not at all.
 */
public final class ConfigurationWriter {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;

  /**
   * A writer for one user.
   *
   * @param home the user's home folder
   */
  public ConfigurationWriter(Path home) {
    this.file = home.resolve(".dvp").resolve("config");
  }

  /**
   * Sets a setting, in the place where it stands or at the end of its section.
   *
   * @param section the section's name, made when it is not there
   * @param key the setting's key
   * @param value the value, on one line and without blanks around it
   * @throws DvpException when the file cannot be read or written
   */
  public void set(String section, String key, Secret value) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      write(changed(text, section, key, new String(value.reveal())));
    } catch (IOException e) {
      throw new DvpException(
          SettingsRule.CONFIGURATION_NOT_WRITTEN.at(
              Location.of(file),
              "`" + ConfigurationReader.DISPLAY_NAME + "` cannot be written" + Reasons.of(e) + ".",
              "Make its folder one that you can write to, or edit it by hand."),
          e);
    }
  }

  private static String changed(String text, String section, String key, String value) {
    String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(text.substring(mark.length()).lines().toList());
    change(lines, section, key, value);
    return mark + String.join(lineEnd, lines) + lineEnd;
  }

  private static void change(List<String> lines, String section, String key, String value) {
    int place = -1;
    int last = -1;
    boolean isInside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean isHeader = line.startsWith("[");
      if (isHeader) {
        isInside = nameOf(line).equals(section);
      } else if (isInside && key.equals(keyOf(line))) {
        place = i; // Of several the last one holds.
      }
      if (isInside && (isHeader || !keyOf(line).isEmpty())) {
        last = i;
      }
    }
    if (place >= 0) {
      String line = lines.get(place);
      lines.set(place, line.substring(0, signOf(line) + 1) + " " + value);
    } else if (last >= 0) {
      // Behind the last setting: a comment further below may belong to the next section. As far
      // indented as what stands above, or the reader would take it for the rest of that.
      lines.add(last + 1, indentOf(lines.get(last)) + key + " = " + value);
    } else {
      if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
        lines.add("");
      }
      lines.add("[" + section + "]");
      lines.add(key + " = " + value);
    }
  }

  private static String nameOf(String header) {
    int close = header.indexOf(']');
    return close < 0 ? "" : header.substring(1, close).strip();
  }

  /** The key of a line without blanks around it; nothing when it is no setting. */
  private static String keyOf(String line) {
    int sign = signOf(line);
    return sign < 0 || line.startsWith("#") || line.startsWith(";")
        ? ""
        : IniParser.key(line.substring(0, sign));
  }

  private static int signOf(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }

  private static String indentOf(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  private void write(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // A link leads to where the user keeps the file, such as a repository of settings.
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path temporary = target.resolveSibling(TemporaryNames.next());
    try {
      Files.createFile(temporary, OwnerOnly.file(temporary));
      Files.writeString(temporary, text);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}

package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Changes settings in {@code ~/.dvp/config}, and nothing else there: comments and order stay. What
 * is written can be read by its owner alone, and appears whole or not at all.
 */
public final class ConfigurationWriter {
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
      List<String> lines =
          Files.exists(file)
              ? new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8))
              : new ArrayList<>();
      change(lines, section, key, key + " = " + new String(value.reveal()));
      write(String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new DvpException(
          SettingsRule.CONFIGURATION_NOT_WRITTEN.at(
              Location.of(file),
              "`" + ConfigurationReader.DISPLAY_NAME + "` cannot be written" + Reasons.of(e) + ".",
              "Make its folder one that you can write to, or edit it by hand."),
          e);
    }
  }

  private static void change(List<String> lines, String section, String key, String line) {
    int end = -1;
    boolean isInside = false;
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.startsWith("[")) {
        isInside = text.startsWith("[" + section + "]");
      }
      if (isInside && key.equals(keyOf(text))) {
        lines.set(i, line);
        return;
      }
      if (isInside && !text.isEmpty()) {
        end = i + 1;
      }
    }
    if (end >= 0) {
      lines.add(end, line);
      return;
    }
    if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
      lines.add("");
    }
    lines.add("[" + section + "]");
    lines.add(line);
  }

  private static String keyOf(String line) {
    if (line.startsWith("#") || line.startsWith(";")) {
      return "";
    }
    return line.split("[=:]", 2)[0].strip().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void write(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // A link leads to where the user keeps the file, such as a repository of settings.
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path temporary = target.resolveSibling(TemporaryNames.next());
    try {
      Files.createFile(temporary, forOwnerOnly());
      Files.writeString(temporary, text);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(temporary);
      }
    }
  }

  private static FileAttribute<?>[] forOwnerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}

package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code ~/.dvp/config}: an INI file in UTF-8, with or without a byte-order mark, with any
 * line ends. Sections are {@code [name]}, settings {@code key = value} or {@code key: value}, and a
 * line that starts with {@code #} or {@code ;} is a comment; a value is taken as it stands, percent
 * signs and quotes included, so that any password can be written. Findings never quote a value.
 */
public final class ConfigurationReader {
  /** What messages call the file. */
  public static final String DISPLAY_NAME = "~/.dvp/config";

  private static final int LARGEST = 1 << 20;

  private final Path file;

  /**
   * A reader for one user.
   *
   * @param home the user's home folder
   */
  public ConfigurationReader(Path home) {
    this.file = home.resolve(".dvp").resolve("config");
  }

  /**
   * Reads the file.
   *
   * @param diagnostics takes the findings: errors of syntax, with line and column, and warnings
   * @return what could be read; empty when there is no file
   */
  public Configuration read(Diagnostics diagnostics) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Configuration.empty();
    }
    Optional<String> text = text(diagnostics);
    if (text.isEmpty()) {
      return Configuration.empty();
    }
    Configuration configuration = new IniParser(file, diagnostics).parse(text.get());
    warnOfUnknown(configuration, diagnostics);
    warnWhenExposed(configuration, diagnostics);
    return configuration;
  }

  private Optional<String> text(Diagnostics diagnostics) {
    if (!Files.isRegularFile(file)) {
      return unreadable(diagnostics, Location.of(file), "it is not a regular file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (AccessDeniedException e) {
      return unreadable(
          diagnostics,
          Location.of(file),
          "it may not be read by you",
          "Make it yours, and readable for you alone: `chmod 600`.");
    } catch (IOException e) {
      return unreadable(
          diagnostics, Location.of(file), "the disk fails" + Reasons.of(e), "Look at the disk.");
    }
    if (bytes.length > LARGEST) {
      return unreadable(diagnostics, Location.of(file), "it is larger than 1 MiB");
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer characters = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), characters, true);
    String text = characters.flip().toString();
    if (result.isError()) {
      return unreadable(diagnostics, endOf(text), "it is not UTF-8 text from here on");
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Optional<String> unreadable(Diagnostics diagnostics, Location where, String why) {
    return unreadable(
        diagnostics,
        where,
        why,
        "Write it anew as UTF-8 text that starts with the line `[default]`, or remove it.");
  }

  private static Optional<String> unreadable(
      Diagnostics diagnostics, Location where, String why, String help) {
    diagnostics.add(
        SettingsRule.CONFIGURATION_UNREADABLE.at(
            where, "`" + DISPLAY_NAME + "` cannot be read: " + why + ".", help));
    return Optional.empty();
  }

  private Location endOf(String text) {
    int lines = 1;
    int lineStart = text.startsWith("\uFEFF") ? 1 : 0;
    for (int i = lineStart; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        lines++;
        lineStart = i + 1;
      }
    }
    return new Location(file, lines, text.codePointCount(lineStart, text.length()) + 1);
  }

  private static void warnOfUnknown(Configuration configuration, Diagnostics diagnostics) {
    String standard = Configuration.DEFAULT_SECTION;
    for (Configuration.Section section : configuration.sections()) {
      String name = section.name();
      boolean isGroup = name.startsWith(Configuration.GROUP_PREFIX);
      List<String> known = isGroup ? List.of(Configuration.GROUP_KEY) : Setting.keys();
      section.entries().forEach((key, entry) -> checkKey(key, entry, known, diagnostics));
      if (!isGroup
          && configuration.section(standard).isEmpty()
          && !name.equals(standard)
          && DidYouMean.nearest(name, Set.of(standard)).isPresent()) {
        diagnostics.add(
            SettingsRule.UNKNOWN_SETTING.at(
                section.location(),
                "The section `[" + name + "]` holds only where it is asked for by its name.",
                "Did you mean `[" + standard + "]`?"));
      }
    }
  }

  private static void checkKey(
      String key, Configuration.Entry entry, List<String> known, Diagnostics diagnostics) {
    if (known.contains(key)) {
      return;
    }
    // A line such as `pass:word` may be half a password: only what looks like a name is quoted.
    boolean nameLike =
        key.length() <= 40 && key.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'));
    String hint = DidYouMean.hint(key, known);
    Location place = new Location(entry.location().file(), entry.location().line(), 1);
    diagnostics.add(
        SettingsRule.UNKNOWN_SETTING.at(
            place,
            (nameLike ? "The setting `" + key + "`" : "The setting in this line")
                + " is not known and has no effect.",
            hint.isEmpty() ? "The settings are `" + String.join("`, `", known) + "`." : hint));
  }

  private void warnWhenExposed(Configuration configuration, Diagnostics diagnostics) {
    Set<PosixFilePermission> permissions = permissions();
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      diagnostics.add(
          SettingsRule.CONFIGURATION_EXPOSED.at(
              Location.of(file),
              "Other users of this machine can write to `"
                  + DISPLAY_NAME
                  + "`, and what is written there is run as a command, by you.",
              "Look through the file, then run `chmod 600 " + DISPLAY_NAME + "`."));
      return;
    }
    Optional<Configuration.Entry> secret = firstSecret(configuration);
    boolean othersCanRead =
        permissions.contains(PosixFilePermission.GROUP_READ)
            || permissions.contains(PosixFilePermission.OTHERS_READ);
    if (secret.isEmpty() || !othersCanRead) {
      return;
    }
    diagnostics.add(
        SettingsRule.CONFIGURATION_EXPOSED.at(
            secret.get().location(),
            "Other users of this machine can read `" + DISPLAY_NAME + "`, which holds a password.",
            "Run `chmod 600 " + DISPLAY_NAME + "`."));
  }

  private static Optional<Configuration.Entry> firstSecret(Configuration configuration) {
    for (Configuration.Section section : configuration.sections()) {
      for (Setting setting : Setting.values()) {
        Optional<Configuration.Entry> entry = section.entry(setting.key());
        if (entry.isPresent() && holdsPassword(setting, entry.get().value())) {
          return entry;
        }
      }
    }
    return Optional.empty();
  }

  /** An address is a secret for the sake of the password that may stand in it. */
  private static boolean holdsPassword(Setting setting, Secret value) {
    boolean mayBeWithout = setting == Setting.INDEX_URL;
    return setting.isSecret()
        && !value.isEmpty()
        && (!mayBeWithout || new String(value.reveal()).indexOf('@') >= 0);
  }

  private Set<PosixFilePermission> permissions() {
    // Windows has no such view; its home folders are closed to others by inheritance.
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Set.of();
    }
    try {
      return view.readAttributes().permissions();
    } catch (IOException e) {
      return Set.of(); // It was read a moment ago: gone now, and with it what could be exposed.
    }
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.core.settings.Origin;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a setting's path leads. What somebody typed just now, or set in the environment, is meant
 * from the working folder. A line of {@code ~/.dvp/config} holds in every folder, so it is meant
 * from the folder of that file; {@code ~/} is the home folder there, where no shell has seen to it.
 */
final class SettingPath {
  private static final String HOME = "~/";
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private SettingPath() {}

  /** The one path of a setting. */
  static Path of(Invocation call, SettingValue value) {
    return of(call, value.text(), value.origin());
  }

  /** The paths of a setting that may have several. */
  static List<Path> all(Invocation call, SettingValue value) {
    return parts(value.text()).stream().map(part -> of(call, part, value.origin())).toList();
  }

  private static Path of(Invocation call, String text, Origin origin) {
    Path fromHere = call.host().resolve(text);
    if (!(origin instanceof Origin.ConfigurationFile)) {
      return fromHere;
    }
    return text.startsWith(HOME)
        ? call.host().home().resolve(text.substring(HOME.length())).normalize()
        : call.host().dvpHome().resolve(text).normalize();
  }

  private static List<String> parts(String text) {
    return Arrays.stream(SEPARATOR.split(text)).filter(part -> !part.isEmpty()).toList();
  }

  /**
   * A value as it is to be written to the file: the user means its paths from the working folder,
   * which no later command knows.
   *
   * @return the same value when nothing in it depends on that
   */
  static Secret toWrite(Invocation call, Setting setting, Secret value) {
    String text = new String(value.reveal());
    return switch (setting) {
      case CA_FILE -> Secret.of(absolute(call, text));
      case WHEELHOUSE ->
          Secret.of(
              parts(text).stream()
                  .map(part -> absolute(call, part))
                  .collect(Collectors.joining(File.pathSeparator)));
      default -> value;
    };
  }

  private static String absolute(Invocation call, String text) {
    return text.startsWith(HOME) ? text : call.host().resolve(text).toString();
  }
}

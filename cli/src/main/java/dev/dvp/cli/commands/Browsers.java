package dev.dvp.cli.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens files in the user's browser, where there is one and a screen. */
final class Browsers {
  private static final Pattern SEPARATOR =
      Pattern.compile(Pattern.quote(java.io.File.pathSeparator));

  private final Map<String, String> environment;
  private final String system;

  Browsers(Map<String, String> environment) {
    this(environment, System.getProperty("os.name", ""));
  }

  /** The same on a system of a name. */
  Browsers(Map<String, String> environment, String system) {
    this.environment = Map.copyOf(environment);
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** Whether there is a screen, and a program that knows the browser. */
  boolean isThere() {
    return opener().isPresent();
  }

  /** The program, with what comes before the file. */
  Optional<List<String>> opener() {
    if (system.startsWith("mac")) {
      return Optional.of(List.of("/usr/bin/open"));
    }
    if (system.startsWith("windows")) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
    }
    boolean hasScreen =
        Stream.of("DISPLAY", "WAYLAND_DISPLAY")
            .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
    return hasScreen ? onPath("xdg-open").map(List::of) : Optional.empty();
  }

  private Optional<String> onPath(String program) {
    return SEPARATOR
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /**
   * Starts the program, which goes on by itself.
   *
   * @return whether it could be started
   */
  boolean open(Path file) {
    List<String> command =
        Stream.concat(opener().orElse(List.of()).stream(), Stream.of(file.toUri().toString()))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      builder.start().getOutputStream().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

package dev.dvp.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks at the terminal that the process was started from. */
final class ConsolePrompt implements Prompt {
  @Override
  public Optional<char[]> password(String question) {
    Console console = console();
    return console == null
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s", question));
  }

  @Override
  public boolean confirm(String question, boolean isYesByDefault) {
    Console console = console();
    String choices = isYesByDefault ? "[Y/n]" : "[y/N]";
    String answer = console == null ? null : console.readLine("%s %s ", question, choices);
    if (answer == null) {
      return false;
    }
    return answer.isBlank()
        ? isYesByDefault
        : answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** Null before Java 22 when there is no terminal; callers look at {@link Host#terminal} first. */
  @SuppressWarnings("SystemConsoleNull") // Java 17 is the baseline, and there it is null
  private static @Nullable Console console() {
    return System.console();
  }
}

package dev.dvp.cli;

import dev.dvp.cli.report.ReportFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be told of a command line without parsing it: how to complain must be known even when it
 * is wrong.
 *
 * @param words the command line
 */
record RawArguments(List<String> words) {
  /** Copies the words. */
  RawArguments {
    words = List.copyOf(words);
  }

  /**
   * The command: the first word that is neither an option nor an option's value.
   *
   * @return what the user typed, if there is such a word
   */
  Optional<String> command() {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--color")) {
        i++;
      } else if (!words.get(i).startsWith("-")) {
        return Optional.of(words.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * The format that was asked for, if it is one that a machine reads.
   *
   * @return any format but text
   */
  Optional<ReportFormat> machineFormat() {
    return value("--format")
        .filter(ReportFormat.WORDS::contains)
        .map(ReportFormat::of)
        .filter(format -> format != ReportFormat.TEXT);
  }

  /**
   * When to use colours, as far as that was said rightly.
   *
   * @return auto, always or never
   */
  String colour() {
    return value("--color")
        .filter(when -> when.equals("always") || when.equals("never"))
        .orElse("auto");
  }

  /**
   * Tells whether the user wants to see where an error came from.
   *
   * @return whether {@code --stacktrace} is there
   */
  boolean stacktrace() {
    return words.contains("--stacktrace");
  }

  private Optional<String> value(String option) {
    Optional<String> value = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(option + "=")) {
        value = Optional.of(words.get(i).substring(option.length() + 1));
      } else if (words.get(i).equals(option) && i + 1 < words.size()) {
        value = Optional.of(words.get(i + 1));
      }
    }
    return value.map(word -> word.toLowerCase(Locale.ROOT));
  }
}

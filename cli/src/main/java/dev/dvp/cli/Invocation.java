package dev.dvp.cli;

import dev.dvp.cli.report.Style;
import dev.dvp.core.diagnostics.DidYouMean;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** One call of a command: what the user wrote, and the world around it. */
public final class Invocation {
  private final Host host;
  private final ParseResult parsed;
  private final int verbosity;
  private final Style outStyle;
  private final Style errStyle;

  Invocation(Host host, ParseResult parsed, int verbosity, Style outStyle, Style errStyle) {
    this.host = host;
    this.parsed = parsed;
    this.verbosity = verbosity;
    this.outStyle = outStyle;
    this.errStyle = errStyle;
  }

  /**
   * The world around the command.
   *
   * @return streams, folders, environment
   */
  public Host host() {
    return host;
  }

  /**
   * Where results go.
   *
   * @return standard output
   */
  public PrintStream out() {
    return host.out();
  }

  /**
   * How results look.
   *
   * @return the style of standard output
   */
  public Style outStyle() {
    return outStyle;
  }

  /**
   * How messages look.
   *
   * @return the style of standard error
   */
  public Style errStyle() {
    return errStyle;
  }

  /**
   * How much to say: 0 normally, up to 3 with {@code -v}, down to -3 with {@code -q}.
   *
   * @return the verbosity
   */
  public int verbosity() {
    return verbosity;
  }

  /**
   * Says something that is no result, unless the user wants quiet.
   *
   * @param line one line, on standard error
   */
  public void say(String line) {
    if (verbosity >= 0) {
      host.err().println(line);
    }
  }

  /**
   * Prints what tells no more than that all goes well, unless the user wants quiet.
   *
   * @param line one line, on standard output
   */
  public void confirm(String line) {
    if (verbosity >= 0) {
      host.out().println(line);
    }
  }

  /**
   * Says something for those who asked for more.
   *
   * @param line one line, on standard error
   */
  public void detail(String line) {
    if (verbosity > 0) {
      host.err().println(outStyle.equals(errStyle) ? line : errStyle.faint(line));
    }
  }

  /**
   * Warns, unless the user wants silence.
   *
   * @param message a whole sentence
   */
  public void warn(String message) {
    if (verbosity > -2) {
      host.err().println(errStyle.warning("warning") + ": " + message);
    }
  }

  /**
   * Tells whether an option without a value was given.
   *
   * @param name one of its names
   * @return whether it was given
   */
  public boolean flag(String name) {
    return parsed.hasMatchedOption(name);
  }

  /**
   * The value of an option.
   *
   * @param name one of its names
   * @return the value, if the option was given
   */
  public Optional<String> value(String name) {
    return Optional.ofNullable(parsed.<String>matchedOptionValue(name, null));
  }

  /**
   * The values of an option that may be repeated.
   *
   * @param name one of its names
   * @return all values, in order
   */
  public List<String> values(String name) {
    return parsed.matchedOptionValue(name, List.<String>of());
  }

  /**
   * A path among the options.
   *
   * @param name one of the option's names
   * @param otherwise what it is when the option was not given
   * @return an absolute path
   */
  public Path path(String name, String otherwise) {
    return host.resolve(value(name).orElse(otherwise));
  }

  /**
   * A whole number among the options.
   *
   * @param name one of the option's names
   * @param otherwise what it is when the option was not given
   * @param least the lowest allowed
   * @param most the highest allowed
   * @return the number
   * @throws UsageException when the value is none or out of bounds
   */
  public int number(String name, int otherwise, int least, int most) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of bounds
    }
    throw new UsageException(
        "`"
            + name
            + "` takes a whole number from "
            + least
            + " to "
            + most
            + ", not `"
            + text.get()
            + "`.",
        "");
  }

  /**
   * A choice among the options; case does not matter.
   *
   * @param name one of the option's names
   * @param otherwise the choice when the option was not given
   * @param choices what is allowed
   * @return one of the choices
   * @throws UsageException when the value is none of them
   */
  public String choice(String name, String otherwise, List<String> choices) {
    Optional<String> text = value(name);
    return text.map(t -> choose(name, t, choices)).orElse(otherwise);
  }

  static String choose(String name, String text, List<String> choices) {
    for (String choice : choices) {
      if (choice.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    throw new UsageException(
        "`" + name + "` takes one of " + String.join(", ", choices) + ", not `" + text + "`.",
        DidYouMean.hint(text, choices));
  }

  /**
   * A parameter that is no option.
   *
   * @param index which, from 0
   * @return its value, if it was given
   */
  public Optional<String> parameter(int index) {
    return parsed.hasMatchedPositional(index)
        ? Optional.ofNullable(parsed.<String>matchedPositionalValue(index, null))
        : Optional.empty();
  }

  /**
   * The words of a parameter that takes any number of them.
   *
   * @return all, in order
   */
  public List<String> parameters() {
    return parsed.matchedPositionalValue(0, List.<String>of());
  }
}

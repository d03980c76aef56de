package dev.dvp.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes options by code: picocli's annotations would cost their reading by reflection at every
 * start. Values stay text; {@link Invocation} converts what is asked for.
 */
public final class Options {
  private Options() {}

  /**
   * An option with a value.
   *
   * @param label what the value is, for example {@code FILE}
   * @param description what it means
   * @param names for example {@code -c} and {@code --plugin-config}
   * @return the option, to be refined
   */
  public static OptionSpec.Builder value(String label, String description, String... names) {
    return OptionSpec.builder(names[0], rest(names))
        .type(String.class)
        .paramLabel(label)
        .description(escape(description));
  }

  /**
   * An option without a value.
   *
   * @param description what it means
   * @param names its names
   * @return the option, to be refined
   */
  public static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names[0], rest(names))
        .type(boolean.class)
        .arity("0")
        .description(escape(description));
  }

  /**
   * An option that may be given several times.
   *
   * @param label what one value is
   * @param description what it means
   * @param names its names
   * @return the option, to be refined
   */
  public static OptionSpec.Builder list(String label, String description, String... names) {
    return OptionSpec.builder(names[0], rest(names))
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(escape(description));
  }

  /** Adds the options that every command has. */
  static void addCommon(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-v", "--verbose")
            .type(boolean[].class)
            .arity("0")
            .description("Say more; up to three times.")
            .build());
    spec.addOption(
        OptionSpec.builder("-q", "--quiet")
            .type(boolean[].class)
            .arity("0")
            .description("Say less; up to three times.")
            .build());
    spec.addOption(
        value("WHEN", "Colour: auto (default), always or never.", "--color")
            .completionCandidates(List.of("auto", "always", "never"))
            .build());
    spec.addOption(flag("Show where an error came from.", "--stacktrace").build());
    spec.addOption(flag("Show this help.", "-h", "--help").usageHelp(true).build());
  }

  /** picocli formats descriptions: a percent sign is to be shown as it is. */
  private static String escape(String description) {
    return description.replace("%", "%%");
  }

  private static String[] rest(String[] names) {
    return java.util.Arrays.copyOfRange(names, 1, names.length);
  }
}

package dev.dvp.cli.completion;

import dev.dvp.cli.CommandModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where on the command line the cursor stands: what the words before it have said. */
final class Place {
  private CommandSpec command = CommandModel.root();
  private final Map<String, String> values = new HashMap<>();
  private final Set<OptionSpec> used = new HashSet<>();
  private final List<String> parameters = new ArrayList<>();
  private @Nullable OptionSpec pending;
  private boolean onlyParameters;

  private Place() {}

  /** Reads the words before the cursor; what makes no sense in them is passed over. */
  static Place after(List<String> words) {
    Place place = new Place();
    words.forEach(place::take);
    return place;
  }

  private void take(String word) {
    if (pending != null) {
      use(pending, word);
      pending = null;
    } else if (!onlyParameters && word.equals("--")) {
      onlyParameters = true;
    } else if (isOption(word)) {
      takeOption(word);
    } else {
      Optional<CommandSpec> below = parameters.isEmpty() ? below(word) : Optional.empty();
      below.ifPresentOrElse(spec -> command = spec, () -> parameters.add(word));
    }
  }

  private Optional<CommandSpec> below(String word) {
    return isRoot() ? CommandModel.find(word) : CommandModel.below(command, word);
  }

  private void takeOption(String word) {
    Optional<Attached> attached = attached(word);
    if (attached.isPresent()) {
      use(attached.get().option(), attached.get().value());
      return;
    }
    List<String> names = new ArrayList<>();
    if (word.startsWith("--")) {
      names.add(word);
    } else {
      word.chars().skip(1).forEach(letter -> names.add("-" + (char) letter));
    }
    for (String name : names) {
      option(name)
          .ifPresent(
              option -> {
                used.add(option);
                pending = takesValue(option) ? option : pending;
              });
    }
  }

  private void use(OptionSpec option, String value) {
    used.add(option);
    values.put(option.longestName(), value);
  }

  /**
   * An option and its value in one word.
   *
   * @param before the part of the word that is the option, with the equals sign
   */
  record Attached(OptionSpec option, String before, String value) {}

  /** Takes {@code --name=value}, {@code -nvalue} and {@code -n=value} apart. */
  Optional<Attached> attached(String word) {
    if (!isOption(word)) {
      return Optional.empty();
    }
    int equals = word.indexOf('=');
    if (word.startsWith("--")) {
      return equals < 0
          ? Optional.empty()
          : valued(word.substring(0, equals)).map(option -> attached(option, word, equals + 1));
    }
    return word.length() <= 2
        ? Optional.empty()
        : valued(word.substring(0, 2)).map(option -> attached(option, word, equals == 2 ? 3 : 2));
  }

  private static Attached attached(OptionSpec option, String word, int at) {
    return new Attached(option, word.substring(0, at), word.substring(at));
  }

  private Optional<OptionSpec> valued(String name) {
    return option(name).filter(Place::takesValue);
  }

  private Optional<OptionSpec> option(String name) {
    return Optional.ofNullable(command.findOption(name));
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  /** Whether a word stands where options do, and looks like one. */
  boolean isOption(String word) {
    return !onlyParameters && word.startsWith("-") && word.length() > 1;
  }

  boolean allowsOptions() {
    return !onlyParameters;
  }

  boolean isRoot() {
    return command.parent() == null;
  }

  /** The command that the words name so far. */
  CommandSpec command() {
    return command;
  }

  /** The option whose value is to come. */
  Optional<OptionSpec> pending() {
    return Optional.ofNullable(pending);
  }

  /** The value of an option, by its longest name. */
  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** Whether an option was given that is not to be given again. */
  boolean isUsedUp(OptionSpec option) {
    return used.contains(option) && !option.isMultiValue();
  }

  /** The words that are neither commands nor options. */
  List<String> parameters() {
    return parameters;
  }
}

package dev.dvp.cli.completion;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.Host;
import dev.dvp.cli.completion.Answer.Also;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code dvp __complete WORD...}, which the scripts of {@code dvp completion} call at each TAB: the
 * words of the command line behind {@code dvp}, the last of them the one at the cursor, which may
 * be empty. Whatever is broken, it says nothing but what may come next: its errors would stand amid
 * what the user types.
 */
public final class Completion {
  /** What the scripts call. It is no command, and so in no help and no list. */
  public static final String COMMAND = "__complete";

  private static final Pattern FIRST_PART_END = Pattern.compile("[.:;]( |$)");

  private final Host host;
  private final Place place;

  private Completion(Host host, Place place) {
    this.host = host;
    this.place = place;
  }

  /**
   * Prints what may come next.
   *
   * @param host the world
   * @param words those behind {@code dvp}, up to the cursor
   */
  public static void print(Host host, List<String> words) {
    host.out().print(answer(host, words).text());
    host.out().flush();
  }

  /**
   * The script of a shell, which has to be known.
   *
   * @param shell bash, zsh or fish
   * @return what the shell is to read
   */
  public static String script(String shell) {
    try (InputStream script = Completion.class.getResourceAsStream("dvp." + shell)) {
      if (script == null) {
        throw new IllegalStateException("no script for " + shell);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(Host host, List<String> words) {
    if (words.isEmpty()) {
      return Answer.NOTHING;
    }
    String begun = words.get(words.size() - 1);
    try {
      Place place = Place.after(words.subList(0, words.size() - 1));
      return new Completion(host, place).of(begun).startingWith(begun);
    } catch (RuntimeException | StackOverflowError e) {
      return Answer.NOTHING; // a prompt is no place for it
    }
  }

  private Answer of(String begun) {
    Optional<OptionSpec> pending = place.pending();
    if (pending.isPresent()) {
      return values(pending.get(), begun);
    }
    Optional<Place.Attached> attached = place.attached(begun);
    if (attached.isPresent()) {
      return values(attached.get().option(), attached.get().value())
          .behind(attached.get().before());
    }
    if (place.allowsOptions() && begun.startsWith("-")) {
      return new Answer(Also.WORDS, "", options(begun));
    }
    List<Candidate> commands = place.parameters().isEmpty() ? commands() : List.of();
    return commands.isEmpty() ? parameter(begun) : new Answer(Also.WORDS, "", commands);
  }

  private String name() {
    return place.command().qualifiedName(" ");
  }

  private List<Candidate> options(String begun) {
    return place.command().options().stream()
        .filter(option -> !option.hidden() && !place.isUsedUp(option))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .flatMap(
            option ->
                Arrays.stream(option.names())
                    .filter(name -> !begun.startsWith("--") || name.startsWith("--"))
                    .map(name -> new Candidate(name, description(option))))
        .toList();
  }

  /** As much of the description as tells options apart. */
  private static String description(OptionSpec option) {
    String all = String.join(" ", option.description()).replace("%%", "%");
    return FIRST_PART_END.split(all, 2)[0];
  }

  private List<Candidate> commands() {
    return place.isRoot() ? commands(CommandTable.COMMANDS) : below(place.command());
  }

  /** The commands below one. */
  static List<Candidate> below(CommandSpec spec) {
    return spec.userObject() instanceof Command command
        ? commands(command.subcommands())
        : List.of();
  }

  static List<Candidate> commands(List<CommandTable.Entry> entries) {
    return entries.stream()
        .map(entry -> new Candidate(entry.name(), entry.summary().replaceFirst("\\.$", "")))
        .toList();
  }

  private Answer parameter(String begun) {
    CommandSpec command = place.command();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (parameter.index().contains(place.parameters().size())) {
        return values(parameter, begun);
      }
    }
    return Answer.NOTHING;
  }

  private Answer values(ArgSpec arg, String begun) {
    Kind kind = Kind.of(name(), arg);
    return switch (kind) {
      case ANYTHING, UNKNOWN -> Answer.NOTHING;
      case FILES -> new Answer(Also.FILES, "", List.of());
      case FOLDERS -> new Answer(Also.FOLDERS, "", List.of());
      case TEMPLATES -> new Answer(Also.FOLDERS, "", fixed(arg));
      case FIXED -> new Answer(Also.WORDS, "", fixed(arg));
      default -> new Answer(Also.WORDS, "", new Names(host, place).of(kind, begun));
    };
  }

  private static List<Candidate> fixed(ArgSpec arg) {
    List<Candidate> words = new ArrayList<>();
    arg.completionCandidates().forEach(word -> words.add(Candidate.of(word)));
    return words;
  }
}

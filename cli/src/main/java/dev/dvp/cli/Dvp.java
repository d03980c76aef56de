package dev.dvp.cli;

import dev.dvp.cli.completion.Completion;
import dev.dvp.cli.report.Style;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The whole of {@code dvp}: a command line in, an exit code out, the world handed in. */
public final class Dvp {
  private final Host host;

  /**
   * Makes the tool.
   *
   * @param host the world around it
   */
  public Dvp(Host host) {
    this.host = host;
  }

  /**
   * Runs one command line.
   *
   * @param args the command line
   * @return the exit code, one of {@link ExitCode}
   */
  public int run(String... args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      host.out().println(Version.line());
      return ExitCode.OK;
    }
    if (args.length > 0 && args[0].equals(Completion.COMMAND)) {
      Completion.print(host, List.of(args).subList(1, args.length));
      return ExitCode.OK;
    }
    FailedCommand failed = new FailedCommand(host, new RawArguments(List.of(args)));
    try {
      return runCommand(args);
    } catch (DvpException e) {
      return failed.refused(e);
    } catch (BadOptionException e) {
      return failed.misused(e);
    } catch (UsageException e) {
      return failed.misused(e);
    } catch (UncheckedIOException e) {
      return failed.refused(e);
    } catch (CancellationException e) {
      return ExitCode.REFUSED; // interrupted: the process is ending anyway
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed.broken(e);
    }
  }

  /** On a second core, if there is one; what fails there fails again where it can be told. */
  private static void startAhead(String[] args) {
    new RawArguments(List.of(args))
        .command()
        .flatMap(CommandTable::find)
        .ifPresent(
            entry -> {
              Thread ahead = new Thread(entry.ahead(), "dvp-ahead");
              ahead.setDaemon(true);
              ahead.setUncaughtExceptionHandler((thread, failure) -> {});
              ahead.start();
            });
  }

  private int runCommand(String[] args) {
    startAhead(args);
    CommandLine commandLine = CommandModel.of(args);
    ParseResult root;
    try {
      root = commandLine.parseArgs(args);
    } catch (ParameterException e) {
      throw usage(e);
    }
    if (root.hasMatchedOption("--version")) {
      host.out().println(Version.line());
      return ExitCode.OK;
    }
    ParseResult last = root;
    boolean help = root.isUsageHelpRequested();
    while (last.hasSubcommand()) {
      last = last.subcommand();
      help |= last.isUsageHelpRequested();
    }
    int verbosity = verbosity(root);
    String colour = colour(root);
    if (help) {
      boolean coloured = Style.of(colour, host.terminal().out(), host.env()).colour();
      host.out().print(CommandModel.help(last.commandSpec(), coloured));
      return ExitCode.OK;
    }
    if (!(last.commandSpec().userObject() instanceof Command command)) {
      host.err().print(CommandModel.help(last.commandSpec(), false));
      return ExitCode.USAGE;
    }
    Invocation call =
        new Invocation(
            host,
            last,
            verbosity,
            Style.of(colour, host.terminal().out(), host.env()),
            Style.of(colour, host.terminal().err(), host.env()));
    return command.run(call);
  }

  private static int verbosity(ParseResult root) {
    int more = 0;
    int less = 0;
    for (ParseResult at = root; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      more += at.matchedOptionValue("-v", new boolean[0]).length;
      less += at.matchedOptionValue("-q", new boolean[0]).length;
    }
    if (more > 0 && less > 0) {
      throw new UsageException("`-v` and `-q` exclude each other.", "Give one of them.");
    }
    return Math.min(more, 3) - Math.min(less, 3);
  }

  private static String colour(ParseResult root) {
    String when = "auto";
    for (ParseResult at = root; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      when = at.matchedOptionValue("--color", when);
    }
    return Invocation.choose("--color", when, List.of("auto", "always", "never"));
  }

  private static UsageException usage(ParameterException e) {
    CommandLine at = e.getCommandLine();
    String name = at.getCommandSpec().qualifiedName();
    String seeHelp = "`" + name + " --help` lists what it takes.";
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      boolean option = word.startsWith("-");
      List<String> known =
          option
              ? at.getCommandSpec().options().stream()
                  .flatMap(o -> Arrays.stream(o.names()))
                  .toList()
              : CommandModel.commandNames(at.getCommandSpec());
      String what = option ? "option" : known.isEmpty() ? "argument" : "command";
      String hint = DidYouMean.hint(word, known);
      return new UsageException(
          "`" + name + "` has no " + what + " `" + word + "`.", hint.isEmpty() ? seeHelp : hint);
    }
    String message = Optional.ofNullable(e.getMessage()).orElse("The command line is wrong.");
    return new UsageException(message.endsWith(".") ? message : message + ".", seeHelp);
  }
}

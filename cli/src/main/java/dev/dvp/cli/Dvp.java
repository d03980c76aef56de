package dev.dvp.cli;

import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.ReportFormat;
import dev.dvp.cli.report.Style;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    try {
      return runCommand(args);
    } catch (DvpException e) {
      TextReport report = new TextReport(host, style("auto", host.terminal().err()));
      host.err().print(report.findings(e.diagnostics()));
      trace(args, e);
      return ExitCode.REFUSED;
    } catch (UsageException e) {
      failDocument(args, ExitCode.USAGE, e.problem());
      complain(e.problem());
      if (!e.help().isEmpty()) {
        host.err().println("  = help: " + e.help());
      }
      return ExitCode.USAGE;
    } catch (CancellationException e) {
      return ExitCode.REFUSED; // interrupted: the process is ending anyway
    } catch (UncheckedIOException e) {
      String message = explain(e);
      failDocument(args, ExitCode.REFUSED, message);
      complain(message);
      trace(args, e);
      return ExitCode.REFUSED;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String message = "dvp itself failed (" + e.getClass().getSimpleName() + "). This is a bug.";
      failDocument(args, ExitCode.BUG, message);
      complain(message);
      host.err().println("  = help: Please report it with the output of `--stacktrace`.");
      trace(args, e);
      return ExitCode.BUG;
    }
  }

  private int runCommand(String[] args) {
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
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    int verbosity = verbosity(root);
    String colour = colour(root);
    if (last.isUsageHelpRequested()) {
      boolean coloured = style(colour, host.terminal().out()).colour();
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
            style(colour, host.terminal().out()),
            style(colour, host.terminal().err()));
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

  /** Colours only on a terminal unless asked for (no-color.org); wraps only on a terminal. */
  private Style style(String when, boolean terminal) {
    boolean unwanted =
        !host.env().getOrDefault("NO_COLOR", "").isEmpty()
            || host.env().getOrDefault("TERM", "").equals("dumb");
    boolean colour = when.equals("always") || (when.equals("auto") && terminal && !unwanted);
    return new Style(colour, terminal ? width() : 0);
  }

  private int width() {
    try {
      int columns = Integer.parseInt(host.env().getOrDefault("COLUMNS", "80"));
      return Math.max(40, Math.min(columns, 100));
    } catch (NumberFormatException e) {
      return 80;
    }
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

  /** Whoever asked for a document gets one, also when nothing could be checked. */
  private void failDocument(String[] args, int exitCode, String message) {
    requestedDocument(args)
        .ifPresent(
            format -> {
              String command = args.length == 0 ? "" : args[0];
              Report report = new Report(command, exitCode, List.of(), message);
              host.out().print(format.render(report, host, Style.PLAIN));
            });
  }

  private static Optional<ReportFormat> requestedDocument(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String word = "";
      if (args[i].startsWith("--format=")) {
        word = args[i].substring("--format=".length());
      } else if (args[i].equals("--format") && i + 1 < args.length) {
        word = args[i + 1];
      }
      if (ReportFormat.WORDS.contains(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(ReportFormat.of(word.toLowerCase(Locale.ROOT)))
            .filter(ReportFormat::isDocument);
      }
    }
    return Optional.empty();
  }

  private void complain(String message) {
    Style style = style("auto", host.terminal().err());
    host.err().println(style.error("error") + ": " + style.wrap(message, 7, "  "));
  }

  private void trace(String[] args, Throwable e) {
    if (Arrays.asList(args).contains("--stacktrace")) {
      e.printStackTrace(host.err());
    }
  }

  private static String explain(UncheckedIOException e) {
    if (e.getCause() instanceof FileSystemException file) {
      String reason =
          file.getReason() != null
              ? file.getReason()
              : switch (file.getClass().getSimpleName()) {
                case "NoSuchFileException" -> "it is not there";
                case "AccessDeniedException" -> "access is denied";
                case "FileAlreadyExistsException" -> "it exists already";
                default -> "the file system refused";
              };
      return "`" + file.getFile() + "` cannot be used: " + reason + ".";
    }
    return "Reading or writing failed: " + e.getMessage() + ".";
  }
}

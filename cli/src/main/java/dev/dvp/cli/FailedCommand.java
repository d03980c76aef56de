package dev.dvp.cli;

import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.ReportFormat;
import dev.dvp.cli.report.Style;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;

/**
 * How a command that failed ends: what is said where, and the exit code. Whoever asked for a
 * document gets one, also when nothing could be checked.
 */
final class FailedCommand {
  private final Host host;
  private final RawArguments arguments;
  private final Style style;

  FailedCommand(Host host, RawArguments arguments) {
    this.host = host;
    this.arguments = arguments;
    this.style = Style.of(arguments.colour(), host.terminal().err(), host.env());
  }

  /** The input or the engine said no. */
  int refused(DvpException e) {
    return explained(e, ExitCode.REFUSED);
  }

  /** The value of an option is wrong. */
  int misused(BadOptionException e) {
    return explained(e.findings(), ExitCode.USAGE);
  }

  private int explained(DvpException e, int exitCode) {
    trace(e);
    if (arguments.machineFormat().isPresent()) {
      document(exitCode, e.diagnostics(), "");
    } else {
      host.err().print(new TextReport(host, style).findings(e.diagnostics()));
    }
    return exitCode;
  }

  /** The command line is wrong. */
  int misused(UsageException e) {
    document(ExitCode.USAGE, List.of(), e.problem());
    complain(e.problem(), e.help());
    return ExitCode.USAGE;
  }

  /** A file could not be read or written where no command expected it. */
  int refused(UncheckedIOException e) {
    String message = explain(Optional.ofNullable(e.getCause()));
    document(ExitCode.REFUSED, List.of(), message);
    complain(message, "");
    trace(e);
    return ExitCode.REFUSED;
  }

  /** A bug of ours. */
  int broken(Throwable e) {
    String message = "dvp itself failed (" + e.getClass().getSimpleName() + "). This is a bug.";
    document(ExitCode.BUG, List.of(), message);
    complain(message, "Please report it with the output of `--stacktrace`.");
    trace(e);
    return ExitCode.BUG;
  }

  private void document(int exitCode, List<Diagnostic> findings, String failure) {
    Optional<ReportFormat> format = arguments.machineFormat();
    if (format.isPresent()) {
      Report report = new Report(arguments.command().orElse(""), exitCode, findings, failure);
      host.out().print(format.get().render(report, host, Style.PLAIN));
    }
  }

  private void complain(String message, String help) {
    host.err().println(style.error("error") + ": " + style.wrap(message, 7, "  "));
    if (!help.isEmpty()) {
      host.err().println("  = help: " + style.wrap(help, 10, " ".repeat(10)));
    }
  }

  private void trace(Throwable e) {
    if (arguments.stacktrace()) {
      e.printStackTrace(host.err());
    }
  }

  private static String explain(Optional<IOException> cause) {
    String reason = cause.map(Reasons::of).orElse("");
    boolean named =
        cause.isPresent()
            && cause.get() instanceof FileSystemException file
            && file.getFile() != null;
    String what = named ? "`" + ((FileSystemException) cause.get()).getFile() + "`" : "Something";
    return what + " cannot be read or written" + reason + ".";
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.engine.EngineEvent;
import dev.dvp.core.files.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One artifact to several engines at once. Each goes its own way; at the end a table has a row for
 * each, in the order of the command line, and what failed is explained below it. Who wants to stop
 * at the first failure has them one after the other: else it would be chance which are spared.
 */
final class ParallelUpload {
  private static final int MOST_AT_ONCE = 8;

  private final Invocation call;
  private final EngineUpload upload;
  private final List<EngineLogin> logins;
  private final boolean failsFast;
  private final ExecutorService threads;
  private final AtomicBoolean stop = new AtomicBoolean();

  /**
   * What came of one engine.
   *
   * @param isGood whether nothing is left to be done
   * @param result in a word or two
   * @param findings why it failed, or what may go wrong later
   */
  private record Row(EngineLogin login, boolean isGood, String result, List<Diagnostic> findings) {}

  ParallelUpload(Invocation call, EngineUpload upload, List<EngineLogin> logins) {
    this.call = call;
    this.upload = upload;
    this.logins = logins;
    this.failsFast = call.flag(UploadCommand.FAIL_FAST);
    this.threads =
        Executors.newFixedThreadPool(failsFast ? 1 : Math.min(MOST_AT_ONCE, logins.size()));
  }

  /** Uploads to all of them; 0 when all went well, else 1. */
  int run() {
    List<Future<Row>> begun = new ArrayList<>();
    try {
      logins.forEach(login -> begun.add(threads.submit(() -> one(login))));
      List<Row> rows = begun.stream().map(this::result).toList();
      show(rows);
      return rows.stream().allMatch(Row::isGood) ? ExitCode.OK : ExitCode.REFUSED;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits for one; when the user gives up, tells all, and waits for what each leaves behind. */
  private Row result(Future<Row> row) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return row.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
          stop.set(true);
          // Those that are still in the queue have a row, too.
          threads.shutdownNow().forEach(Runnable::run);
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug
          ? bug
          : new IllegalStateException(e.getCause());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Row one(EngineLogin login) {
    if (stop.get()) {
      return new Row(login, false, "not begun", List.of());
    }
    try {
      EngineUpload.Outcome outcome = upload.to(login, new Among(login));
      return new Row(login, true, outcome.result(), outcome.warnings());
    } catch (DvpException e) {
      if (failsFast) {
        stop.set(true);
      }
      Diagnostic reason =
          e.diagnostics().stream()
              .filter(finding -> finding.severity() == Severity.ERROR)
              .findFirst()
              .orElseThrow();
      String result = "failed, " + reason.rule().id();
      return new Row(login, false, result, e.diagnostics());
    }
  }

  private void show(List<Row> rows) {
    int width = rows.stream().mapToInt(row -> row.login().label().length()).max().orElse(0);
    for (Row row : rows) {
      String label = row.login().label();
      call.confirm(label + " ".repeat(width - label.length()) + "  " + row.result());
    }
    call.out().flush();
    TextReport report = new TextReport(call.host(), call.errStyle());
    for (Row row : rows) {
      boolean isShown = !row.isGood() || call.verbosity() > -2;
      if (isShown && !row.findings().isEmpty()) {
        call.host().err().println(row.login().label() + ":");
        call.host().err().print(report.findings(row.findings()));
      }
    }
  }

  /** Of many, only the most is told, each line with its engine. */
  private final class Among implements EngineUpload.Listener {
    private final String label;

    Among(EngineLogin login) {
      this.label = login.label();
    }

    @Override
    public Progress progress() {
      return Progress.NONE;
    }

    @Override
    public Consumer<EngineEvent> events() {
      return event -> call.detail(label + ": " + Printable.text(event.details()));
    }

    @Override
    public Consumer<String> notes() {
      return note -> call.say(label + ": " + note);
    }
  }
}

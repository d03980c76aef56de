package dev.dvp.cli.commands;

import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineEvent;
import dev.dvp.core.files.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One artifact to several engines at once. Each goes its own way; at the end a table has a row for
 * each, in the order of the command line, and what failed is explained below it.
 */
final class ParallelUpload {
  private static final int MOST_AT_ONCE = 8;
  private static final String NOT_BEGUN = "not begun";

  private final Invocation call;
  private final EngineUpload upload;
  private final List<EngineLogin> logins;
  private final AtomicBoolean stop = new AtomicBoolean();

  /**
   * What came of one engine.
   *
   * @param failure why it failed; empty when it did not
   */
  private record Row(EngineLogin login, String result, List<Diagnostic> failure) {
    boolean isGood() {
      return failure.isEmpty() && !result.equals(NOT_BEGUN);
    }
  }

  ParallelUpload(Invocation call, EngineUpload upload, List<EngineLogin> logins) {
    this.call = call;
    this.upload = upload;
    this.logins = logins;
  }

  /** Uploads to all of them; 0 when all went well, else 1. */
  int run() {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, logins.size()));
    List<Future<Row>> under = new ArrayList<>();
    try {
      logins.forEach(login -> under.add(threads.submit(() -> one(login))));
      List<Row> rows = new ArrayList<>();
      for (Future<Row> row : under) {
        rows.add(result(row, threads));
      }
      show(rows);
      return rows.stream().allMatch(Row::isGood) ? ExitCode.OK : ExitCode.REFUSED;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits for one; when the user gives up, tells all, and waits for what each leaves behind. */
  private static Row result(Future<Row> row, ExecutorService threads) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return row.get();
        } catch (InterruptedException e) {
          interrupted = true;
          threads.shutdownNow();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug
          ? bug
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Row one(EngineLogin login) {
    if (stop.get() || Thread.currentThread().isInterrupted()) {
      return new Row(login, NOT_BEGUN, List.of());
    }
    try {
      EngineUpload.Outcome outcome = upload.to(login, new Among(login));
      return new Row(login, outcome.result(), List.of());
    } catch (DvpException e) {
      stop.set(stop.get() || call.flag(UploadCommand.FAIL_FAST));
      return new Row(login, "failed", e.diagnostics());
    } catch (CancellationException e) {
      return new Row(login, NOT_BEGUN, List.of());
    }
  }

  private void show(List<Row> rows) {
    int width = rows.stream().mapToInt(row -> row.login().label().length()).max().orElse(0);
    for (Row row : rows) {
      String label = row.login().label();
      String rule = row.failure().isEmpty() ? "" : ", " + row.failure().get(0).rule().id();
      call.out().println(label + " ".repeat(width - label.length()) + "  " + row.result() + rule);
    }
    call.out().flush();
    TextReport report = new TextReport(call.host(), call.errStyle());
    for (Row row : rows) {
      if (!row.failure().isEmpty()) {
        call.host().err().println(row.login().label() + ":");
        call.host().err().print(report.findings(row.failure()));
      }
    }
  }

  /** Of many, only the most is told, each line with its engine. */
  private final class Among implements EngineUpload.Listener {
    private final EngineLogin login;

    Among(EngineLogin login) {
      this.login = login;
    }

    @Override
    public Progress progress() {
      return Progress.NONE;
    }

    @Override
    public Consumer<EngineEvent> events() {
      return event -> call.detail(login.label() + ": " + event.details());
    }
  }
}

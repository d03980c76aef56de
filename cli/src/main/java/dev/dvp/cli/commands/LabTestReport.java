package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonReport;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.localengine.workflows.LifeRow;
import dev.dvp.localengine.workflows.LifeStep;
import dev.dvp.localengine.workflows.StepFailure;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what came of a dataset's life: a table as it goes, then what is wrong in full. */
final class LabTestReport {
  private static final int SCHEMA_VERSION = 1;
  private static final String ROW = "%-10s %-30s %-8s %9s";
  private static final int MOST_ADVICE = 100;

  private final Invocation call;
  private final PluginFiles plugin;
  private final boolean isJson;
  private Optional<LifeStep> last = Optional.empty();

  LabTestReport(Invocation call, PluginFiles plugin) {
    this.call = call;
    this.plugin = plugin;
    this.isJson = FormatOption.isJson(call);
  }

  /** A row, as it comes; the first brings the table's head along. */
  void row(LifeRow row) {
    if (isJson) {
      return;
    }
    if (last.isEmpty()) {
      String head = String.format(ROW, "STEP", "OPERATION", "OUTCOME", "TIME");
      call.out().println(call.outStyle().strong(head + "  WHAT TO FIX"));
    }
    boolean isSame = last.filter(step -> step == row.step()).isPresent();
    call.out().println(line(row, isSame ? "" : row.step().word()));
    call.out().flush();
    last = Optional.of(row.step());
  }

  /** The end: what is wrong in full, and how much of it there is. */
  void end(List<LifeRow> rows, long nanos, int exitCode) {
    if (isJson) {
      JsonText.print(call.out(), json -> write(json, rows, nanos, exitCode));
      return;
    }
    rows.forEach(row -> row.failure().ifPresent(this::tell));
    call.out().println(summary(rows, nanos));
    call.out().flush();
  }

  private void tell(StepFailure failure) {
    failure
        .userError()
        .ifPresent(
            error ->
                new UserErrorText(call, plugin.manifest().srcDir()).print(failure.step(), error));
    BuildCommand.show(call, failure.findings());
  }

  private static String line(LifeRow row, String step) {
    boolean isTimed =
        row.outcome() == LifeRow.Outcome.PASSED || row.outcome() == LifeRow.Outcome.FAILED;
    String time = isTimed && row.nanos() > 0 ? LabProgress.took(row.nanos()) : "";
    String operation = row.operation().isEmpty() ? "-" : row.operation();
    String line = String.format(ROW, step, Printable.text(operation), word(row), time);
    return (line + "  " + Printable.text(fix(row))).stripTrailing();
  }

  static String word(LifeRow row) {
    return row.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What to do in a line, or why it was not run; the rest stands below the table. */
  static String fix(LifeRow row) {
    if (row.outcome() == LifeRow.Outcome.SKIPPED || row.outcome() == LifeRow.Outcome.NOT_RUN) {
      return row.text();
    }
    return row.failure().map(LabTestReport::advice).orElse("");
  }

  private static String advice(StepFailure failure) {
    String rule =
        failure.findings().stream()
            .map(Diagnostic::rule)
            .findFirst()
            .map(one -> one.id() + ": ")
            .orElse("");
    String text = failure.advice().isEmpty() ? failure.reason() : failure.advice();
    String line = text.lines().findFirst().orElse("");
    return rule + (line.length() > MOST_ADVICE ? line.substring(0, MOST_ADVICE) + "…" : line);
  }

  private static String summary(List<LifeRow> rows, long nanos) {
    return count(rows, LifeRow.Outcome.PASSED)
        + " passed, "
        + count(rows, LifeRow.Outcome.FAILED)
        + " failed, "
        + count(rows, LifeRow.Outcome.SKIPPED)
        + " not implemented, "
        + count(rows, LifeRow.Outcome.NOT_RUN)
        + " not run, in "
        + LabProgress.took(nanos)
        + ".";
  }

  private static long count(List<LifeRow> rows, LifeRow.Outcome outcome) {
    return rows.stream().filter(row -> row.outcome() == outcome).count();
  }

  private void write(JsonGenerator json, List<LifeRow> rows, long nanos, int exitCode)
      throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("command", "lab test");
    json.writeNumberField("exitCode", exitCode);
    json.writeNumberField("seconds", nanos / 1e9);
    json.writeArrayFieldStart("rows");
    for (LifeRow row : rows) {
      json.writeStartObject();
      json.writeStringField("step", row.step().word());
      json.writeStringField("operation", row.operation());
      json.writeStringField("outcome", row.outcome().name());
      json.writeNumberField("seconds", row.nanos() / 1e9);
      json.writeStringField("reason", row.failure().map(StepFailure::reason).orElse(row.text()));
      json.writeStringField("fix", row.failure().map(StepFailure::advice).orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
    List<Diagnostic> findings =
        rows.stream()
            .flatMap(row -> row.failure().stream())
            .flatMap(failure -> failure.findings().stream())
            .toList();
    JsonReport.findings(json, "diagnostics", findings, call.host());
  }
}

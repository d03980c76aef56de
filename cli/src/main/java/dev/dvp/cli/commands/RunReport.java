package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonReport;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.documents.JsonPrinter;
import dev.dvp.core.documents.JsonTrees;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.interpreter.KeptOutput;
import dev.dvp.core.interpreter.Python;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.running.LogLine;
import dev.dvp.localengine.running.Outcome;
import dev.dvp.localengine.running.PluginPlace;
import dev.dvp.localengine.running.PluginProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a run. As text, the result goes to standard output and all else, as it comes, to
 * standard error; as JSON, everything is in one document.
 */
final class RunReport {
  private static final int SCHEMA_VERSION = 1;
  private static final int MOST_LOG_LINES = 10_000;

  /** Some lines of a terminal. */
  private final Invocation call;

  private final RunTarget target;
  private final boolean isJson;
  private final ScreenText screen;
  private final List<LogLine> log = new ArrayList<>();
  private long dropped;
  private String python = "";
  private Duration start = Duration.ZERO;
  private Duration took = Duration.ZERO;
  private KeptOutput.Taken importing = new KeptOutput.Taken("", 0);
  private KeptOutput.Taken printed = new KeptOutput.Taken("", 0);

  RunReport(Invocation call, RunTarget target, boolean isJson) {
    this.call = call;
    this.target = target;
    this.isJson = isJson;
    this.screen = new ScreenText(call);
  }

  /** Takes a line of the plugin's log. */
  void log(LogLine line) {
    if (isJson) {
      if (log.size() < MOST_LOG_LINES) {
        log.add(line);
      } else {
        dropped++;
      }
      return;
    }
    String head = Printable.text(line.level() + " " + line.logger() + ": ");
    String place = Printable.text(line.place().file() + ":" + line.place().line());
    String tail = call.errStyle().faint("  (" + place + ")");
    screen.lines(line.message(), "").forEach(text -> call.say(head + text + tail));
    if (line.isCut()) {
      call.say(head + "… the rest is over the 128 KiB that an engine takes, and was cut." + tail);
    }
  }

  /** The plugin has been imported, or could not be. */
  void opened(Python found, String version, Instant begun, KeptOutput.Taken output) {
    python = version.isEmpty() ? found.version() : version;
    start = since(begun);
    importing = output;
    show(output, "While it was imported the plugin printed");
    if (!found.isEnginesOwn()) {
      call.detail("This is Python " + python + "; an engine runs 3.11.");
    }
  }

  /** The call has ended. */
  void called(Instant begun, KeptOutput.Taken output) {
    took = since(begun);
    printed = output;
    show(output, "The plugin printed");
  }

  private Duration since(Instant begun) {
    return Duration.between(begun, call.host().clock().instant());
  }

  private void show(KeptOutput.Taken output, String what) {
    if (isJson || output.printed() == 0) {
      return;
    }
    boolean isWhole = output.printed() <= PluginProcess.MAX_PRINTED;
    call.say(what + " (" + Sizes.show(output.printed()) + "):");
    screen.lines(output.text(), "  | ").forEach(call::say);
    if (!isWhole) {
      call.say("  … only the first " + Sizes.show(PluginProcess.MAX_PRINTED) + " are kept.");
    }
  }

  /** Says that the plugin could not be imported. */
  int notImported(Diagnostic failure) {
    return end("notImported", Optional.empty(), List.of(failure));
  }

  /** Says what came of the call. */
  int outcome(Outcome outcome, List<Diagnostic> findings) {
    if (outcome instanceof Outcome.Returned) {
      return end(findings.isEmpty() ? "returned" : "refused", Optional.of(outcome), findings);
    }
    if (outcome instanceof Outcome.Failed failed) {
      boolean isForUser = failed.failure().kind() == Failure.Kind.USER;
      return end(isForUser ? "userError" : "failed", Optional.of(outcome), findings);
    }
    return end(
        outcome instanceof Outcome.TimeUp ? "timeUp" : "died", Optional.of(outcome), findings);
  }

  private int end(String word, Optional<Outcome> outcome, List<Diagnostic> findings) {
    int exitCode = word.equals("returned") ? ExitCode.OK : ExitCode.REFUSED;
    if (isJson) {
      JsonText.print(call.out(), json -> write(json, word, exitCode, outcome, findings));
    } else {
      text(word, outcome, findings);
    }
    call.out().flush();
    return exitCode;
  }

  private void text(String word, Optional<Outcome> outcome, List<Diagnostic> findings) {
    if (outcome.isPresent() && outcome.get() instanceof Outcome.Failed failed) {
      if (word.equals("userError")) {
        new UserErrorText(call, target.plugin().manifest().srcDir())
            .print(target.operation(), failed.failure());
      }
      if (!failed.failure().traceback().isEmpty()) {
        failed.failure().traceback().lines().forEach(line -> call.detail(Printable.text(line)));
      }
    }
    BuildCommand.show(call, findings);
    outcome.ifPresent(
        end -> {
          if (end instanceof Outcome.Returned returned) {
            call.say(summary(" gave back " + article(returned.type())));
            call.out().print(JsonPrinter.print(returned.value()));
          } else {
            call.say(summary(" did not succeed"));
          }
        });
  }

  private static String article(String type) {
    return type.equals("None") ? "None" : "`" + type + "`";
  }

  private String summary(String what) {
    return target.operation()
        + what
        + ": "
        + LabProgress.took(took.toNanos())
        + ", after "
        + LabProgress.took(start.toNanos())
        + " for Python "
        + python
        + " and the import.";
  }

  private void write(
      JsonGenerator json,
      String word,
      int exitCode,
      Optional<Outcome> outcome,
      List<Diagnostic> findings)
      throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("command", "run");
    json.writeNumberField("exitCode", exitCode);
    json.writeStringField("operation", target.operation());
    json.writeStringField("outcome", word);
    json.writeStringField("python", python);
    json.writeNumberField("startSeconds", start.toNanos() / 1e9);
    json.writeNumberField("seconds", took.toNanos() / 1e9);
    if (outcome.isPresent() && outcome.get() instanceof Outcome.Returned returned) {
      json.writeStringField("type", returned.type());
      json.writeFieldName("value");
      JsonTrees.write(returned.value(), json);
    }
    if (outcome.isPresent()
        && outcome.get() instanceof Outcome.Failed failed
        && !failed.failure().type().isEmpty()) {
      write(json, failed.failure());
    }
    JsonReport.findings(json, "diagnostics", findings, call.host());
    json.writeArrayFieldStart("log");
    for (LogLine line : log) {
      json.writeStartObject();
      json.writeStringField("level", line.level());
      json.writeStringField("logger", line.logger());
      json.writeStringField("message", line.message());
      json.writeStringField("file", line.place().file());
      json.writeNumberField("line", line.place().line());
      json.writeBooleanField("cut", line.isCut());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("logDropped", dropped);
    json.writeStringField("printed", importing.text() + printed.text());
    json.writeNumberField("printedBytes", importing.printed() + printed.printed());
  }

  private void write(JsonGenerator json, Failure failure) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("class", failure.type());
    json.writeStringField("message", failure.message());
    if (failure.kind() == Failure.Kind.USER) {
      json.writeStringField("action", failure.action());
      json.writeStringField("output", failure.output());
    }
    json.writeArrayFieldStart("frames");
    for (PluginPlace place : failure.places()) {
      json.writeStartObject();
      json.writeStringField("file", place.file());
      json.writeNumberField("line", place.line());
      json.writeStringField("function", place.function());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("traceback", failure.traceback());
    json.writeEndObject();
  }
}

package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonReport;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.documents.JsonTrees;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.workflows.Allowed;
import dev.dvp.localengine.workflows.StepFailure;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what came of a workflow. */
final class LabReport {
  private static final int SCHEMA_VERSION = 1;

  private final Invocation call;
  private final PluginFiles plugin;
  private final Workflow workflow;
  private final boolean isJson;

  LabReport(Invocation call, PluginFiles plugin, Workflow workflow) {
    this.call = call;
    this.plugin = plugin;
    this.workflow = workflow;
    this.isJson = FormatOption.isJson(call);
  }

  /** What shows the job as it goes. */
  LabProgress progress() {
    LabProgress progress = new LabProgress(call);
    return isJson ? progress.silent() : progress;
  }

  /** Prints the result, with a line of the command's own for one that is good. */
  int print(WorkflowResult result, LabProgress progress, String done) {
    int exitCode = result.failure().isPresent() ? ExitCode.REFUSED : ExitCode.OK;
    if (isJson) {
      JsonText.print(call.out(), json -> write(json, result, progress.events(), exitCode));
    } else if (result.failure().isPresent()) {
      failed(result, result.failure().get());
    } else {
      call.out().println(done + taken(result));
    }
    call.out().flush();
    return exitCode;
  }

  private static String taken(WorkflowResult result) {
    return result
        .snapshot()
        .map(snapshot -> " Snapshot " + snapshot.number() + " was taken.")
        .orElse("");
  }

  private void failed(WorkflowResult result, StepFailure failure) {
    failure
        .userError()
        .ifPresent(
            error ->
                new UserErrorText(call, plugin.manifest().srcDir()).print(failure.step(), error));
    BuildCommand.show(call, failure.findings());
    result.source().ifPresent(this::state);
  }

  /** Where the source is left, and how to go on. */
  private void state(Source source) {
    String ways =
        Allowed.of(source).stream()
            .map(one -> "`" + one.word() + "`")
            .collect(Collectors.joining(", "));
    call.say(
        Printable.text(source.identity().name())
            + " is now: "
            + source.stateText()
            + ". It can go on with "
            + ways
            + ".");
  }

  private void write(
      JsonGenerator json, WorkflowResult result, List<WorkflowEvent> events, int exitCode)
      throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("command", "lab " + workflow.word());
    json.writeNumberField("exitCode", exitCode);
    json.writeNumberField("job", result.job());
    json.writeStringField("outcome", exitCode == ExitCode.OK ? "completed" : "failed");
    if (result.source().isPresent()) {
      json.writeObjectFieldStart("source");
      source(json, result.source().get());
      json.writeEndObject();
    }
    if (result.snapshot().isPresent()) {
      json.writeObjectFieldStart("snapshot");
      snapshot(json, result.snapshot().get(), new LabValues(plugin.schemas()));
      json.writeEndObject();
    }
    json.writeArrayFieldStart("events");
    for (WorkflowEvent event : events) {
      event(json, event);
    }
    json.writeEndArray();
    Optional<StepFailure> failure = result.failure();
    JsonReport.findings(
        json, "diagnostics", failure.map(StepFailure::findings).orElse(List.of()), call.host());
    if (failure.flatMap(StepFailure::userError).isPresent()) {
      Failure error = failure.get().userError().orElseThrow();
      json.writeObjectFieldStart("error");
      json.writeStringField("step", failure.get().step());
      json.writeStringField("message", error.message());
      json.writeStringField("action", error.action());
      json.writeStringField("output", error.output());
      json.writeEndObject();
    }
  }

  static void event(JsonGenerator json, WorkflowEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("timestamp", event.timestamp().toString());
    json.writeStringField("step", event.step());
    json.writeStringField("kind", event.kind().word());
    json.writeStringField("text", event.text());
    json.writeNumberField("seconds", event.nanos() / 1e9);
    json.writeEndObject();
  }

  static void source(JsonGenerator json, Source source) throws IOException {
    json.writeStringField("name", source.identity().name());
    json.writeStringField("kind", source.identity().kind().name());
    json.writeStringField("reference", source.reference());
    json.writeStringField("environment", source.identity().environment());
    json.writeStringField("state", source.condition().state().name());
    if (source.condition().unfinished().isPresent()) {
      var work = source.condition().unfinished().get();
      json.writeObjectFieldStart("unfinished");
      json.writeStringField("workflow", work.workflow());
      json.writeStringField("step", work.step());
      json.writeStringField("reason", work.reason().orElse(""));
      json.writeEndObject();
    }
    if (source.condition().parent().isPresent()) {
      json.writeNumberField("parentSnapshot", source.condition().parent().get());
    }
    json.writeArrayFieldStart("mountPaths");
    for (String path : source.mountPaths()) {
      json.writeString(path);
    }
    json.writeEndArray();
  }

  static void snapshot(JsonGenerator json, Snapshot snapshot, LabValues values) throws IOException {
    json.writeNumberField("number", snapshot.number());
    json.writeStringField("created", snapshot.created().toString());
    json.writeNumberField("bytes", snapshot.bytes());
    json.writeFieldName("value");
    JsonTrees.write(values.shown(DefinitionKind.SNAPSHOT, snapshot.value()), json);
  }
}

package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.workflows.SourceBook;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab jobs}: what was done, and how it went. */
final class LabJobsCommand implements Command {
  private static final int SCHEMA_VERSION = 1;
  private static final int MOST = 20;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Show the newest jobs of the plugin, or the timeline of one.")
        .footer("", "Examples:", "  dvp lab jobs", "  dvp lab jobs 1");
    spec.addPositional(ArtifactArguments.parameter("NUMBER", 0, "The job."));
    LabSession.addTo(spec);
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    Optional<Long> number = call.parameter(0).map(LabJobsCommand::number);
    return LabSession.with(
        call,
        session ->
            number.isPresent()
                ? one(call, session.lab().book(), number.get())
                : all(call, session.lab().book(), session.pluginId()));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "`" + text + "` is no number of a job.", "`dvp lab jobs` lists them.");
    }
  }

  private static int all(Invocation call, SourceBook book, String pluginId) {
    List<WorkflowJob> jobs = book.jobs(pluginId, MOST);
    if (FormatOption.isJson(call)) {
      JsonText.print(
          call.out(),
          json -> {
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeArrayFieldStart("jobs");
            for (WorkflowJob job : jobs) {
              json.writeStartObject();
              write(json, job);
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    } else if (jobs.isEmpty()) {
      call.say("The plugin has no jobs yet.");
    } else {
      jobs.forEach(job -> call.out().println(line(job)));
    }
    call.out().flush();
    return ExitCode.OK;
  }

  private static String line(WorkflowJob job) {
    return String.format(
            "%5d  %s  %-9s  ",
            job.number(), job.started(), job.state().name().toLowerCase(Locale.ROOT))
        + Printable.text(job.title())
        + job.reason().map(reason -> ": " + Printable.text(first(reason))).orElse("");
  }

  private static String first(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static int one(Invocation call, SourceBook book, long number) {
    WorkflowJob job = book.job(number);
    List<WorkflowEvent> events = book.events(number, 0);
    if (FormatOption.isJson(call)) {
      JsonText.print(
          call.out(),
          json -> {
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            write(json, job);
            json.writeArrayFieldStart("events");
            for (WorkflowEvent event : events) {
              LabReport.event(json, event);
            }
            json.writeEndArray();
          });
    } else {
      call.out().println(line(job));
      events.forEach(event -> print(call, event));
    }
    call.out().flush();
    return ExitCode.OK;
  }

  private static void print(Invocation call, WorkflowEvent event) {
    String what =
        switch (event.kind()) {
          case BEGUN -> "begins";
          case DONE -> "done after " + LabProgress.took(event.nanos());
          case SKIPPED -> event.text();
          case FAILED -> "failed after " + LabProgress.took(event.nanos()) + ": " + event.text();
          case NOTE -> event.text();
        };
    what.lines()
        .forEach(
            line ->
                call.out().println(event.timestamp() + "  " + LabProgress.row(event.step(), line)));
  }

  private static void write(JsonGenerator json, WorkflowJob job) throws IOException {
    json.writeNumberField("number", job.number());
    json.writeStringField("workflow", job.workflow());
    json.writeStringField("title", job.title());
    json.writeStringField("target", job.target());
    json.writeStringField("state", job.state().name());
    json.writeStringField("started", job.started().toString());
    json.writeStringField("ended", job.ended().map(Object::toString).orElse(""));
    json.writeStringField("reason", job.reason().orElse(""));
  }
}

package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.instances.Masked;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import dev.dvp.localengine.workflows.WorkflowResult;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab upgrade}: brings stored objects up to the plugin's version. */
final class LabUpgradeCommand implements Command {
  private static final String DRY_RUN = "--dry-run";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Run the plugin's new data migrations on every stored object, then hold it against the"
                + " new schema. All objects are changed, or none.")
        .footer("", "Examples:", "  dvp lab upgrade --dry-run", "  dvp lab upgrade");
    spec.addOption(Options.flag("Show what would change, and change nothing.", DRY_RUN).build());
    LabSession.addRunningTo(spec);
  }

  @Override
  public int run(Invocation call) {
    boolean isTrial = call.flag(DRY_RUN);
    return LabSession.with(call, session -> upgrade(call, session, isTrial));
  }

  private static int upgrade(Invocation call, LabSession session, boolean isTrial) {
    LabValues values = LabValues.of(session);
    LabReport report = new LabReport(call, session.plugin(), Workflow.UPGRADE);
    LabProgress progress = report.progress();
    WorkflowResult result = session.run(new WorkflowRequest.Upgrade(isTrial), progress);
    int count = result.changes().size();
    String done =
        (isTrial ? "Would change " : "Changed ") + count + (count == 1 ? " object." : " objects.");
    int exitCode = report.print(result, progress, done);
    if (exitCode == ExitCode.OK && !FormatOption.isJson(call)) {
      result.changes().forEach(change -> print(call, values, change));
      call.out().flush();
    }
    return exitCode;
  }

  private static void print(Invocation call, LabValues values, WorkflowResult.Change change) {
    call.out().println(Printable.text(change.object()) + ":");
    TreeSet<String> keys = new TreeSet<>();
    change.before().fieldNames().forEachRemaining(keys::add);
    change.after().fieldNames().forEachRemaining(keys::add);
    DefinitionKind kind = DefinitionKind.ofKey(change.kind()).orElseThrow();
    JsonNode before = values.shown(kind, change.before());
    JsonNode after = values.shown(kind, change.after());
    for (String key : keys) {
      if (!change.before().path(key).equals(change.after().path(key))) {
        line(call, "-", key, before.path(key));
        line(call, "+", key, after.path(key));
      }
    }
  }

  private static void line(Invocation call, String sign, String key, JsonNode value) {
    if (!value.isMissingNode()) {
      String shown =
          value.isTextual() && value.textValue().equals(Masked.MASK)
              ? Masked.MASK
              : Shown.value(value);
      call.out().println("  " + sign + " " + Printable.text(key + ": " + shown));
    }
  }
}

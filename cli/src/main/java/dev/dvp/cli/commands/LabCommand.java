package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.localengine.workflows.Workflow;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab}: an engine's workflows on this machine, with the plugin at hand. */
public final class LabCommand implements Command {
  private static final Set<Workflow> IS_NEW =
      Set.of(Workflow.LINK, Workflow.PROVISION, Workflow.CREATE_EMPTY);

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Run an engine's workflows on this machine, with the plugin at hand: link a source,"
                + " take snapshots, provision copies. This runs the plugin's code.",
            "What they make is kept in the local engine's data folder.")
        .footer(
            "",
            "Examples:",
            "  dvp lab test",
            "  dvp lab discover",
            "  dvp lab link prod && dvp lab sync prod",
            "  dvp lab provision copy --from prod");
  }

  @Override
  public List<CommandTable.Entry> subcommands() {
    return List.of(
        new CommandTable.Entry("test", "Run a source's whole life.", LabTestCommand::new),
        new CommandTable.Entry("discover", "Find source configs.", LabDiscoverCommand::new),
        new CommandTable.Entry("link", "Make a linked source.", LabLinkCommand::new),
        new CommandTable.Entry(
            "sync", "Take a snapshot of a linked source.", () -> on(Workflow.SYNC)),
        new CommandTable.Entry(
            "provision", "Make a virtual source.", () -> new LabProvisionCommand(true)),
        new CommandTable.Entry(
            "create-empty", "Make an empty virtual source.", () -> new LabProvisionCommand(false)),
        new CommandTable.Entry(
            "snapshot", "Take a snapshot of a virtual source.", () -> on(Workflow.SNAPSHOT)),
        new CommandTable.Entry(
            "refresh", "Give it the data of another snapshot.", () -> on(Workflow.REFRESH)),
        new CommandTable.Entry(
            "rollback", "Give it the data of its own snapshot.", () -> on(Workflow.ROLLBACK)),
        new CommandTable.Entry("start", "Start a virtual source.", () -> on(Workflow.START)),
        new CommandTable.Entry("stop", "Stop a virtual source.", () -> on(Workflow.STOP)),
        new CommandTable.Entry("enable", "Mount a source's data again.", () -> on(Workflow.ENABLE)),
        new CommandTable.Entry("disable", "Unmount a source's data.", () -> on(Workflow.DISABLE)),
        new CommandTable.Entry("delete", "Remove a source.", () -> on(Workflow.DELETE)),
        new CommandTable.Entry(
            "upgrade", "Bring stored objects up to date.", LabUpgradeCommand::new),
        new CommandTable.Entry("list", "Show sources and snapshots.", LabListCommand::new),
        new CommandTable.Entry("jobs", "Show what was done.", LabJobsCommand::new));
  }

  private static Command on(Workflow workflow) {
    return new LabSourceCommand(workflow);
  }

  @Override
  public int run(Invocation call) {
    throw new UsageException(
        "`dvp lab` needs to know what to do.",
        "`dvp lab test` runs a source's whole life; `dvp lab --help` lists the rest.");
  }

  /** A name after the command. */
  static String name(Invocation call, Workflow workflow) {
    return call.parameter(0)
        .orElseThrow(
            () ->
                new UsageException(
                    "`dvp lab " + workflow.word() + "` needs the name of a source.",
                    IS_NEW.contains(workflow)
                        ? "Write after the command what it is to be called."
                        : "Write it after the command; `dvp lab list` shows those that there"
                            + " are."));
  }
}

package dev.dvp.cli;

import dev.dvp.cli.commands.BuildCommand;
import dev.dvp.cli.commands.CompletionCommand;
import dev.dvp.cli.commands.ConfigCommand;
import dev.dvp.cli.commands.DiffCommand;
import dev.dvp.cli.commands.DownloadLogsCommand;
import dev.dvp.cli.commands.EngineCommand;
import dev.dvp.cli.commands.EnvCommand;
import dev.dvp.cli.commands.ExplainCommand;
import dev.dvp.cli.commands.FixCommand;
import dev.dvp.cli.commands.HelpCommand;
import dev.dvp.cli.commands.InitCommand;
import dev.dvp.cli.commands.InspectCommand;
import dev.dvp.cli.commands.LabCommand;
import dev.dvp.cli.commands.LockCommand;
import dev.dvp.cli.commands.LsCommand;
import dev.dvp.cli.commands.ManCommand;
import dev.dvp.cli.commands.NewPlugin;
import dev.dvp.cli.commands.OperationsCommand;
import dev.dvp.cli.commands.PluginsCommand;
import dev.dvp.cli.commands.QuickstartCommand;
import dev.dvp.cli.commands.RunCommand;
import dev.dvp.cli.commands.SchemaCommand;
import dev.dvp.cli.commands.UploadCommand;
import dev.dvp.cli.commands.ValidateCommand;
import dev.dvp.cli.commands.VerifyCommand;
import dev.dvp.cli.commands.WatchCommand;
import dev.dvp.core.plugin.PluginReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All commands by name. Only the one that runs is made. */
public final class CommandTable {
  /** The commands, in the order of a plugin author's day. */
  public static final List<Entry> COMMANDS =
      List.of(
          new Entry(
              "quickstart",
              "See the whole job in one go.",
              QuickstartCommand::new,
              PluginReader::prepare),
          new Entry("init", "Write a new plugin.", InitCommand::new, NewPlugin::prepare),
          new Entry("validate", "Check a plugin.", ValidateCommand::new, PluginReader::prepare),
          new Entry(
              "watch", "Check a plugin at every save.", WatchCommand::new, PluginReader::prepare),
          new Entry("fix", "Mend an older plugin.", FixCommand::new),
          new Entry("operations", "Show what a plugin implements.", OperationsCommand::new),
          new Entry("run", "Call a plugin's operation.", RunCommand::new),
          new Entry("lab", "Run an engine's workflows here.", LabCommand::new),
          new Entry("schema", "Work with a plugin's schemas.", SchemaCommand::new),
          new Entry("ls", "Show what goes into an artifact.", LsCommand::new),
          new Entry("lock", "Pin the runtime packages.", LockCommand::new),
          new Entry(
              "build", "Build a plugin's artifact.", BuildCommand::new, BuildCommand::prepare),
          new Entry("inspect", "Show what is in an artifact.", InspectCommand::new),
          new Entry("diff", "Show how two artifacts differ.", DiffCommand::new),
          new Entry("verify", "Check an artifact.", VerifyCommand::new),
          new Entry("upload", "Upload an artifact to an engine.", UploadCommand::new),
          new Entry("plugins", "Show an engine's plugins.", PluginsCommand::new),
          new Entry("download-logs", "Fetch a plugin's logs.", DownloadLogsCommand::new),
          new Entry("engine", "Run the local engine.", EngineCommand::new),
          new Entry("env", "Look at and change environments.", EnvCommand::new),
          new Entry("config", "Look at and change ~/.dvp/config.", ConfigCommand::new),
          new Entry("explain", "Explain a rule.", ExplainCommand::new),
          new Entry("help", "Read the manual.", HelpCommand::new),
          new Entry("man", "Write man pages.", ManCommand::new),
          new Entry("completion", "Print a completion script.", CompletionCommand::new));

  private CommandTable() {}

  /**
   * A command that can be made.
   *
   * @param name what the user types
   * @param summary what it does, in a line
   * @param maker makes it
   * @param ahead what it will need in any case, done beside the reading of the command line
   */
  public record Entry(String name, String summary, Supplier<Command> maker, Runnable ahead) {
    /**
     * A command that needs nothing ahead.
     *
     * @param name what the user types
     * @param summary what it does, in a line
     * @param maker makes it
     */
    public Entry(String name, String summary, Supplier<Command> maker) {
      this(name, summary, maker, () -> {});
    }
  }

  /**
   * Finds a command.
   *
   * @param name what the user typed
   * @return the command, if there is one of that name
   */
  public static Optional<Entry> find(String name) {
    // Without a stream: it would be the first of `dvp --version`, and brings 50 classes.
    for (Entry entry : COMMANDS) {
      if (entry.name().equals(name)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}

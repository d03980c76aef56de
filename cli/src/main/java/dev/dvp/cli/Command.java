package dev.dvp.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A command: options in, a call of core, the result out. */
public interface Command {
  /**
   * Adds the command's options, parameters and help text.
   *
   * @param spec what to add them to; it has its name and the options of every command already
   */
  void describe(CommandSpec spec);

  /**
   * Does the work.
   *
   * @param call what the user wrote, and the world
   * @return the process's exit code
   * @throws dev.dvp.core.diagnostics.DvpException when the input or the engine says no
   * @throws UsageException when the command line is wrong
   */
  int run(Invocation call);

  /**
   * Commands below this one, for example {@code engine start}.
   *
   * @return their names and makers; empty for most
   */
  default List<CommandTable.Entry> subcommands() {
    return List.of();
  }
}

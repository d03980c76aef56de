package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.Invocation;
import picocli.CommandLine.Model.CommandSpec;

final class LabTestCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {}

  @Override
  public int run(Invocation call) {
    return 0;
  }
}

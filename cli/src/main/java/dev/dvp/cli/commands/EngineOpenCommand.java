package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.LocalEngineProcess;
import dev.dvp.localengine.LocalEngineRule;
import dev.dvp.localengine.users.LoginTickets;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp engine open}: the engine's page, in a browser. */
final class EngineOpenCommand implements Command {
  private static final String NO_BROWSER = "--no-browser";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Open the page of the local engine in a browser: installed plugins, their sources and"
                + " jobs. Starts the engine when it is not running.",
            "The address that is printed needs no password; it is good once, for two minutes.")
        .footer("", "Examples:", "  dvp engine open", "  dvp engine open --no-browser");
    spec.addOption(LocalEngineHome.dataOption());
    spec.addOption(Options.flag("Print the address alone.", NO_BROWSER).build());
  }

  @Override
  public int run(Invocation call) {
    return LocalEngineHome.hinting(call, () -> open(call));
  }

  private static int open(Invocation call) {
    DataFolder folder = new DataFolder(LocalEngineHome.folder(call));
    LocalEngineProcess.Started started = LocalEngineHome.start(folder.root(), 0);
    if (started.launched()) {
      call.say("The local engine was started.");
    }
    String login = EngineCommand.address(started.engine().port()) + "/login/";
    LoginTickets tickets = new LoginTickets(folder.loginTickets(), call.host().clock());
    SecureRandom random = new SecureRandom();
    try {
      Browsers browsers = new Browsers(call.host().env());
      if (!call.flag(NO_BROWSER) && browsers.isThere()) {
        // The address of its own, since each is good once.
        Path way = tickets.way(login + tickets.issue(random));
        if (!browsers.open(way)) {
          call.say("No browser could be started.");
        }
      }
      call.out().println(login + tickets.issue(random));
    } catch (IOException e) {
      throw new DvpException(
          LocalEngineRule.DATA_FOLDER_UNUSABLE.at(
              Location.of(folder.loginTickets()),
              "The way into the page cannot be written" + Reasons.of(e) + ".",
              "Look at the rights and the space of the folder."),
          e);
    }
    return ExitCode.OK;
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.man.ManPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp man}: a man page of every command, for {@code man} to show. */
public final class ManCommand implements Command {
  private static final String DIRECTORY = "--directory";
  private static final String SECTION = "man1";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Write a man page of every command: dvp(1), dvp-build(1), dvp-lab-test(1), and so on.")
        .footer(
            "",
            "`man` finds them in ~/.local/share/man when ~/.local/bin is on PATH, and elsewhere"
                + " when MANPATH names the folder.",
            "",
            "Examples:",
            "  dvp man",
            "  dvp man -d /usr/local/share/man");
    spec.addOption(
        Options.value(
                "DIR", "The folder that has man1 in it [~/.local/share/man].", "-d", DIRECTORY)
            .build());
  }

  @Override
  public int run(Invocation call) {
    Path folder =
        call.value(DIRECTORY)
            .map(call.host()::resolve)
            .orElseGet(() -> call.host().home().resolve(".local/share/man"));
    Map<String, String> pages = ManPages.all();
    try {
      Path section = Files.createDirectories(folder.resolve(SECTION));
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(section.resolve(page.getKey()), page.getValue());
      }
      call.confirm("Wrote " + pages.size() + " pages to " + call.host().show(section) + ".");
      call.out().flush();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.files.Sizes;
import dev.dvp.localengine.EngineReset;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp engine reset}: removes what the local engine keeps. */
final class EngineResetCommand implements Command {
  private static final String YES = "--yes";
  private static final String DRY_RUN = "--dry-run";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Remove all that the local engine keeps: plugins, jobs, datasets and where they are"
                + " mounted, logs, its password.",
            "The engine must not be running. What it did not make itself stays.")
        .footer(
            "",
            "Examples:",
            "  dvp engine reset --dry-run",
            "  dvp engine stop && dvp engine reset --yes",
            "  dvp engine reset --data ~/engine-data --yes");
    spec.addOption(LocalEngineHome.dataOption());
    spec.addOption(Options.flag("Show what would go, and remove nothing.", DRY_RUN).build());
    spec.addOption(Options.flag("Do not ask.", "-y", YES).build());
  }

  @Override
  public int run(Invocation call) {
    return LocalEngineHome.hinting(call, () -> reset(call));
  }

  private static int reset(Invocation call) {
    Path folder = LocalEngineHome.folder(call);
    EngineReset reset = EngineReset.of(folder);
    int count = reset.files().size();
    if (count == 0) {
      call.say("There is nothing to remove: no engine was started in " + folder + ".");
      return ExitCode.OK;
    }
    String what =
        count
            + (count == 1 ? " file" : " files and folders")
            + ", "
            + Sizes.show(reset.bytes())
            + mounts(reset.mounts().size());
    if (call.flag(DRY_RUN)) {
      reset.files().forEach(file -> call.out().println(shown(folder, file)));
      reset.mounts().forEach(path -> call.out().println("mount " + Printable.text(path)));
      call.say("Would remove " + what + ", in " + folder + ".");
      return ExitCode.OK;
    }
    if (!call.flag(YES) && !call.host().terminal().in()) {
      throw new UsageException(
          "`dvp engine reset` removes what is installed, and nobody can be asked.",
          "Give `--yes` to remove it, or `--dry-run` to see what would go.");
    }
    String question = "Remove " + what + ", in " + folder + "?";
    if (!call.flag(YES) && !call.host().prompt().confirm(question, false)) {
      call.say("Nothing was removed.");
      return ExitCode.REFUSED;
    }
    EngineReset.Removed removed = reset.remove();
    call.out().println("Removed " + what + ".");
    removed.notes().forEach(note -> call.warn(Printable.text(note.message())));
    List<String> left = removed.others();
    if (!left.isEmpty()) {
      call.say(
          "Not made by the engine, and left in "
              + folder
              + ": "
              + Printable.text(String.join(", ", left))
              + ".");
    }
    return ExitCode.OK;
  }

  private static String mounts(int count) {
    if (count == 0) {
      return "";
    }
    return " and " + count + (count == 1 ? " mount" : " mounts") + " of datasets";
  }

  private static String shown(Path folder, Path file) {
    return Printable.text(folder.toAbsolutePath().normalize().relativize(file).toString());
  }
}

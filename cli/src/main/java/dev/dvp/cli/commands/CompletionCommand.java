package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandModel;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DidYouMean;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp completion}: a script that lets a shell complete commands and options. */
public final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Print a script that completes commands, options and rules.")
        .footer(
            "",
            "Examples:",
            "  source <(dvp completion bash)",
            "  dvp completion zsh > ~/.zfunc/_dvp");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .type(String.class)
            .required(true)
            .paramLabel("SHELL")
            .description("bash or zsh.")
            .completionCandidates(SHELLS)
            .build());
  }

  @Override
  public int run(Invocation call) {
    String shell = call.parameter(0).orElse("");
    if (!SHELLS.contains(shell)) {
      throw new UsageException(
          "There is no completion for `" + shell + "`.", DidYouMean.hint(shell, SHELLS));
    }
    // picocli's script serves zsh as well: it turns on zsh's emulation of bash completion itself.
    String script = AutoComplete.bash("dvp", CommandModel.all());
    call.out().print(shell.equals("zsh") ? "#compdef dvp\n" + script : script);
    return ExitCode.OK;
  }
}

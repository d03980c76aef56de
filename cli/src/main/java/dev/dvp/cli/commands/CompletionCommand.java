package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.completion.Completion;
import dev.dvp.core.diagnostics.DidYouMean;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp completion}: a script that lets a shell complete what is typed behind dvp. */
public final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Print a script that lets a shell complete commands and options, and what they take:"
                + " rules, operations, engines, environments, sources, files.")
        .footer(
            "",
            "The script asks dvp at each TAB. `dvp help shell` tells where to put it.",
            "",
            "Examples:",
            "  source <(dvp completion bash)",
            "  dvp completion zsh > ~/.zfunc/_dvp",
            "  dvp completion fish > ~/.config/fish/completions/dvp.fish");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .type(String.class)
            .required(true)
            .paramLabel("SHELL")
            .description("bash, zsh or fish.")
            .completionCandidates(SHELLS)
            .build());
  }

  @Override
  public int run(Invocation call) {
    String shell = call.parameter(0).orElse("");
    if (!SHELLS.contains(shell)) {
      String hint = DidYouMean.hint(shell, SHELLS);
      throw new UsageException(
          "There is no completion for `" + shell + "`.",
          hint.isEmpty() ? "There is one for bash, zsh and fish." : hint);
    }
    call.out().print(Completion.script(shell));
    call.out().flush();
    return ExitCode.OK;
  }
}

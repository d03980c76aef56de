package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.pages.TerminalPage;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp explain}: the page of a rule, or the list of all rules. */
public final class ExplainCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Explain a rule: why it is there, a wrong and a right example.")
        .footer(
            "",
            "Without RULE it lists all rules. The page is Markdown unless a terminal shows it.",
            "",
            "Example:",
            "  dvp explain M102");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("RULE")
            .description("A rule's id or name.")
            .completionCandidates(() -> RuleCatalogue.all().stream().map(Rule::id).iterator())
            .build());
  }

  @Override
  public int run(Invocation call) {
    Optional<String> word = call.parameter(0);
    if (word.isEmpty()) {
      for (Rule rule : RuleCatalogue.all()) {
        call.out().printf("%-5s %-8s %s%n", rule.id(), rule.severity().word(), rule.title());
      }
      return ExitCode.OK;
    }
    Rule rule = RuleCatalogue.find(word.get()).orElseThrow(() -> unknown(word.get()));
    String page = RuleCatalogue.page(rule);
    boolean isRead = call.host().terminal().out();
    call.out().print(isRead ? TerminalPage.of(page, call.outStyle()) : page);
    return ExitCode.OK;
  }

  private static UsageException unknown(String word) {
    List<String> words =
        RuleCatalogue.all().stream().flatMap(r -> Stream.of(r.id(), r.title())).toList();
    String hint = DidYouMean.hint(word, words);
    return new UsageException(
        "There is no rule `" + word + "`.",
        hint.isEmpty() ? "`dvp explain` lists all rules." : hint);
  }
}

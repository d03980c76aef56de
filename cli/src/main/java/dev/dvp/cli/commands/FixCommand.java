package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.FixReport;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.fix.FileChange;
import dev.dvp.core.fix.FixResult;
import dev.dvp.core.fix.FixWriter;
import dev.dvp.core.fix.PluginFixer;
import dev.dvp.core.python.ParseCache;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp fix}: mends what can be mended safely, and lists what cannot. */
public final class FixCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Bring an older plugin up to date: mend what can be mended safely, touch nothing else,"
                + " and list what is left to you.",
            "Shows the changes as a diff; --write makes them. Exits with 0 when nothing is left to"
                + " mend, with 1 when changes were only shown or errors are left to you.")
        .footer(
            "",
            "Examples:",
            "  dvp fix",
            "  dvp fix --write",
            "  dvp fix --rule M209 --rule O105",
            "  dvp fix --format json");
    spec.addOption(PluginOption.config());
    spec.addOption(Options.flag("Write the changes: all files, or none.", "--write").build());
    spec.addOption(
        Options.list("ID", "Mend findings of this rule alone; repeatable.", "--rule")
            .completionCandidates(() -> RuleCatalogue.all().stream().map(Rule::id).iterator())
            .build());
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean isJson = FormatOption.isJson(call);
    Set<String> rules = rules(call.values("--rule"));
    Path manifest = PluginOption.manifest(call);
    FixResult result =
        PluginFixer.fix(
            manifest, rule -> rules.isEmpty() || rules.contains(rule.id()), ParseCache.none());
    boolean isWriting = call.flag("--write");
    List<Path> written = isWriting ? write(call, result) : List.of();
    boolean isOnlyShown = !isWriting && !result.changes().isEmpty();
    boolean isOpen = !result.isRead() || isOnlyShown || SeverityPolicy.hasErrors(result.left());
    int exitCode = isOpen ? ExitCode.REFUSED : ExitCode.OK;
    FixReport report = new FixReport(result, exitCode, isWriting, written);
    if (isJson) {
      call.out().print(report.json(call.host()));
      return exitCode;
    }
    if (!isWriting) {
      call.out().print(report.diff(call.host(), call.outStyle(), call.host().terminal().out()));
    }
    if (call.verbosity() >= 0) {
      (isWriting ? call.out() : call.host().err())
          .print(report.text(call.host(), isWriting ? call.outStyle() : call.errStyle()));
    }
    return exitCode;
  }

  private static Set<String> rules(List<String> words) {
    Set<String> rules = new HashSet<>();
    for (String word : words) {
      Rule rule =
          RuleCatalogue.find(word)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "There is no rule `" + word + "`.",
                          DidYouMean.hint(
                              word, RuleCatalogue.all().stream().map(Rule::id).toList())));
      rules.add(rule.id());
    }
    return rules;
  }

  /** Writes all of it or nothing: also when interrupted. */
  private static List<Path> write(Invocation call, FixResult result) {
    List<FileChange> changes = result.changes();
    try (CreatedPaths temporary = new CreatedPaths()) {
      return call.host()
          .cleanups()
          .during(temporary::undo, () -> FixWriter.write(changes, temporary));
    }
  }
}

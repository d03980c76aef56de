package dev.dvp.cli.commands;

import dev.dvp.cli.UsageException;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How bad the user takes each rule to be. */
final class SeverityPolicy {
  private final Map<String, Severity> levels;
  private final boolean strict;

  private SeverityPolicy(Map<String, Severity> levels, boolean strict) {
    this.levels = levels;
    this.strict = strict;
  }

  static SeverityPolicy parse(List<String> settings, boolean strict) {
    Map<String, Severity> levels = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String id = equals < 0 ? setting : setting.substring(0, equals);
      Rule rule = RuleCatalogue.find(id).orElseThrow(() -> unknown(id));
      String level = equals < 0 ? "" : setting.substring(equals + 1);
      levels.put(rule.id(), level(level, rule, setting));
    }
    return new SeverityPolicy(levels, strict);
  }

  private static Severity level(String word, Rule rule, String setting) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "`--rule " + setting + "` does not say how bad the rule is.",
                    "Write `--rule " + rule.id() + "=` and one of off, info, warning, error."));
  }

  private static UsageException unknown(String id) {
    List<String> ids = RuleCatalogue.all().stream().map(Rule::id).toList();
    String hint = DidYouMean.hint(id, ids);
    return new UsageException(
        "There is no rule `" + id + "`.", hint.isEmpty() ? "`dvp explain` lists all rules." : hint);
  }

  List<Diagnostic> apply(List<Diagnostic> findings) {
    return findings.stream()
        .map(d -> d.withSeverity(levels.getOrDefault(d.rule().id(), d.severity())))
        .filter(d -> d.severity() != Severity.OFF)
        .toList();
  }

  boolean fails(List<Diagnostic> findings) {
    Severity limit = strict ? Severity.WARNING : Severity.ERROR;
    return findings.stream().anyMatch(d -> d.severity().compareTo(limit) <= 0);
  }

  static boolean hasErrors(List<Diagnostic> findings) {
    return findings.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  static List<Diagnostic> errors(List<Diagnostic> findings) {
    return findings.stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }
}

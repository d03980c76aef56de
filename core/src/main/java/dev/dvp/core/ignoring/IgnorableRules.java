package dev.dvp.core.ignoring;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.documents.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which findings can be ignored: those about Python source, unless they are errors without which
 * the plugin would not load. Syntax that the plugin cannot do without, and operations as the
 * platform refuses them, stay.
 */
final class IgnorableRules {
  private static final int ID_LENGTH = 4;

  private final List<Rule> rules;

  /** All rules about source, ignorable or not. */
  IgnorableRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** Whether a word is the id of one rule rather than the beginning of several. */
  static boolean isOne(String word) {
    return word.length() == ID_LENGTH;
  }

  /** Whether a finding may be ignored, whoever asks for it. */
  static boolean contains(Diagnostic finding) {
    String id = finding.rule().id();
    return contains(finding.rule())
        && (finding.severity() != Severity.ERROR || !id.startsWith("P1"));
  }

  private static boolean contains(Rule rule) {
    String id = rule.id();
    return (id.startsWith("P") && !id.startsWith("P6"))
        || (id.startsWith("O") && rule.severity() != Severity.ERROR);
  }

  /** Why a word of an ignore has no effect, and what to do; both empty when it has one. */
  record Verdict(String problem, String help) {
    static final Verdict FINE = new Verdict("", "");

    boolean isFine() {
      return problem.isEmpty();
    }
  }

  Verdict judge(String word) {
    String shown = Shown.text(word);
    if (word.startsWith("M") || word.startsWith("S") || word.startsWith("B")) {
      return new Verdict(
          shown + " is not about Python source, and only findings about source can be ignored.",
          "Mend what it tells, or run `dvp validate --rule " + Shown.plain(word) + "=off`.");
    }
    List<Rule> meant = rules.stream().filter(rule -> rule.id().startsWith(word)).toList();
    if (word.isEmpty() || meant.isEmpty()) {
      return new Verdict("There is no rule " + shown + ", so nothing is ignored.", nearest(word));
    }
    if (meant.stream().noneMatch(IgnorableRules::contains)) {
      return new Verdict(
          shown + " cannot be ignored: the engine would refuse the plugin, or load it wrongly.",
          "Mend what it tells; `dvp explain " + meant.get(0).id() + "` tells how.");
    }
    return Verdict.FINE;
  }

  private String nearest(String word) {
    for (Rule rule : rules) {
      if (rule.title().equalsIgnoreCase(word) || rule.id().equals(word.toUpperCase(Locale.ROOT))) {
        return "Did you mean `" + rule.id() + "`?";
      }
    }
    List<String> ids = new ArrayList<>();
    rules.forEach(rule -> ids.add(rule.id()));
    String hint = DidYouMean.hint(word, ids);
    return hint.isEmpty() ? "Write an id such as `P201`, or the beginning of several: `P2`." : hint;
  }
}

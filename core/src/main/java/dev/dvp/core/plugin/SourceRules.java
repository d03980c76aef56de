package dev.dvp.core.plugin;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.ignoring.IgnoreRule;
import dev.dvp.core.operations.ImportRule;
import dev.dvp.core.operations.OperationRule;
import dev.dvp.core.operations.OutdatedImportRule;
import dev.dvp.core.python.PythonRule;
import dev.dvp.core.python.names.NameRule;
import dev.dvp.core.usage.UsageRule;
import java.util.ArrayList;
import java.util.List;

/** All rules about a plugin's source. */
public final class SourceRules {
  private SourceRules() {}

  /**
   * The rules, of all groups whose ids begin with P or O.
   *
   * @return by group
   */
  public static List<Rule> all() {
    List<Rule> all = new ArrayList<>();
    for (Rule[] group :
        new Rule[][] {
          PythonRule.values(),
          NameRule.values(),
          UsageRule.values(),
          OperationRule.values(),
          OutdatedImportRule.values(),
          ImportRule.values(),
          IgnoreRule.values()
        }) {
      for (Rule rule : group) {
        if (rule.id().startsWith("P") || rule.id().startsWith("O")) {
          all.add(rule);
        }
      }
    }
    return List.copyOf(all);
  }
}

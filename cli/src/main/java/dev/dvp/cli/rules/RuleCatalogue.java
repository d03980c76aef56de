package dev.dvp.cli.rules;

import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.bytecode.BytecodeRule;
import dev.dvp.core.codegen.CodegenRule;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.dvpyml.DvpYmlRule;
import dev.dvp.core.editors.EditorRule;
import dev.dvp.core.engine.EngineRule;
import dev.dvp.core.fix.FixRule;
import dev.dvp.core.ignoring.IgnoreRule;
import dev.dvp.core.inspection.ComparisonRule;
import dev.dvp.core.instances.InstanceRule;
import dev.dvp.core.manifest.ManifestRule;
import dev.dvp.core.operations.ImportRule;
import dev.dvp.core.operations.OperationRule;
import dev.dvp.core.operations.OutdatedImportRule;
import dev.dvp.core.payload.PayloadRule;
import dev.dvp.core.python.PythonRule;
import dev.dvp.core.python.names.NameRule;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.scaffold.TemplateRule;
import dev.dvp.core.schema.SchemaRule;
import dev.dvp.core.settings.SettingsRule;
import dev.dvp.core.usage.UsageRule;
import dev.dvp.localengine.LocalEngineRule;
import dev.dvp.localengine.datasets.DatasetRule;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.running.RunRule;
import dev.dvp.localengine.workflows.WorkflowRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules of all groups. */
public final class RuleCatalogue {
  private RuleCatalogue() {}

  /**
   * All rules.
   *
   * @return by id
   */
  public static List<Rule> all() {
    Stream<Rule[]> groups =
        Stream.of(
            ManifestRule.values(),
            SchemaRule.values(),
            CodegenRule.values(),
            InstanceRule.values(),
            PythonRule.values(),
            NameRule.values(),
            OperationRule.values(),
            OutdatedImportRule.values(),
            IgnoreRule.values(),
            DvpYmlRule.values(),
            UsageRule.values(),
            ImportRule.values(),
            BuildRule.values(),
            PayloadRule.values(),
            BytecodeRule.values(),
            ComparisonRule.values(),
            RuntimeRule.values(),
            EditorRule.values(),
            TemplateRule.values(),
            FixRule.values(),
            SettingsRule.values(),
            EngineRule.values(),
            LocalEngineRule.values(),
            EnvironmentRule.values(),
            DatasetRule.values(),
            WorkflowRule.values(),
            RunRule.values());
    return groups.flatMap(Stream::of).sorted(Comparator.comparing(Rule::id)).toList();
  }

  /**
   * Finds a rule.
   *
   * @param word its id in any case, or its title
   * @return the rule, if there is one
   */
  public static Optional<Rule> find(String word) {
    return all().stream()
        .filter(rule -> rule.id().equalsIgnoreCase(word) || rule.title().equalsIgnoreCase(word))
        .findFirst();
  }

  /**
   * The page of a rule, in Markdown.
   *
   * @param rule the rule
   * @return its page
   */
  public static String page(Rule rule) {
    String resource = "/dev/dvp/core/rules/" + rule.id() + ".md";
    try (InputStream page = RuleCatalogue.class.getResourceAsStream(resource)) {
      if (page == null) {
        throw new IllegalStateException("no page for " + rule.id());
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

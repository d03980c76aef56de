package dev.dvp.cli;

import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.Rule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The pages of the documentation that are rendered from code are equal to the code. */
class DocsTest {
  private static final Path DOCS = Golden.root().resolve("docs");

  private static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("M", "manifest");
    GROUPS.put("S", "schema");
    GROUPS.put("P", "python");
    GROUPS.put("O", "operations");
    GROUPS.put("B", "build");
    GROUPS.put("E", "engine");
    GROUPS.put("R", "run");
  }

  @Test
  void commandsMdIsTheHelpOfEveryCommand() {
    StringBuilder page =
        new StringBuilder("# Commands\n\nThis page is what `dvp COMMAND --help` prints.\n");
    append(page, CommandModel.all());
    Golden.checkFile(DOCS.resolve("commands.md"), page.toString());
  }

  private static void append(StringBuilder page, CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n```text\n");
    page.append(CommandModel.help(spec, false).stripTrailing()).append("\n```\n");
    commandLine.getSubcommands().values().forEach(below -> append(page, below));
  }

  @Test
  void everyGroupOfRulesHasItsPage() {
    for (Map.Entry<String, String> group : GROUPS.entrySet()) {
      List<Rule> rules =
          RuleCatalogue.all().stream().filter(r -> r.id().startsWith(group.getKey())).toList();
      String pages =
          rules.stream()
              .map(r -> RuleCatalogue.page(r).replaceFirst("^# ", "## ").stripTrailing() + "\n")
              .collect(Collectors.joining("\n"));
      String heading = "# Rules: " + group.getValue() + "\n\n";
      Golden.checkFile(DOCS.resolve("rules/" + group.getValue() + ".md"), heading + pages);
    }
  }

  @Test
  void theIndexListsEveryRule() {
    StringBuilder page = new StringBuilder("# Rules\n\n");
    page.append(
        "`dvp explain RULE` prints the section of a rule. `dvp validate --rule ID=LEVEL`\n");
    page.append("changes how bad it is: off, info, warning or error.\n\n");
    page.append("| rule | name | severity |\n|---|---|---|\n");
    for (Rule rule : RuleCatalogue.all()) {
      String file = GROUPS.get(rule.id().substring(0, 1)) + ".md";
      String anchor = rule.id().toLowerCase(java.util.Locale.ROOT) + "-" + rule.title();
      page.append("| [").append(rule.id()).append("](").append(file).append('#').append(anchor);
      page.append(") | ").append(rule.title()).append(" | ").append(rule.severity().word());
      page.append(" |\n");
    }
    Golden.checkFile(DOCS.resolve("rules/README.md"), page.toString());
  }
}

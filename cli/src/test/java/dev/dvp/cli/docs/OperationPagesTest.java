package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual of operations says what the catalogue says, and shows the files of the examples. */
class OperationPagesTest {
  private static final Path PAGES = Golden.root().resolve("docs/operations");
  private static final Pattern RULE_LINK =
      Pattern.compile("\\[([A-Z]\\d{3})\\]\\(\\.\\./rules/([a-z]+)\\.md#([a-z0-9-]+)\\)");

  static Stream<OperationRow> rows() {
    return OperationRow.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aPageHoldsTheFactsAndTheExample(OperationRow row) throws IOException {
    Path file = PAGES.resolve(row.page());
    String page = Files.readString(file);
    String rendered = region(page, "facts", new OperationFacts(row).render());
    rendered = region(rendered, "example", new OperationExample(row).render());
    Golden.checkFile(file, rendered);
  }

  /** Puts text between the two comments of a region. */
  static String region(String page, String name, String text) {
    Matcher region =
        Pattern.compile("(?s)(<!-- " + name + ":[^>]*-->\n).*?(<!-- end of " + name + " -->)")
            .matcher(page);
    assertThat(region.find()).as("<!-- " + name + ": … --> and its end").isTrue();
    return region.replaceFirst(
        Matcher.quoteReplacement(region.group(1) + "\n" + text + "\n" + region.group(2)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aPageHasAllSections(OperationRow row) throws IOException {
    List<String> lines = Files.readAllLines(PAGES.resolve(row.page()));
    assertThat(headings(String.join("\n", lines)))
        .containsExactly(
            "# " + row.title(),
            "## At a glance",
            "## When the engine calls it",
            "## Signature",
            "## Arguments",
            "## Returns",
            "## Example",
            "## Common mistakes");
    assertThat(lines.get(2)).as("what it is for stands first").matches("[A-Z].{20,}");
    String mistakes = String.join("\n", lines).replaceAll("(?s).*## Common mistakes", "");
    assertThat(mistakes).as("rules in the mistakes").containsPattern(RULE_LINK);
  }

  /** Not the comments in blocks of Python. */
  private static List<String> headings(String page) {
    return page.replaceAll("(?ms)^```.*?^```", "").lines().filter(l -> l.matches("#+ .*")).toList();
  }

  /** The headings of the page that the platform's authors began, as they wrote them. */
  private static final List<String> ASKED_FOR =
      List.of(
          "Source Config Discovery",
          "Repository Discovery",
          "Direct Linked Soure Pre-Snapshot",
          "Direct Linked Soure Post-Snapshot",
          "Staged Linked Soure Pre-Snapshot",
          "Staged Linked Soure Post-Snapshot",
          "Staged Linked Soure Start-Staging",
          "Staged Linked Soure Stop-Staging",
          "Staged Linked Soure Status",
          "Staged Linked Soure Worker",
          "Staged Linked Soure Mount Specification",
          "Virtual Source Configure",
          "Virtual Source Unconfigure",
          "Virtual Source Reconfigure",
          "Virtual Soure Start",
          "Virtual Source Stop",
          "Virtual Source Pre-Snapshot",
          "Virtual Source Post-Snapshot",
          "Virtual Source Mount Specification",
          "Virtual Source Status");

  private static List<OperationRow> askedFor() {
    return ASKED_FOR.stream()
        .map(heading -> heading.replace("Soure", "Source"))
        .map(title -> rows().filter(row -> row.title().equals(title)).findFirst().orElseThrow())
        .toList();
  }

  @Test
  void everyHeadingThatWasAskedForHasItsPage() throws IOException {
    Set<String> titles = new TreeSet<>();
    for (Path page : pages()) {
      titles.add(headings(Files.readString(page)).get(0));
    }
    for (OperationRow row : askedFor()) {
      assertThat(titles).contains("# " + row.title());
    }
  }

  @Test
  void theIndexListsAllInTheOrderOfThatPage() throws IOException {
    Path file = PAGES.resolve("README.md");
    String index = new OperationIndex(askedFor()).render();
    Golden.checkFile(file, region(Files.readString(file), "facts", index));
  }

  @Test
  void linksBetweenThePagesLeadSomewhere() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link =
          Pattern.compile("\\]\\(([^)#]+)(?:#([a-z0-9_-]+))?\\)").matcher(Files.readString(page));
      while (link.find()) {
        Path target = page.resolveSibling(link.group(1)).normalize();
        String anchor = link.group(2);
        // Those to pages of the manual's other parts are looked at with all links of the manual.
        boolean isThere = Files.exists(target) || !isBeside(target);
        if (Files.exists(target) && anchor != null) {
          isThere =
              headings(Files.readString(target)).stream()
                  .map(OperationPagesTest::anchor)
                  .anyMatch(anchor::equals);
        }
        if (!isThere) {
          wrong.add(page.getFileName() + ": " + link.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isBeside(Path target) {
    return target.startsWith(PAGES) || target.startsWith(PAGES.resolveSibling("examples"));
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }

  @Test
  void rulesThatAreLinkedAreThere() throws IOException {
    Set<String> anchors =
        RuleCatalogue.all().stream()
            .map(rule -> (rule.id() + "-" + rule.title()).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      Set<String> linked = new TreeSet<>();
      Matcher link = RULE_LINK.matcher(text);
      while (link.find()) {
        linked.add(link.group(1));
        String group =
            Files.readString(Golden.root().resolve("docs/rules/" + link.group(2) + ".md"));
        boolean isThere =
            anchors.contains(link.group(3))
                && link.group(3).startsWith(link.group(1).toLowerCase(Locale.ROOT) + "-")
                && group.contains("\n## " + link.group(1) + " ");
        if (!isThere) {
          wrong.add(page.getFileName() + ": " + link.group());
        }
      }
      Matcher named = Pattern.compile("\\b[MSPOBER]\\d{3}\\b").matcher(text);
      while (named.find()) {
        if (!linked.contains(named.group())) {
          wrong.add(page.getFileName() + ": " + named.group() + " is not linked");
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(RuleCatalogue.all()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}

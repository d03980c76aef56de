package dev.dvp.core.ignoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoresTest {
  private record TestRule(RuleIdentity identity) implements Rule {
    TestRule(String id, String title, Severity severity) {
      this(new RuleIdentity(id, title, severity));
    }
  }

  private static final Rule SYNTAX = new TestRule("P101", "syntax-error", Severity.ERROR);
  private static final Rule NAME = new TestRule("P201", "undefined-name", Severity.ERROR);
  private static final Rule MODULE = new TestRule("P202", "missing-module", Severity.WARNING);
  private static final Rule HABIT = new TestRule("P401", "habit", Severity.WARNING);
  private static final Rule WRONG = new TestRule("O105", "wrong-parameter", Severity.ERROR);
  private static final Rule UNSEEN = new TestRule("O401", "not-seen", Severity.WARNING);
  private static final List<Rule> RULES = List.of(SYNTAX, NAME, MODULE, HABIT, WRONG, UNSEEN);

  @TempDir Path dir;
  private Path srcDir;
  private Path file;
  private final Diagnostics out = new Diagnostics();

  @BeforeEach
  void makeFolder() throws IOException {
    srcDir = Files.createDirectory(dir.resolve("src"));
    file = srcDir.resolve("a.py");
  }

  private Diagnostic finding(Rule rule, int line) {
    return rule.at(new Location(file, line, 1), "Wrong.", "Mend it.");
  }

  /** Rule and line of what is left of findings in a file of this text. */
  private List<String> left(String text, Diagnostic... findings) throws IOException {
    Files.writeString(file, text);
    Ignores ignores = Ignores.beside(dir.resolve("plugin_config.yml"));
    DeepStack.call(
        () -> {
          try (SourceTree tree = new SourceTree(srcDir)) {
            ignores.applyAndCheck(List.of(findings), tree.readAll(tree.files()), RULES, out);
          }
          return 0;
        });
    return out.sorted().stream().map(d -> d.rule().id() + ":" + d.location().line()).toList();
  }

  private List<String> withSettings(String yaml, Diagnostic... findings) throws IOException {
    Files.writeString(dir.resolve("dvp.yml"), yaml);
    return left("x = 1\n", findings);
  }

  @Test
  void ignoresOnTheLineAlone() throws IOException {
    String text = "x\ny  # dvp: ignore[P201]\nz\n";
    assertThat(left(text, finding(NAME, 1), finding(NAME, 2), finding(MODULE, 2)))
        .containsExactly("P201:1", "P202:2");
    assertThat(out.ignored()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"P201", "P2", "P", "'P4, P201'", "'O4,P2'"})
  void takesIdsAndTheirBeginnings(String list) throws IOException {
    assertThat(left("x  # dvp: ignore[" + list + "] why\n", finding(NAME, 1)))
        .doesNotContain("P201:1");
  }

  @Test
  void coversAStatementFromItsFirstAndLastLine() throws IOException {
    String text = "f(  # dvp: ignore[P201]\n  a,\n)\ng(\n  b,\n)  # dvp: ignore[P201]\n";
    assertThat(left(text, finding(NAME, 2), finding(NAME, 4))).isEmpty();
  }

  @Test
  void coversItsLineAloneFromWithinAStatement() throws IOException {
    String text = "f(\n  a,  # dvp: ignore[P201]\n  b,\n)\n";
    assertThat(left(text, finding(NAME, 2), finding(NAME, 3))).containsExactly("P201:3");
  }

  @Test
  void coversAFileFromItsHead() throws IOException {
    String text = "# dvp: ignore-file[P2]\nx\n";
    assertThat(left(text, finding(NAME, 2), finding(HABIT, 2))).containsExactly("P401:2");
  }

  @Test
  void coversAllOfPythonWithoutAList() throws IOException {
    String text = "# copied\n# dvp: ignore-file\nx\n";
    assertThat(left(text, finding(NAME, 2), finding(HABIT, 2), finding(UNSEEN, 2)))
        .containsExactly("O401:2");
  }

  @Test
  void keepsWhatThePluginDoesNotLoadWith() throws IOException {
    String text = "# dvp: ignore-file[P,O]\nx\n";
    Diagnostic helper = finding(SYNTAX, 3).withSeverity(Severity.WARNING);
    assertThat(left(text, finding(SYNTAX, 2), finding(WRONG, 2), helper))
        .containsExactly("O105:2", "P101:2");
    assertThat(out.sorted().get(1).help()).contains("Mend it.").contains("cannot be ignored");
  }

  @Test
  void saysWhatDoesNothing() throws IOException {
    String text =
        """
        a  # dvp: ignore[P999]
        b  # dvp: ignore[O105]
        c  # dvp: ignore[M101]
        d  # dvp: ignore
        e  # dvp: ignore[]
        f  # dvp: ignore[P201
        g  # dvp: ignore-file[P2]
        h  # dvp: ingore[P201]
        i  # dvp: ignore[p201]
        """;
    assertThat(left(text))
        .containsExactly(
            "P601:1", "P601:2", "P601:3", "P601:4", "P601:5", "P601:6", "P601:7", "P601:8",
            "P601:9");
    assertThat(out.sorted().get(8).help()).isEqualTo("Did you mean `P201`?");
  }

  @Test
  void saysWhatIsNotNeededAnyMore() throws IOException {
    String text = "a  # dvp: ignore[P201,P4]\nb  # dvp: ignore[P401]\n";
    assertThat(left(text, finding(HABIT, 2))).containsExactly("P602:1");
  }

  @Test
  void leavesOtherCommentsAlone() throws IOException {
    assertThat(left("a  # dvp: builds this\nb  # dvp: note[1]\n")).isEmpty();
  }

  @Test
  void obeysSettings() throws IOException {
    String yaml = "ignore:\n  - paths: [src/a.py]\n    rules: [P2]\n";
    assertThat(withSettings(yaml, finding(NAME, 1), finding(HABIT, 1))).containsExactly("P401:1");
    assertThat(out.ignored()).isEqualTo(1);
  }

  @Test
  void obeysSettingsForTheirPathsAlone() throws IOException {
    String yaml = "ignore:\n  - {paths: [src/vendor], rules: [P2]}\n";
    assertThat(withSettings(yaml, finding(NAME, 1))).containsExactly("P201:1");
  }

  @ParameterizedTest
  @CsvSource({
    "ignore: [, M901:1",
    "- 1, M901:1",
    "a: 1, M902:1",
    "ignored: [], M902:1",
    "ignore: 1, M903:1",
    "ignore: [1], M903:1",
    "'ignore: [{paths: [a]}]', M903:1",
    "'ignore: [{paths: [a], rule: [P2]}]', M902:1",
    "'ignore: [{paths: a, rules: [P2]}]', M903:1",
    "'ignore: [{paths: [], rules: [P2]}]', M903:1",
    "'ignore: [{paths: [1], rules: [P2]}]', M903:1",
    "'ignore: [{paths: [../a], rules: [P2]}]', M903:1",
    "'ignore: [{paths: [/a], rules: [P2]}]', M903:1",
    "'ignore: [{paths: [a//b], rules: [P2]}]', M903:1",
    "'ignore: [{paths: [a], rules: [P9]}]', P601:1",
    "'ignore: [{paths: [a], rules: [S101]}]', P601:1"
  })
  void saysWhatIsWrongWithSettings(String yaml, String expected) throws IOException {
    assertThat(withSettings(yaml)).containsExactly(expected);
  }

  @Test
  void isFineWithEmptySettings() throws IOException {
    assertThat(withSettings("ignore: []\n")).isEmpty();
  }
}

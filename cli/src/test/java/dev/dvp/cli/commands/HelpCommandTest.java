package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Host;
import dev.dvp.cli.pages.Glossary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpCommandTest {
  @TempDir Path folder;
  private DvpRunner dvp;

  @BeforeEach
  void make() {
    dvp = new DvpRunner(folder);
  }

  private String help(String... words) {
    String[] args = new String[words.length + 1];
    args[0] = "help";
    System.arraycopy(words, 0, args, 1, words.length);
    DvpRunner.Result result = dvp.run(args);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  @Test
  void withoutAWordItIsTheOverviewAndTheTopics() {
    assertThat(help())
        .startsWith(dvp.run("--help").out())
        .containsPattern("\nTopics:\n  .*\n")
        .containsPattern("\n  artifacts +Artifacts\n");
    assertThat(help().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theListNamesEachTopicAsItIsToBeCalled() {
    assertThat(help("--list").lines())
        .allMatch(line -> line.startsWith("  "))
        .anyMatch(line -> line.matches("  lab.md +Running workflows on your machine"))
        .noneMatch(line -> line.contains("dependencies"));
    for (String line : help("-l").lines().toList()) {
      String[] parts = line.strip().split(" {2,}");
      assertThat(help(parts[0])).startsWith(parts[1]);
    }
  }

  @Test
  void aCommandHasItsHelp() {
    assertThat(help("build")).isEqualTo(dvp.run("build", "--help").out());
    assertThat(help("lab", "test")).isEqualTo(dvp.run("lab", "test", "--help").out());
    assertThat(help("help")).contains("Usage: dvp help");
    assertThat(help("lab")).startsWith("Usage: dvp lab").contains("\n`dvp help lab.md` shows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"artifacts", "ARTIFACTS", "artifacts.md", "docs/artifacts.md", "Artifacts"})
  void aTopicGoesByNameFileAndTitle(String word) {
    assertThat(help(word)).startsWith("Artifacts\n\n  ");
  }

  @Test
  void aTitleOfSeveralWordsNeedsNoQuotes() {
    assertThat(help("running", "workflows", "on", "your", "machine"))
        .isEqualTo(help("lab.md"))
        .startsWith("Running workflows on your machine\n");
    assertThat(help("building", "an", "artifact")).isEqualTo(help("building"));
  }

  @Test
  void aRuleHasItsPage() {
    assertThat(help("m102")).startsWith("M102 missing-field\n\n  ").contains("Wrong:");
    assertThat(help("missing-field")).isEqualTo(help("M102"));
  }

  @Test
  void aWordOfTheGlossaryIsExplained() {
    assertThat(help("VDB")).startsWith("  Virtual source, VDB. A copy");
    assertThat(help("virtual", "source")).isEqualTo(help("vdb"));
    assertThat(help("dvp.yml")).startsWith("  `dvp.yml`. A file beside the manifest");
    assertThat(help("snapshot")).startsWith("  Snapshot. The state of a dataset");
    assertThat(Glossary.words())
        .contains("provisioning", "usererror")
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({"artefacts, Did you mean `artifacts`?", "xyzzyx, lists"})
  void whatNobodyKnowsIsWrongUsage(String word, String hint) {
    DvpRunner.Result result = dvp.run("help", word);
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("no help on `" + word + "`", hint);
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(help("artifacts")).doesNotContain("\u001b");
    assertThat(help("artifacts", "--color", "always"))
        .startsWith("\u001b[1mArtifacts\u001b[0m\n")
        .contains("\u001b[36mdvp build\u001b[0m");
  }

  private String onTerminal(String pager) {
    dvp.terminal(new Host.TerminalStreams(true, true, true)).env("PAGER", pager);
    return help("artifacts");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTerminalGetsItThroughThePager() throws IOException {
    Path paged = folder.resolve("paged text");
    assertThat(onTerminal("sed s/Artifacts/Paged/ > '" + paged + "'")).isEmpty();
    assertThat(paged).content().contains("Paged", "\u001b[1m");
    assertThat(onTerminal("cat >/dev/null; echo $LESS >'" + paged + "'")).isEmpty();
    assertThat(Files.readString(paged)).isNotBlank();
  }

  @Test
  void withoutAPagerItIsPrinted() {
    assertThat(onTerminal("")).contains("Artifacts");
    assertThat(onTerminal("cat")).contains("Artifacts");
    assertThat(onTerminal("exit 127")).contains("Artifacts");
    dvp.env("TERM", "dumb");
    assertThat(onTerminal("false")).contains("Artifacts");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whoHasSeenEnoughMayLeave() {
    assertThat(onTerminal("exit 0")).isEmpty();
  }
}

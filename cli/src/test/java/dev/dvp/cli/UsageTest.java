package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Help, versions, and command lines that are wrong. */
class UsageTest {
  @TempDir Path folder;

  private DvpRunner.Result dvp(String... args) {
    return new DvpRunner(folder).run(args);
  }

  @Test
  void versionNamesTheJvm() {
    assertThat(dvp("--version").out()).startsWith("dvp ").contains("Java " + Runtime.version());
    assertThat(dvp("-v", "--version").exitCode()).isZero();
  }

  @Test
  void withoutACommandTheHelpIsShownAsWrongUsage() {
    DvpRunner.Result result = dvp();
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("quickstart", "validate");
    assertThat(result.out()).isEmpty();
  }

  static Stream<String> commands() {
    return CommandTable.COMMANDS.stream().map(CommandTable.Entry::name);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpThatFitsTheScreen(String command) {
    for (String option : new String[] {"-h", "--help"}) {
      DvpRunner.Result result = dvp(command, option);
      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out()).contains("dvp " + command);
      assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void helpNeverActsWhereverItStands() {
    DvpRunner runner = new DvpRunner(folder);
    DvpRunner.Result result = runner.run("-h", "init", "-r", "y");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Usage: dvp init");
    assertThat(runner.workingDir().resolve("y")).doesNotExist();
    assertThat(runner.run("engine", "-h", "stop").out()).contains("Usage: dvp engine stop");
  }

  static Stream<Arguments> wrongLines() {
    return Stream.of(
        Arguments.of("biuld", "Did you mean `build`?"),
        Arguments.of("frobnicate", "no command"),
        Arguments.of("--frobnicate", "no option"),
        Arguments.of("build --upload-artefact x", "Did you mean `--upload-artifact`?"),
        Arguments.of("build extra", "no argument"),
        Arguments.of("build -g -a x", "-a"),
        Arguments.of("build -a", "-a"),
        Arguments.of("validate -v -q", "exclude"),
        Arguments.of("validate --format jsno", "Did you mean `json`?"),
        Arguments.of("validate --color sometimes", "always"),
        Arguments.of("validate --rule M999=off", "no rule"),
        Arguments.of("validate --rule M101", "off"),
        Arguments.of("validate --rule M101=bad", "warning"),
        Arguments.of("explain X1", "no rule"),
        Arguments.of("explain M1O1", "Did you mean"),
        Arguments.of("completion tcsh", "fish"),
        Arguments.of("completion bahs", "Did you mean `bash`?"),
        Arguments.of("help biuld", "Did you mean `build`?"),
        Arguments.of("help artefacts", "Did you mean `artifacts`?"),
        Arguments.of("help lab tset", "Did you mean `test`?"),
        Arguments.of("help lab frobnicate", "`dvp help lab`"),
        Arguments.of("help M1O2", "Did you mean `M102`?"),
        Arguments.of("help frobnicate", "lists"),
        Arguments.of("completion", "SHELL"),
        Arguments.of("engine", "start"),
        Arguments.of("engine strat", "Did you mean `start`?"),
        Arguments.of("engine start --port 99999", "65535"),
        Arguments.of("engine start --port x", "65535"),
        Arguments.of("init -s STAGE", "Did you mean `STAGED`?"),
        Arguments.of("init -t LINUX", "UNIX"));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void aWrongLineIsExplained(String line, String says) {
    DvpRunner.Result result = dvp(line.split(" "));
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(says).doesNotContain("Exception", "\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whoeverAsksForADocumentGetsOneEvenForAWrongLine() {
    DvpRunner.Result json = dvp("validate", "--format", "json", "--bogus");
    assertThat(json.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(json.out()).startsWith("{").contains("\"failure\"");
    DvpRunner.Result later = dvp("-v", "validate", "--format", "json", "--bogus");
    assertThat(later.out()).contains("\"command\" : \"validate\"");
    DvpRunner.Result github = dvp("validate", "--format", "github", "--bogus");
    assertThat(github.out()).startsWith("::error title=dvp::");
    DvpRunner.Result sarif = dvp("validate", "--format=sarif", "--rule", "M999=off");
    assertThat(sarif.out()).startsWith("{").contains("\"executionSuccessful\" : false");
  }

  @Test
  void coloursAreAsAskedForAlsoWhenACommandFails() {
    DvpRunner onTerminal =
        new DvpRunner(folder).terminal(new Host.TerminalStreams(true, true, true));
    assertThat(onTerminal.run("build").err()).contains("\u001b[");
    assertThat(onTerminal.run("build", "--color", "never").err()).doesNotContain("\u001b[");
    assertThat(onTerminal.run("build", "--color=never", "--bogus").err()).doesNotContain("\u001b[");
    assertThat(onTerminal.env("NO_COLOR", "1").run("build").err()).doesNotContain("\u001b[");
    assertThat(dvp("build", "--color", "always").err()).contains("\u001b[");
  }

  @Test
  void aWrongSourceDateEpochIsNotIgnored() {
    DvpRunner runner = new DvpRunner(folder);
    Path plugin = runner.scaffold("plugin");
    for (String bad : new String[] {"x", "-1", "99999999999999", "1.5"}) {
      DvpRunner.Result result = runner.env("SOURCE_DATE_EPOCH", bad).runIn(plugin, "build");
      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("SOURCE_DATE_EPOCH");
    }
  }
}

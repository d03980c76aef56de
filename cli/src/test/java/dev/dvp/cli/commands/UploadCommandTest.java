package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Host;
import dev.dvp.cli.Prompt;
import dev.dvp.testkit.FakeSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UploadCommandTest {
  private static final String PASSWORD = "s3cr3t-password";

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;
  private final FakeEngine engine = new FakeEngine();

  @BeforeEach
  void buildAnArtifact() {
    dvp = new DvpRunner(folder);
    plugin = dvp.scaffold("plugin");
    FakeSdk.in(folder.resolve("wheels"));
    dvp.env("DVP_RUNTIME", "official").env("DVP_WHEELHOUSE", folder.resolve("wheels").toString());
    assertThat(dvp.runIn(plugin, "build").exitCode()).isZero();
  }

  @AfterEach
  void stopTheEngine() {
    engine.close();
  }

  private DvpRunner.Result upload(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("upload", "-e", engine.address()));
    args.addAll(List.of("-u", "admin"));
    args.addAll(List.of(more));
    return dvp.env("DVP_PASSWORD", PASSWORD).runIn(plugin, args.toArray(String[]::new));
  }

  private static void assertNoSecret(DvpRunner.Result result) {
    assertThat(result.out() + result.err())
        .doesNotContain(PASSWORD, "cookie-secret", "tok-1", "Exception", "\tat ");
  }

  @Test
  void uploadsAndWaits() {
    DvpRunner.Result result = upload("--wait");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).isEqualTo("Installed Example 0.1 on " + engine.address() + ".\n");
    assertThat(engine.calls())
        .containsExactly(
            "session",
            "login",
            "toolkit",
            "toolkit/requestUploadToken",
            "data/upload",
            "action/ACTION-2");
    assertNoSecret(result);
  }

  @Test
  void quietMeansNothingButErrors() {
    String events =
        "{\"type\":\"Job\",\"jobState\":\"COMPLETED\",\"events\":[{\"timestamp\":\"now\",\"messageDetails\":\"Half done.\"}]}";
    engine.answer("data/upload", withJob(FakeEngine.ok("\"\"", "\"ACTION-2\"")));
    engine.answer("action/ACTION-2/getJob", FakeEngine.ok(events, "null"));
    assertThat(upload("--wait").out()).contains("Half done.", "Installed");
    for (String[] line : new String[][] {{"-q", "--wait"}, {"-q"}}) {
      DvpRunner.Result result = upload(line);
      assertThat(result).isEqualTo(new DvpRunner.Result(ExitCode.OK, "", ""));
    }
    engine.answer("data/upload", FakeEngine.error("No room.", "Make some."));
    DvpRunner.Result failed = upload("-q", "--wait");
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("No room.");
  }

  private static String withJob(String answer) {
    return answer.replace("\"job\":null", "\"job\":\"JOB-1\"");
  }

  @Test
  void withoutWaitItLeavesTheEngineAtWork() {
    DvpRunner.Result result = upload();
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("ACTION-2", "--wait");
    assertThat(engine.calls()).endsWith("data/upload");
  }

  @Test
  void oldScriptsSayDelphixEngine() {
    DvpRunner.Result result =
        dvp.env("DVP_PASSWORD", PASSWORD)
            .runIn(plugin, "upload", "--delphix-engine", engine.address(), "-u", "admin");
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }

  @Test
  void settingsComeFromTheConfigurationAndOptionsWin() throws IOException {
    Path config = Files.createDirectories(dvp.home().resolve(".dvp")).resolve("config");
    Files.writeString(
        config,
        "[default]\nengine = http://127.0.0.1:1\nuser = admin\npassword = " + PASSWORD + "\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    assertThat(dvp.runIn(plugin, "upload").exitCode()).isEqualTo(ExitCode.REFUSED);
    DvpRunner.Result result = dvp.runIn(plugin, "upload", "-e", engine.address());
    assertThat(result.exitCode()).as(result.toString()).isZero();
    DvpRunner.Result byEnvironment =
        dvp.env("DVP_ENGINE", engine.address()).runIn(plugin, "upload");
    assertThat(byEnvironment.exitCode()).as(byEnvironment.toString()).isZero();
    assertNoSecret(result);
  }

  @Test
  void thePasswordIsAskedFor() {
    Prompt prompt =
        new Prompt() {
          @Override
          public Optional<char[]> password(String question) {
            assertThat(question).contains("admin", engine.address());
            return Optional.of(PASSWORD.toCharArray());
          }

          @Override
          public boolean confirm(String question, boolean isYesByDefault) {
            return false;
          }
        };
    dvp.terminal(new Host.TerminalStreams(true, false, false));
    DvpRunner.Result result =
        dvp.prompt(prompt).runIn(plugin, "upload", "-e", engine.address(), "-u", "admin");
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }

  @Test
  void thePasswordIsReadFromStdin() {
    DvpRunner.Result result =
        dvp.stdin(PASSWORD + "\r\nmore")
            .runIn(plugin, "upload", "-e", engine.address(), "-u", "a", "--password-stdin");
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }

  @Test
  void aPasswordOnTheCommandLineIsTakenWithAWarning() {
    DvpRunner.Result result =
        dvp.runIn(plugin, "upload", "-e", engine.address(), "-u", "a", "--password", PASSWORD);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("--password-stdin");
    assertNoSecret(result);
  }

  @Test
  void whatIsMissingIsSaidAsWrongUsage() {
    assertThat(dvp.runIn(plugin, "upload").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(dvp.runIn(plugin, "upload").err()).contains("-e local", "DVP_ENGINE");
    DvpRunner.Result noUser = dvp.runIn(plugin, "upload", "-e", engine.address());
    assertThat(noUser.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(noUser.err()).contains("DVP_USER");
    DvpRunner.Result noPassword = dvp.runIn(plugin, "upload", "-e", engine.address(), "-u", "a");
    assertThat(noPassword.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(noPassword.err()).contains("DVP_PASSWORD");
    DvpRunner.Result empty =
        dvp.stdin("")
            .runIn(plugin, "upload", "-e", engine.address(), "-u", "a", "--password-stdin");
    assertThat(empty.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aQuestionOnATerminalOffersTheLocalEngine() {
    List<String> asked = new java.util.ArrayList<>();
    Prompt prompt =
        new Prompt() {
          @Override
          public Optional<char[]> password(String question) {
            return Optional.empty();
          }

          @Override
          public boolean confirm(String question, boolean isYesByDefault) {
            asked.add(question);
            return false;
          }
        };
    dvp.terminal(new Host.TerminalStreams(true, true, true)).prompt(prompt);
    assertThat(dvp.runIn(plugin, "upload").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(asked).hasSize(1);
  }

  record Bad(String name, Consumer<FakeEngine> fault, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> badEngines() {
    String failed =
        "{\"type\":\"OKResult\",\"status\":\"OK\",\"result\":{\"type\":\"Action\",\"state\":\"FAILED\"},"
            + "\"job\":null,\"action\":null}";
    return Stream.of(
        new Bad(
            "a login page", e -> e.answerAll(200, "<html><body>Log in</body></html>"), "engine"),
        new Bad("nothing there", e -> e.answerAll(404, ""), "engine"),
        new Bad("a balancer", e -> e.answerAll(502, "<html>Bad Gateway</html>"), "502"),
        new Bad("an empty answer", e -> e.answerAll(200, ""), "answer"),
        new Bad("half an answer", e -> e.answerAll(200, "{\"type\":\"OKRes"), "answer"),
        new Bad("a redirect", e -> e.answerAll(302, ""), "other.example"),
        new Bad("a list", e -> e.answerAll(200, "[]"), "answer"),
        new Bad(
            "a wrong password",
            e ->
                e.answer("login", FakeEngine.error("Invalid username or password.", "Try others.")),
            "Invalid username or password."),
        new Bad(
            "an error with 500",
            e -> e.answer("session", 500, FakeEngine.error("Wrong version.", "Use 1.9.")),
            "Wrong version."),
        new Bad(
            "no token",
            e -> e.answer("toolkit/requestUploadToken", FakeEngine.ok("{}", "null")),
            "token"),
        new Bad(
            "a refused build number",
            e ->
                e.answer(
                    "data/upload", FakeEngine.error("Build number 0.1 is lower.", "Raise it.")),
            "Build number 0.1 is lower."),
        new Bad("a failed action", e -> e.answer("action/ACTION-2", failed), "FAILED"),
        new Bad(
            "a suspended action",
            e -> e.answer("action/ACTION-2", failed.replace("FAILED", "SUSPENDED")),
            "SUSPENDED"),
        new Bad(
            "a cancelled action",
            e -> e.answer("action/ACTION-2", failed.replace("FAILED", "CANCELLED")),
            "CANCELLED"));
  }

  @ParameterizedTest
  @MethodSource("badEngines")
  void aBadEngineIsExplained(Bad bad) {
    bad.fault().accept(engine);
    DvpRunner.Result result = upload("--wait");
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).containsIgnoringCase(bad.says()).contains("error[E");
    assertThat(result.out()).isEmpty();
    assertNoSecret(result);
  }

  @Test
  void anEngineThatIsNotThereIsExplained() {
    engine.close();
    DvpRunner.Result result = upload();
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E2", engine.address());
  }

  static Stream<Bad> badAddresses() {
    return Stream.of(
            "", "http://", "ftp://x", "http://a b", "https://u:p@host", "host:99999", "[::1")
        .map(a -> new Bad(a, e -> {}, "error"));
  }

  @ParameterizedTest
  @MethodSource("badAddresses")
  void aBadAddressIsRefused(Bad address) {
    DvpRunner.Result result =
        dvp.env("DVP_PASSWORD", PASSWORD).runIn(plugin, "upload", "-e", address.name(), "-u", "a");
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("error[E10").doesNotContain("Exception");
  }

  static Stream<String> badArtifacts() {
    return Stream.of(
        "", "{", "[]", "{}", "null", "{\"type\":\"Plugin\"}", "{\"sourceCode\": 1}", "\u0000");
  }

  @ParameterizedTest
  @MethodSource("badArtifacts")
  void aBadArtifactIsRefusedBeforeTheEngineIsAsked(String text) throws IOException {
    Files.writeString(plugin.resolve("artifact.json"), text);
    DvpRunner.Result result = upload();
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("artifact.json", "error[B");
    assertThat(engine.calls()).isEmpty();
    assertNoSecret(result);
  }

  @Test
  void aMissingArtifactIsSaid() throws IOException {
    Files.delete(plugin.resolve("artifact.json"));
    DvpRunner.Result result = upload();
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("dvp build");
    Files.createDirectory(plugin.resolve("artifact.json"));
    assertThat(upload().exitCode()).isEqualTo(ExitCode.REFUSED);
  }
}

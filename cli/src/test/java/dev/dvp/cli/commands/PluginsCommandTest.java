package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTest {
  private static final String LIST =
      """
      [{"reference":"TOOLKIT-1","identifier":"16bef554-9470-11e9-b2e3-8c8590d4a42c","name":"My DB",
        "buildNumber":"1.2.0","externalVersion":"2.0 beta","status":"ACTIVE","namespace":null},
       {"reference":"TOOLKIT-2","identifier":"id-2","name":"A\\u001b[31m red\\nname \\u202e","namespace":"NS-1"},
       {"reference":"TOOLKIT-3","identifier":"id-3","name":"","status":"UPGRADING","buildNumber":"7"},
       {"reference":null,"identifier":"id-4","name":"none"}]
      """;

  @TempDir Path folder;
  private DvpRunner dvp;
  private final FakeEngine engine = new FakeEngine();

  @BeforeEach
  void aUser() {
    dvp = new DvpRunner(folder).env("DVP_USER", "admin").env("DVP_PASSWORD", "s3cr3t");
    engine.answer("toolkit", FakeEngine.ok(LIST, "null"));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private String golden(DvpRunner.Result result) {
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out() + result.err()).doesNotContain("s3cr3t", "cookie-secret", "\u001b");
    assertThat(engine.calls()).containsExactly("session", "login", "toolkit");
    return result.out().replace(engine.address(), "https://engine.example.com");
  }

  @Test
  void asATable() {
    Golden.check("plugins/list.txt", golden(dvp.run("plugins", "-e", engine.address())));
  }

  @Test
  void asJson() {
    DvpRunner.Result result = dvp.run("plugins", "-e", engine.address(), "--format", "json");
    Golden.check("plugins/list.json", golden(result));
  }

  @Test
  void anEngineWithoutPluginsIsSaidToHaveNone() {
    engine.answer("toolkit", FakeEngine.ok("[]", "null"));
    DvpRunner.Result text = dvp.run("plugins", "-e", engine.address());
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).isEqualTo(engine.address() + " has no plugins.\n");
    DvpRunner.Result json = dvp.run("plugins", "-e", engine.address(), "--format", "json");
    assertThat(json.out()).contains("\"plugins\" : [ ]");
    assertThat(json.err()).isEmpty();
  }

  private String several(FakeEngine other, int exitCode, String... more) {
    UserFile.write(
        dvp,
        "[first]\nengine = ONE\n[other]\nengine = TWO\n[group.qa]\nengines = first other\n"
            .replace("ONE", engine.address())
            .replace("TWO", other.address()));
    String[] args = new String[more.length + 1];
    args[0] = "plugins";
    System.arraycopy(more, 0, args, 1, more.length);
    DvpRunner.Result result = dvp.run(args);
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
    assertThat(result.out() + result.err()).doesNotContain("s3cr3t", "cookie-secret", "\u001b");
    return (result.out() + "---\n" + result.err())
        .replace(engine.address(), "https://first.example.com")
        .replace(other.address(), "https://other.example.com");
  }

  @Test
  void severalEnginesHaveAColumn() {
    try (FakeEngine other = new FakeEngine().answer("toolkit", FakeEngine.ok(LIST, "null"))) {
      engine.answer(
          "toolkit", FakeEngine.ok("[{\"reference\":\"T-1\",\"identifier\":\"x\"}]", "null"));
      Golden.check("plugins/several.txt", several(other, ExitCode.OK, "-e", "qa"));
      assertThat(several(other, ExitCode.OK, "-e", "other", "-e", "first"))
          .containsSubsequence("\nother ", "\nfirst ");
    }
  }

  @Test
  void oneOfSeveralThatFailsIsExplainedAndTheOthersAreShown() {
    try (FakeEngine other = new FakeEngine()) {
      other.answer("login", FakeEngine.error("Invalid username or password.", "Try others."));
      Golden.check("plugins/several-one-fails.txt", several(other, ExitCode.REFUSED, "-e", "qa"));
      Golden.check(
          "plugins/several-one-fails.json",
          several(other, ExitCode.REFUSED, "-e", "qa", "--format", "json"));
    }
  }

  /** Also when it fails before it is asked. */
  @Test
  void aPasswordThatCannotBeHadIsThatOfOneEngine() {
    UserFile.write(
        dvp,
        "[first]\nengine = ONE\n[other]\nengine = http://127.0.0.1:1\npassword_command = exit 3\n"
            .replace("ONE", engine.address()));
    DvpRunner.Result result = dvp.run("plugins", "-e", "other", "-e", "first");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("first   My DB");
    assertThat(result.err()).contains("other:\n", "error[E006]");
  }

  @Test
  void anOlderEngineIsExplainedWithoutTheArtifactThatIsNot() {
    engine.answer("session", FakeEngine.error("Unsupported version.", ""));
    DvpRunner.Result result = dvp.run("plugins", "-e", engine.address());
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .contains("error[E403]", "1.11.16")
        .doesNotContain("artifact", "engineApi");
  }

  @Test
  void anEngineThatRefusesIsExplained() {
    engine.answer("toolkit", FakeEngine.error("You may not look.", "Ask for it."));
    DvpRunner.Result result = dvp.run("plugins", "-e", engine.address(), "--format", "json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("You may not look.", "E304");
    assertThat(dvp.run("plugins", "-e", engine.address()).err())
        .contains("You may not look.", "error[E304]");
  }
}

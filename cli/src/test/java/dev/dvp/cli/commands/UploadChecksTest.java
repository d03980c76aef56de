package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Golden;
import dev.dvp.core.files.Sha256;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --dry-run} and {@code --if-newer}: what is asked before anything is sent. */
class UploadChecksTest {
  private static final String[] LOOKED = {"session", "login", "toolkit", "toolkit/TOOLKIT-1"};

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path artifact;
  private final FakeEngine engine = new FakeEngine();

  @BeforeEach
  void aUser() throws IOException {
    dvp = new DvpRunner(folder).env("DVP_USER", "admin").env("DVP_PASSWORD", "s3cr3t");
    artifact = dvp.workingDir().resolve("artifact.json");
    installed(SampleArtifact.today(), "1.2", "null");
    SampleArtifact.today().write(artifact);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  /** Lets the engine have an artifact. */
  private void installed(SampleArtifact sample, String buildNumber, String namespace) {
    ObjectNode plugin = sample.document.deepCopy();
    plugin.set("identifier", plugin.remove("pluginId"));
    plugin.put("reference", "TOOLKIT-1").put("prettyName", "My DB").put("status", "ACTIVE");
    plugin.put("buildNumber", buildNumber);
    String json = plugin.toString().replaceFirst("\\{", "{\"namespace\":" + namespace + ",");
    engine.answer("toolkit", FakeEngine.ok("[" + json + "]", "null"));
    engine.answer("toolkit/TOOLKIT-1", FakeEngine.ok(json, "null"));
  }

  private DvpRunner.Result upload(String... more) {
    List<String> args = new ArrayList<>(List.of("upload", "-e", engine.address()));
    args.addAll(List.of(more));
    DvpRunner.Result result = dvp.run(args.toArray(String[]::new));
    assertThat(result.out() + result.err()).doesNotContain("s3cr3t", "cookie-secret", "Exception");
    return result;
  }

  private String shown(String text) {
    return text.replace(engine.address(), "ENGINE");
  }

  @Test
  void aNewPluginWouldBeInstalled() {
    engine.answer("toolkit", FakeEngine.ok("[]", "null"));
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(shown(result.out())).isEqualTo("ENGINE would get My DB 1.2 anew: nothing sent.\n");
    assertThat(engine.calls()).containsExactly("session", "login", "toolkit");
  }

  @Test
  void anUpgradeWouldBeOne() throws IOException {
    SampleArtifact next = SampleArtifact.today();
    next.document.put("buildNumber", "1.10");
    next.write(artifact);
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(shown(result.out()))
        .isEqualTo("ENGINE would be upgraded from 1.2 to My DB 1.10: nothing sent.\n");
    assertThat(result.err()).isEmpty();
    assertThat(engine.calls()).containsExactly(LOOKED);
  }

  @Test
  void aReplicatedPluginIsNotTheEnginesOwn() {
    installed(SampleArtifact.today(), "9", "\"NS-1\"");
    assertThat(upload("--dry-run").out()).contains("anew");
    assertThat(upload("--if-newer").out()).startsWith("Uploaded");
  }

  @Test
  void whatTheEngineWouldRefuseIsRefusedWithoutAsking() throws IOException {
    SampleArtifact worse = SampleArtifact.today();
    worse.document.put("buildNumber", "1.1");
    worse.manifest().putArray("migrationIdList");
    worse.write(artifact);
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).isEmpty();
    Golden.check("upload/dry-run-refused.txt", shown(result.err()));
    assertThat(engine.calls()).containsExactly(LOOKED);
  }

  @Test
  void aSchemaThatBreaksDataIsAWarning() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    other.document.put("buildNumber", "1.3");
    SampleArtifact.property(other.repository(), "path").put("type", "integer");
    other.write(artifact);
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    Golden.check("upload/dry-run-warned.txt", shown(result.err() + result.out()));
    assertThat(engine.calls()).containsExactly(LOOKED);
    assertThat(upload("--dry-run", "-qq").err()).isEmpty();
  }

  @Test
  void whatTheEngineDoesNotTellIsNoChange() {
    String json =
        "{\"reference\":\"TOOLKIT-1\",\"identifier\":\"16BEF554-9470-11e9-b2e3-8c8590d4a42c\"}";
    engine.answer("toolkit", FakeEngine.ok("[" + json + "]", "null"));
    engine.answer("toolkit/TOOLKIT-1", FakeEngine.ok(json, "null"));
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).contains("from an unknown build");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aDamagedPayloadIsFoundBeforeTheEngineIsAsked() throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    byte[] zip = sample.zip();
    sample.write(artifact, SampleArtifact.replaced(zip, "select 1;", "select 2;"));
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("artifact.json", "error[B");
    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void aWrongPasswordShowsInADryRun() {
    engine.answer("login", FakeEngine.error("Invalid username or password.", "Try others."));
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E401]");
  }

  @Test
  void theSameBuildIsNotSentTwice() {
    for (String same : new String[] {"1.2", "1.2.0", "01.2"}) {
      installed(SampleArtifact.today(), same, "null");
      DvpRunner.Result result = upload("--if-newer", "--wait");
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(shown(result.out()))
          .isEqualTo(
              "ENGINE has My DB 1.2 already, the same build number, contents not compared: nothing sent.\n");
      assertThat(result.err())
          .isEqualTo(
              "The engine does not tell the content of what it has, only its build number.\n");
      assertThat(engine.calls()).containsExactly("session", "login", "toolkit");
      engine.calls().clear();
    }
    assertThat(upload("--if-newer", "--dry-run").out())
        .contains("already, the same build number, contents not compared: nothing sent");
    assertThat(shown(upload("--dry-run").out()))
        .endsWith(
            " to My DB 1.2, the same build number, contents not" + " compared: nothing sent.\n");
  }

  @Test
  void anEngineThatTellsTheContentIsBelieved() throws IOException {
    installed(with(Sha256.of(artifact)), "1.2", "null");
    DvpRunner.Result result = upload("--if-newer", "--wait");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(shown(result.out()))
        .isEqualTo("ENGINE has My DB 1.2 already, the same content: nothing sent.\n");
    assertThat(result.err()).isEmpty();
    assertThat(upload("--dry-run").out()).endsWith(" My DB 1.2, the same content: nothing sent.\n");
    assertThat(engine.calls()).doesNotContain("data/upload");
  }

  @Test
  void theSameBuildNumberWithOtherContentIsSentAndTheReasonIsTold() throws IOException {
    String other = Sha256.of("other content");
    installed(with(other), "1.2", "null");
    assertThat(shown(upload("--dry-run", "--if-newer").out()))
        .isEqualTo(
            "ENGINE would be upgraded from 1.2 to My DB 1.2, the same build number with other"
                + " content: nothing sent.\n");
    assertThat(engine.calls()).doesNotContain("data/upload");
    assertThat(shown(upload("--if-newer").out()))
        .isEqualTo("Uploaded My DB 1.2 to ENGINE: the same build number with other content.\n");
    assertThat(engine.calls()).contains("data/upload");
    // What is not a digest tells nothing.
    installed(with(other.substring(1)), "1.2", "null");
    assertThat(upload("--if-newer").out()).contains("contents not compared: nothing sent");
  }

  private static SampleArtifact with(String digest) {
    SampleArtifact sample = SampleArtifact.today();
    sample.document.put("dvpArtifactSha256", digest);
    return sample;
  }

  @ParameterizedTest
  @CsvSource({"1.1", "1.3", "1.20", "''"})
  void anotherBuildIsSent(String build) {
    installed(SampleArtifact.today(), build, "null");
    DvpRunner.Result result = upload("--if-newer", "--wait");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(shown(result.out())).isEqualTo("Installed My DB 1.2 on ENGINE.\n");
    assertThat(engine.calls())
        .as("the list of plugins is fetched once")
        .containsExactly(
            "session",
            "login",
            "toolkit",
            "toolkit/requestUploadToken",
            "data/upload",
            "action/ACTION-2");
  }

  @ParameterizedTest
  @CsvSource({"--dry-run --wait, nothing to `--wait`", "--wait-timeout 5, Add `--wait`"})
  void optionsThatMakeNoSenseTogetherAreWrongUsage(String line, String says) {
    DvpRunner.Result result = upload(line.split(" "));
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(says);
    assertThat(engine.calls()).isEmpty();
  }

  /** The same on an engine that checks by itself: what is foretold happens. */
  @Test
  void theLocalEngineDoesWhatADryRunSays() throws IOException {
    Path data = dvp.home().resolve(".dvp/engine");
    try (LocalEngine local =
        LocalEngine.start(LocalEngineConfig.of(data, Clock.systemUTC(), "test"))) {
      assertThat(local.port()).isPositive();
      assertThat(local("--dry-run").out()).contains("anew: nothing sent");
      assertThat(dvp.run("plugins", "-e", "local").err()).contains("has no plugins");
      assertThat(local("--wait").exitCode()).isZero();
      assertThat(local("--if-newer", "--wait").out())
          .contains("already, the same content: nothing sent");
      assertThat(dvp.run("plugins", "-e", "local", "--format", "json").out())
          .contains("\"artifactSha256\" : \"" + Sha256.of(artifact) + "\"");
      SampleArtifact sameBuild = SampleArtifact.today();
      sameBuild.document.put("externalVersion", "another");
      sameBuild.write(artifact);
      assertThat(local("--if-newer", "--dry-run").out()).contains("number with other content");
      assertThat(local("--if-newer", "--wait").out())
          .contains("Installed My DB 1.2 on ")
          .endsWith(": the same build number with other content.\n");
      assertThat(local("--if-newer").out()).contains("already, the same content: nothing sent");

      SampleArtifact next = SampleArtifact.today();
      next.document.put("buildNumber", "1.3");
      next.repository().withArray("required").add("port");
      next.write(artifact);
      DvpRunner.Result trial = local("--dry-run");
      assertThat(trial.exitCode()).as(trial.toString()).isZero();
      assertThat(trial.out()).contains("from 1.2 to My DB 1.3");
      assertThat(trial.err()).contains("warning[B811]", "repositoryDefinition");
      assertThat(dvp.run("plugins", "-e", "local").out()).contains("1.2").doesNotContain("1.3");

      next.document.put("buildNumber", "1.1");
      next.write(artifact);
      DvpRunner.Result refused = local("--dry-run");
      DvpRunner.Result sent = local("--wait");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(sent.exitCode()).isEqualTo(ExitCode.REFUSED);
      String reason = "its build number 1.1 is lower than the installed one, 1.2";
      assertThat(refused.err()).contains(reason);
      assertThat(sent.err()).contains(reason);
    }
  }

  private DvpRunner.Result local(String... more) {
    List<String> args = new ArrayList<>(List.of("upload", "-e", "local"));
    args.addAll(List.of(more));
    return dvp.run(args.toArray(String[]::new));
  }
}

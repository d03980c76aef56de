package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private DvpRunner dvp;
  private Path artifact;

  @BeforeEach
  void aWorld(@TempDir Path folder) {
    dvp = new DvpRunner(folder);
    artifact = dvp.workingDir().resolve("artifact.json");
  }

  @Test
  void findsNothingInAGoodOne() throws IOException {
    SampleArtifact.today().write(artifact);
    DvpRunner.Result result = dvp.run("verify", "--strict");
    assertThat(result.out()).isEqualTo("No problems found.\n");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
  }

  private static SampleArtifact wrong() {
    SampleArtifact wrong = SampleArtifact.today();
    wrong.document.put("entryPoint", "runner:plugin");
    wrong.manifest().put("hasVirtualConfigure", false);
    wrong.manifest().put("hasLinkedPreSnapshot", true);
    wrong.bytecode("my_db/work", SampleArtifact.PYTHON_38, 9);
    wrong.text("my_db/bad.pyc", "no bytecode");
    wrong.text("plugin_runner.py", "x = 1\n");
    wrong.files.keySet().removeIf(name -> name.startsWith("google/"));
    wrong.bytecode("dlpx/virtualization/_dvp_runtime", SampleArtifact.PYTHON_311, 8);
    return wrong;
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "sarif", "github"})
  void findsWhatFailsOnlyLater(String format) throws IOException {
    wrong().write(artifact);
    DvpRunner.Result result = dvp.run("verify", "--format", format);
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).isEmpty();
    if (format.equals("text") || format.equals("json")) {
      Golden.check("artifacts/verify." + (format.equals("text") ? "txt" : "json"), result.out());
    }
    assertThat(result.out()).contains("B113", "B114", "B115", "B116", "B118");
  }

  @Test
  void operationsOfTheOtherTypeAreFound() throws IOException {
    SampleArtifact direct = SampleArtifact.today();
    ((ObjectNode) direct.document.get("linkedSourceDefinition"))
        .put("type", "PluginLinkedDirectSourceDefinition");
    direct.files.keySet().removeIf(name -> !name.startsWith("plugin_runner"));
    direct.write(artifact);
    DvpRunner.Result result = dvp.run("verify");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .contains("warning[B120]: The artifact says to implement `hasLinkedMountSpecification`")
        .contains("warning[B117]");
    assertThat(dvp.run("verify", "--strict").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anUpgradeIsHeldAgainstTheOldVersion() throws IOException {
    SampleArtifact.today().write(dvp.workingDir().resolve("old.json"));
    SampleArtifact other = SampleArtifact.today();
    other.document.put("pluginId", "26bef554-9470-11e9-b2e3-8c8590d4a42c");
    other.document.put("buildNumber", "1.1");
    other.manifest().putArray("migrationIdList");
    ((ArrayNode) other.repository().get("required")).add("port");
    other.write(artifact);
    DvpRunner.Result result = dvp.run("verify", "--against", "old.json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("artifacts/verify-against.txt", result.out());

    other = SampleArtifact.today();
    other.document.put("buildNumber", "1.3");
    ((ArrayNode) other.repository().get("required")).add("port");
    other.write(artifact);
    assertThat(dvp.run("verify", "--against", "old.json").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(dvp.run("verify", "--against", "old.json", "--rule", "B811=error").exitCode())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(dvp.run("verify", "--against", "artifact.json").out())
        .isEqualTo("No problems found.\n");
  }

  @Test
  void allElseIsCheckedWhereAKeyStandsTwice() throws IOException {
    SampleArtifact wrong = wrong();
    wrong.write(artifact);
    String flag = "\"hasVirtualStop\":";
    Files.writeString(artifact, Files.readString(artifact).replace(flag, flag + "1," + flag));
    assertThat(dvp.run("verify").out())
        .contains("error[B107]: `hasVirtualStop` stands in an object", "B113", "B114", "B115");
  }

  /** What stops reading before the payload says nothing about whether there is one. */
  @Test
  void halfAnArtifactLacksNothing() throws IOException {
    SampleArtifact.today().write(artifact);
    String text = Files.readString(artifact);
    String deep = "[".repeat(2000) + "]".repeat(2000);
    for (String other :
        new String[] {
          text.replaceFirst("\"name\"", "\"type\":1,$0"),
          text.replaceFirst("\"name\"", "\"x\":" + deep + ",$0")
        }) {
      Files.writeString(artifact, other);
      assertThat(dvp.run("verify").out())
          .containsPattern("error\\[B10[37]\\]")
          .doesNotContain("B104", "lacks");
    }
  }

  @Test
  void namesThatSomeSystemsCannotHoldSideBySideAreFound() throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    sample.text("MY_DB/other.py", "").text("six.py/x.py", "").text("lib/aux.py", "");
    sample.text("../evil.py", "").write(artifact);
    DvpRunner.Result result = dvp.run("verify");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out())
        .contains(
            "`my_db/__init__.pyc` in the payload differs from another in upper and lower case",
            "`six.py/x.py` in the payload lies in a folder that has the name of a file",
            "`lib/aux.py` in the payload")
        .containsOnlyOnce("`../evil.py`");
  }

  /** Bytes turned and ends cut off: a finding or none, never a stack trace, never a hang. */
  @Test
  void anyDamageIsAFinding() throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    sample.level = 6;
    byte[] good = Files.readAllBytes(sample.write(artifact));
    sample.write(dvp.workingDir().resolve("good.json"));
    byte[] zip = sample.zip();
    String text = new String(good, StandardCharsets.UTF_8);
    int payload = text.indexOf("\"sourceCode\":\"") + 14;
    Random random = new Random(5);
    int found = 0;
    for (int i = 0; i < 60; i++) {
      if (i % 2 == 0) {
        byte[] bad =
            random.nextInt(3) == 0
                ? Arrays.copyOf(good, random.nextInt(good.length))
                : good.clone();
        for (int n = random.nextInt(3); n >= 0 && bad.length > 0; n--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        Files.write(artifact, bad);
      } else {
        byte[] bad = zip.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        Files.writeString(
            artifact,
            text.substring(0, payload) + java.util.Base64.getEncoder().encodeToString(bad) + "\"}");
      }
      String[][] commands = {
        {"verify", "--against", "good.json"},
        {"inspect", "--files", "--format", "json"},
        {"diff", "good.json", "artifact.json", "--patch"},
        {"inspect", "--extract", "out" + i}
      };
      for (String[] command : commands) {
        DvpRunner.Result result = dvp.run(command);
        assertThat(result.exitCode())
            .as(String.join(" ", command) + " in round " + i + "\n" + result.err())
            .isIn(ExitCode.OK, ExitCode.REFUSED);
        found += result.exitCode() == ExitCode.REFUSED ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(60);
  }
}

package dev.dvp.cli.commands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiffCommandTest {
  private DvpRunner dvp;
  private Path old;
  private Path now;

  @BeforeEach
  void aWorld(@TempDir Path folder) throws IOException {
    dvp = new DvpRunner(folder);
    old = dvp.workingDir().resolve("old.json");
    now = dvp.workingDir().resolve("new.json");
    SampleArtifact.today().write(old);
  }

  private DvpRunner.Result diff(SampleArtifact other, String... more) throws IOException {
    other.write(now);
    String[] all = Arrays.copyOf(new String[] {"diff", "old.json", "new.json"}, 3 + more.length);
    System.arraycopy(more, 0, all, 3, more.length);
    DvpRunner.Result result = dvp.run(all);
    assertThat(result.err()).isEmpty();
    return result;
  }

  @Test
  void theSameBytesAreIdentical() throws IOException {
    Golden.check("artifacts/diff-identical.txt", diff(SampleArtifact.today()).out());
  }

  @Test
  void theSameContentPackedOtherwiseIsTheSame() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    other.level = 9;
    Golden.check("artifacts/diff-same.txt", diff(other).out());
    other.write(old);
    other.level = 1;
    assertThat(diff(other).out()).contains("Verdict: same content");
  }

  @Test
  void bytecodeThatDiffersOnlyInItsHeaderIsToldApart() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    other.files.put(
        "my_db/work.pyc",
        SampleArtifact.concat(
            SampleArtifact.header(SampleArtifact.PYTHON_311, 0, 5), new byte[900]));
    DvpRunner.Result result = diff(other);
    assertThat(result.out())
        .contains("reheaded  my_db/work.pyc: the same code with another header")
        .contains("Verdict: same content");
  }

  private static SampleArtifact upgrade() {
    SampleArtifact other = SampleArtifact.today();
    other.document.put("buildNumber", "1.3").put("externalVersion", "2.0");
    other.manifest().put("hasVirtualStatus", true);
    SampleArtifact.property(other.repository(), "mode").put("type", "string");
    SampleArtifact.property(other.repository(), "path").put("prettyName", "Folder");
    SampleArtifact.property(other.repository(), "port").put("maximum", 70000);
    other.files.remove("my_db/work.pyc");
    other.text("my_db/query.sql", "select 2;\n").text("my_db/other.sql", "");
    return other;
  }

  @Test
  void whatWorkedStillDoes() throws IOException {
    DvpRunner.Result result = diff(upgrade(), "--patch", "--check");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    Golden.check("artifacts/diff-compatible.txt", result.out());
    Golden.check("artifacts/diff-compatible.json", diff(upgrade(), "--format", "json").out());
  }

  private static SampleArtifact breaking() {
    SampleArtifact other = upgrade();
    other.document.put("buildNumber", "1.1");
    other.document.putArray("hostTypes").add("WINDOWS");
    other.manifest().put("hasVirtualConfigure", false);
    ((ArrayNode) other.repository().get("required")).add("port").add("host");
    SampleArtifact.property(other.repository(), "host").put("type", "string");
    SampleArtifact.property(other.repository(), "port").put("type", "string").put("maximum", 1024);
    ((ArrayNode) other.document.path("discoveryDefinition").path("repositoryIdentityFields"))
        .add("port");
    return other;
  }

  @Test
  void whatBreaksIsSaid() throws IOException {
    SampleArtifact other = breaking();
    other.manifest().putArray("migrationIdList");
    DvpRunner.Result result = diff(other);
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    Golden.check("artifacts/diff-breaking.txt", result.out());
    DvpRunner.Result checked = diff(other, "--check", "--format", "json");
    assertThat(checked.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("artifacts/diff-breaking.json", checked.out());
  }

  @Test
  void aMigrationCoversWhatItCanMend() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    other.document.put("buildNumber", "2");
    ((ArrayNode) other.repository().get("required")).add("port");
    other.manifest().withArray("migrationIdList").add("2024.1");
    Golden.check("artifacts/diff-covered.txt", diff(other).out());
  }

  @Test
  void theSameBuildNumberForAnotherContentIsRisky() throws IOException {
    assertThat(diff(SampleArtifact.today().text("x.sql", "")).out())
        .contains("risky", "[B805]", "Verdict: compatible upgrade");
  }

  /** Zips of which only the directory, or not even that, can be believed. */
  static Stream<Arguments> untrusted() {
    byte[] zip = SampleArtifact.today().zip();
    byte[] overlap = zip.clone();
    // Where the last file of the directory starts: where the first one does.
    ByteBuffer.wrap(overlap)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(new String(zip, ISO_8859_1).lastIndexOf("six.py") - 4, 0);
    return Stream.of(
        Arguments.of("B110", "overlap", overlap),
        Arguments.of("B110", "is damaged", damaged()),
        Arguments.of("B111", "twice", twice()),
        Arguments.of("B111", "leads out", SampleArtifact.replaced(zip, "my_db/q", "../xx/q")));
  }

  private static byte[] twice() {
    SampleArtifact other = SampleArtifact.today().text("my_db/quert.sql", "");
    return SampleArtifact.replaced(other.zip(), "quert", "query");
  }

  private static byte[] damaged() {
    SampleArtifact other = SampleArtifact.today();
    other.text("my_db/query.sql", "select 22;\n");
    return SampleArtifact.replaced(other.zip(), "select 22", "select 23");
  }

  @ParameterizedTest
  @MethodSource("untrusted")
  void nothingGoodIsSaidOfWhatCannotBeBelieved(String rule, String words, byte[] zip)
      throws IOException {
    SampleArtifact.today().write(now, zip);
    for (String[] command :
        new String[][] {
          {"diff", "old.json", "new.json"}, {"diff", "new.json", "old.json", "--check"}
        }) {
      DvpRunner.Result text = dvp.run(command);
      assertThat(text.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(text.err()).contains("error[" + rule + "]", words);
      assertThat(text.out())
          .contains("Verdict: untrusted")
          .doesNotContain("same content", "compatible upgrade");
    }
    DvpRunner.Result json = dvp.run("diff", "old.json", "new.json", "--format", "json");
    assertThat(json.exitCode()).isEqualTo(ExitCode.REFUSED);
    JsonNode document = new ObjectMapper().readTree(json.out());
    assertThat(document.path("verdict").asText()).isEqualTo("untrusted");
    assertThat(document.at("/problems/0/rule").asText()).isEqualTo(rule);
    assertThat(document.at("/problems/0/message").asText()).contains(words);
  }

  @Test
  void theSameBytesAreNotTrustedMoreThanOthers() throws IOException {
    SampleArtifact.today().text("../evil.py", "").write(old);
    Files.copy(old, now);
    DvpRunner.Result result = dvp.run("diff", "old.json", "new.json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("Verdict: untrusted");
  }

  @Test
  void whatIsWrittenOtherwiseIsNoChange() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    other.document.putArray("hostTypes").add("UNIX").add("WINDOWS");
    other.write(old);
    other.document.putArray("hostTypes").add("WINDOWS").add("UNIX");
    SampleArtifact.property(other.repository(), "port").put("maximum", 65535.0);
    assertThat(diff(other).out()).contains("Verdict: same content");
  }

  /** Engines know a plugin by its id in any case, and so do `diff` and `verify --against`. */
  @Test
  void anIdInOtherCaseIsTheSame() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    String id = other.document.get("pluginId").asText();
    other.document.put("pluginId", id.toUpperCase(Locale.ROOT)).put("buildNumber", "1.3");
    DvpRunner.Result result = diff(other, "--check");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.out())
        .contains("cosmetic    pluginId", "which is the same id", "Verdict: compatible upgrade");
    DvpRunner.Result verified = dvp.run("verify", "new.json", "--against", "old.json");
    assertThat(verified.out()).isEqualTo("No problems found.\n");
  }

  @Test
  void patchesHoldNothingThatATerminalObeys() throws IOException {
    SampleArtifact other = SampleArtifact.today();
    other.text("my_db/query.sql", "select 1;\rdrop\tx;\u202e\nselect 2;\r\n");
    DvpRunner.Result result = diff(other, "--patch");
    assertThat(result.out())
        .contains("+select 1;^Mdrop\tx;\uFFFD\n", "+select 2;^M\n")
        .doesNotContain("\r", "\u202e");
  }

  @Test
  void halfAnArtifactGetsNoVerdict() throws IOException {
    byte[] whole = Files.readAllBytes(old);
    Files.write(now, Arrays.copyOf(whole, whole.length / 2));
    DvpRunner.Result result = dvp.run("diff", "old.json", "new.json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[B102]");
    assertThat(result.out()).isEmpty();
    assertThat(dvp.run("diff", "old.json").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}

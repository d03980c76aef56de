package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {
  private DvpRunner dvp;
  private Path artifact;

  @BeforeEach
  void aWorld(@TempDir Path folder) {
    dvp = new DvpRunner(folder.resolve("ein Ordner"));
    artifact = dvp.workingDir().resolve("artifact.json");
  }

  @Test
  void oneScreenTellsWhatIsInAnArtifact() throws IOException {
    SampleArtifact.today().write(artifact);
    DvpRunner.Result result = dvp.run("inspect");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.err()).isEmpty();
    Golden.check("artifacts/inspect.txt", result.out());
    assertThat(dvp.run("inspect", "artifact.json").out()).isEqualTo(result.out());
  }

  @Test
  void olderReleasesAreUnderstood() throws IOException {
    SampleArtifact.old().write(artifact);
    DvpRunner.Result result = dvp.run("inspect");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.out()).doesNotContain("\u001b");
    Golden.check("artifacts/inspect-old.txt", result.out());
  }

  @Test
  void scriptsGetADocument() throws IOException {
    SampleArtifact.today().write(artifact);
    DvpRunner.Result result = dvp.run("inspect", "--format", "json");
    Golden.check("artifacts/inspect.json", result.out());
    DvpRunner.Result files = dvp.run("inspect", "--format", "json", "--files");
    assertThat(new ObjectMapper().readTree(files.out()).path("files").size()).isEqualTo(12);
  }

  @Test
  void everyFileIsListed() throws IOException {
    SampleArtifact.today().write(artifact);
    Golden.check("artifacts/files.txt", dvp.run("inspect", "--files").out());
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestShown() throws IOException {
    SampleArtifact.today().write(artifact);
    byte[] whole = Files.readAllBytes(artifact);
    Files.write(artifact, Arrays.copyOf(whole, whole.length - 100));
    DvpRunner.Result cut = dvp.run("inspect");
    assertThat(cut.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(cut.out()).contains("My DB", "Schemas: 6 of 6").doesNotContain("Payload");
    assertThat(cut.err()).contains("error[B102]", "truncated");

    String text = new String(whole, java.nio.charset.StandardCharsets.UTF_8);
    Files.writeString(artifact, text.replaceFirst("\"sourceCode\":\"[^\"]*\"", "\"sourceCode\":1"));
    assertThat(dvp.run("inspect", "--format", "json").out()).contains("My DB", "B105");
    Files.writeString(artifact, "{}");
    assertThat(dvp.run("inspect").exitCode()).isEqualTo(ExitCode.REFUSED);
    Files.writeString(artifact, "no artifact");
    DvpRunner.Result none = dvp.run("inspect");
    assertThat(none.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(none.err()).contains("error[B102]");
    Files.delete(artifact);
    assertThat(dvp.run("inspect").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void payloadsInAnyFormOfJsonAreRead() throws IOException {
    SampleArtifact.today().write(artifact);
    String plain = dvp.run("inspect").out();
    String text = Files.readString(artifact);
    int start = text.indexOf("\"sourceCode\":\"") + 14;
    String base64 = text.substring(start, text.lastIndexOf('"'));
    for (String other :
        List.of(
            base64.replaceAll("(.{76})", "$1\\\\n").replace("/", "\\/"),
            "\\u" + String.format("%04x", (int) base64.charAt(0)) + base64.substring(1))) {
      Files.writeString(artifact, text.substring(0, start) + other + "\"}");
      assertThat(rest(dvp.run("inspect").out())).isEqualTo(rest(plain));
    }
  }

  /** All but the size and hash of the artifact itself. */
  private static String rest(String shown) {
    return shown.replaceFirst("artifact.json: .*", "").replaceFirst("sha256 .*", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new/unpacked", "empty"})
  void unpacksIntoAFolderOfItsOwn(String name) throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    sample.write(artifact);
    Files.createDirectory(dvp.workingDir().resolve("empty"));
    DvpRunner.Result result = dvp.run("inspect", "--extract", name);
    assertThat(result.out())
        .isEqualTo(
            "Unpacked 12 files into %s/payload, all else into %s/artifact.json\n"
                .formatted(name, name));
    Path target = dvp.workingDir().resolve(name);
    assertThat(target.resolve("payload/my_db/query.sql")).hasContent("select 1;\n");
    assertThat(new ObjectMapper().readTree(target.resolve("artifact.json").toFile()))
        .isEqualTo(sample.document);
    try (Stream<Path> files = Files.walk(target)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(13);
    }
    DvpRunner.Result again = dvp.run("inspect", "--extract", name);
    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("error[B121]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.py",
        "/evil.py",
        "C:/evil.py",
        "a/../../evil.py",
        "CON",
        "lib/aux.py",
        "com1.txt",
        "x.",
        "x ",
        "a:b",
        "what?.py",
        "PLUGIN_RUNNER.pyc",
        "MY_DB/other.py",
        "plugin_runner.pyc/x.py",
        "six.py/",
        "a//b"
      })
  void unpacksNothingThatCouldDoHarm(String name) throws IOException {
    SampleArtifact.today().text(name, "").write(artifact);
    DvpRunner.Result result = dvp.run("inspect", "--extract", "out");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[B111]", "nothing was unpacked");
    assertThat(dvp.workingDir().resolve("out")).doesNotExist();
    assertThat(dvp.workingDir().resolve("../evil.py")).doesNotExist();
  }

  @Test
  void halfACharacterIsUnpackedAsItStands() throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    sample.document.put("name", "X? \ud83d\ude00");
    sample.write(artifact);
    Files.writeString(artifact, Files.readString(artifact).replace("X?", "X\\ud800"));
    assertThat(dvp.run("inspect", "--extract", "out").exitCode()).isEqualTo(ExitCode.OK);
    Path header = dvp.workingDir().resolve("out/artifact.json");
    assertThat(new ObjectMapper().readTree(header.toFile()).get("name").asText())
        .isEqualTo("X\ud800 \ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "files"})
  void aListOfFilesThatCannotBeBelievedIsSaidToBeSo(String what) throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    byte[] zip = sample.zip();
    int last = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("six.py");
    // Where the last file of the directory starts: where the first one does.
    Arrays.fill(zip, last - 4, last, (byte) 0);
    sample.write(artifact, zip);
    DvpRunner.Result result =
        what.equals("files") ? dvp.run("inspect", "--files") : dvp.run("inspect");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[B110]", "overlap");
    assertThat(result.out()).contains("six.py");
  }

  @Test
  void damageLeavesNothing() throws IOException {
    SampleArtifact sample = SampleArtifact.today();
    byte[] zip = sample.zip();
    sample.write(artifact);
    String text = Files.readString(artifact);
    // A byte of the last file's content: its checksum no longer fits.
    int at = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("1.16.0");
    zip[at] = '2';
    String bad = java.util.Base64.getEncoder().encodeToString(zip);
    Files.writeString(artifact, text.replaceFirst("(\"sourceCode\":\")[^\"]*", "$1" + bad));
    DvpRunner.Result result = dvp.run("inspect", "--extract", "out");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[B110]", "six.py", "is damaged");
    assertThat(dvp.workingDir().resolve("out")).doesNotExist();
  }

  @Test
  void unpackingShowsNothingElse() {
    DvpRunner.Result result = dvp.run("inspect", "--extract", "out", "--files");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
  }
}

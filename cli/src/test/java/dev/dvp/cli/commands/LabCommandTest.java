package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
  /** The scaffold copies with rsync, which these tests do not need. */
  private static final String COPYING =
      "libs.run_sync(direct_source.connection, source_config.path)";

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void scaffold() throws IOException {
    dvp = new DvpRunner(folder).sharingCache();
    plugin = dvp.scaffold("plügin with blanks");
    Files.writeString(
        plugin.resolve("lab.yml"),
        """
        sourceConfig: {name: src, path: "${plugin}/src"}
        virtualSource: {mountPath: "${scratch}/${name}"}
        """);
    replace(COPYING, "pass");
  }

  @AfterEach
  void leaveCache() {
    dvp.leaveCache();
  }

  private void replace(String old, String text) throws IOException {
    Path source = plugin.resolve("src/plugin_runner.py");
    String before = Files.readString(source);
    assertThat(before).contains(old);
    Files.writeString(source, before.replace(old, text));
  }

  private DvpRunner.Result lab(String... args) {
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH to run a plugin in");
    List<String> all = new ArrayList<>(List.of("lab"));
    all.addAll(List.of(args));
    return dvp.env("PATH", Pythons.path()).runIn(plugin, all.toArray(String[]::new));
  }

  private String normal(String text) {
    return text.replace(folder.toString(), "FOLDER")
        .replaceAll("\\d+(\\.\\d+)? m?s\\b", "# ms")
        .replaceAll(" +# ms", " # ms")
        .replaceAll("\"(seconds|time)\" : [\\d.E-]+", "\"$1\" : 0")
        .replaceAll("PLUGIN-[0-9a-f-]{36}", "PLUGIN-ID")
        .replaceAll("time=\"[\\d.]+\"", "time=\"0\"");
  }

  private void check(String golden, DvpRunner.Result... results) {
    StringBuilder text = new StringBuilder();
    for (DvpRunner.Result result : results) {
      text.append(
          "--- exit code\n%d\n--- standard output\n%s--- standard error\n%s"
              .formatted(result.exitCode(), result.out(), result.err()));
    }
    Golden.check("lab/" + golden, normal(text.toString()));
  }

  @Test
  void aWholeLifeIsATable() {
    check("test.txt", lab("test"));
    assertThat(lab("list").err()).contains("no sources yet");
  }

  @Test
  void afterAFailureAllGoesOnThatCan() throws IOException {
    replace(
        "    # The same for a copy that was disabled or rolled back.",
        "    raise UserError('It is full.', 'Make room.', 'df: 100%')");
    replace(
        "from generated",
        "from dlpx.virtualization.platform.exceptions import UserError\nfrom generated");

    check("test-failed.txt", lab("test"));
  }

  @Test
  void aPluginThatCannotBeImportedIsOneFinding() throws IOException {
    replace("plugin = Plugin()", "import nosuchmodule\nplugin = Plugin()");

    check("not-imported.txt", lab("test"));
  }

  @Test
  void reportsForPrograms() throws IOException {
    replace("    # The same for a copy that was disabled or rolled back.", "    return 7");
    check("test.json", lab("test", "--format", "json", "--junit", "report.xml"));
    Golden.check("lab/junit.xml", normal(Files.readString(plugin.resolve("report.xml"))));
  }

  @Test
  void sourcesThatAreKeptAreGoneOnWith() {
    assertThat(lab("test", "--only", "refresh").exitCode()).isEqualTo(1); // there are none yet
    assertThat(lab("test", "--keep", "-q").exitCode()).isZero();
    assertThat(lab("test", "--only", "refresh", "-q").exitCode()).isZero();
    check("kept.txt", lab("test", "--from", "sync"));
    assertThat(lab("list", "-q").out()).isEmpty();
  }

  @Test
  void stepByStep() {
    check(
        "steps.txt",
        lab("discover"),
        lab("link", "prod"),
        lab("sync", "prod"),
        lab("provision", "copy", "--from", "prod"),
        lab("list"),
        lab("snapshot", "copy"),
        lab("refresh", "copy"),
        lab("rollback", "copy", "--snapshot", "2"),
        lab("stop", "copy"),
        lab("start", "copy"),
        lab("disable", "copy"),
        lab("enable", "copy"),
        lab("delete", "prod"),
        lab("jobs"),
        lab("jobs", "4"),
        lab("delete", "copy"),
        lab("delete", "prod"));
  }

  @Test
  void asJson() throws IOException {
    assertThat(lab("discover").exitCode()).isZero();
    assertThat(lab("link", "prod").exitCode()).isZero();
    check(
        "documents.json",
        lab("sync", "prod", "--format", "json"),
        lab("list", "--format", "json"),
        lab("jobs", "--format", "json"),
        lab("jobs", "3", "--format", "json"));
    replace(
        "    return SnapshotDefinition(source_path=source_config.path)\n\n\n@plugin.virtual.m",
        "    return 3\n\n\n@plugin.virtual.m");
    JsonNode failed = new ObjectMapper().readTree(lab("sync", "prod", "--format", "json").out());
    assertThat(failed.path("outcome").asText()).isEqualTo("failed");
    assertThat(failed.path("source").path("unfinished").path("step").asText())
        .isEqualTo("linked.post_snapshot");
  }

  @Test
  void whatIsLeftUnfinishedIsSaidAndTakenUp() throws IOException {
    lab("discover");
    lab("link", "prod");
    lab("sync", "prod");
    replace("    # The data is mounted: make it usable", "    return 1\n    # Usable");

    check("unfinished.txt", lab("provision", "copy", "--from", "prod"), lab("list"));

    replace("    return 1\n    # Usable", "    # Usable");
    assertThat(lab("provision", "copy", "--from", "prod").exitCode()).isZero();
  }

  @Test
  void wrongUseIsToldBeforeAnythingRuns() {
    check(
        "usage.txt",
        lab(),
        lab("sync"),
        lab("link"),
        lab("provision", "copy"),
        lab("provision", "copy", "--from", "x", "--snapshot", "1"),
        lab("test", "--only", "refesh"),
        lab("test", "--only", "refresh", "--from", "sync"),
        lab("link", "x", "--quota", "much"),
        lab("jobs", "x"),
        lab("test", "--junit", "no/such/folder.xml"),
        lab("rollback", "x", "--snapshot", "0"));
    assertThat(folder.resolve("home/.dvp/engine")).doesNotExist();
  }

  @Test
  void whatIsNotThereIsNamed() {
    lab("discover");
    lab("link", "prod");
    check(
        "unknown.txt",
        lab("sync", "prd"),
        lab("link", "prod"),
        lab("link", "a/b"),
        lab("link", "x", "--source-config", "9"),
        lab("provision", "copy", "--snapshot", "9"),
        lab("provision", "copy", "--from", "prod"),
        lab("discover", "--env", "nowhere"),
        lab("start", "prod"),
        lab("jobs", "99"));
  }

  @Test
  void aWrongLabFileIsToldWithItsPlaces() throws IOException {
    lab("discover");
    Files.writeString(
        plugin.resolve("lab.yml"), "sourceConfg: {}\nvirtualSource: {}\nlinkedSourse: 1\n");
    DvpRunner.Result keys = lab("link", "prod");
    Files.writeString(plugin.resolve("lab.yml"), "sourceConfig: {name: 1}\n");
    DvpRunner.Result values = lab("link", "prod");
    Files.writeString(plugin.resolve("lab.yml"), "- a\n");
    DvpRunner.Result list = lab("link", "prod");
    Files.writeString(plugin.resolve("lab.yml"), "a: [\n");

    check("lab-file.txt", keys, values, list, lab("link", "prod"));
  }

  @Test
  void severalSourceConfigsAreToldApart() throws IOException {
    replace(
        "    # theirs by hand.\n    return []",
        "    return [\n        SourceConfigDefinition(name=n, path='/' + n) for n in ('a', 'b')\n    ]");
    Files.delete(plugin.resolve("lab.yml"));
    lab("discover");

    check("several.txt", lab("link", "prod"), lab("link", "prod", "--source-config", "2"));
    Files.writeString(plugin.resolve("lab.yml"), "sourceConfig: {name: b}\n");
    assertThat(lab("link", "other").exitCode()).isZero();
  }

  @Test
  void anUpgradeShowsWhatItChangesButNoPassword() throws IOException {
    lab("discover");
    lab("link", "prod");
    lab("sync", "prod");
    Path schema = plugin.resolve("schema.json");
    Files.writeString(
        schema,
        Files.readString(schema)
            .replace("\"sourcePath\"", "\"sourceFolder\"")
            .replace(
                "\"sourceFolder\": {",
                "\"secret\": {\"type\": \"string\", \"format\": \"password\"},\n        \"sourceFolder\": {"));
    replace("source_path=", "source_folder=");
    DvpRunner.Result refused = lab("sync", "prod");
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"),
        Files.readString(plugin.resolve("src/plugin_runner.py"))
            + """


            @plugin.upgrade.snapshot("2026.11")
            def rename(old_snapshot):
                return {"sourceFolder": old_snapshot["sourcePath"], "secret": "hunter2"}
            """);

    check(
        "upgrade.txt",
        refused,
        lab("sync", "prod"),
        lab("upgrade", "--dry-run"),
        lab("upgrade"),
        lab("upgrade"),
        lab("sync", "prod"));
  }

  @Test
  void noDocumentHoldsAPasswordOfASnapshotNorAnUpgradeThatRenamesIt() throws IOException {
    Path schema = plugin.resolve("schema.json");
    String password = "\"secret\": {\"type\": \"string\", \"format\": \"password\"},\n";
    Files.writeString(
        schema,
        Files.readString(schema).replace("\"sourcePath\": {", password + "\"sourcePath\": {"));
    replace("(source_path=source_config.path)", "(source_path='/', secret='hunter2')");
    lab("discover");
    lab("link", "prod");
    DvpRunner.Result synced = lab("sync", "prod", "--format", "json");
    assertThat(synced.out()).contains("\"secret\" : \"***\"").doesNotContain("hunter2");

    Files.writeString(schema, Files.readString(schema).replace("\"secret\"", "\"word\""));
    replace("secret=", "word=");
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"),
        Files.readString(plugin.resolve("src/plugin_runner.py"))
            + """


            @plugin.upgrade.snapshot("2026.11")
            def rename(old_snapshot):
                return {"sourcePath": "/", "word": old_snapshot["secret"]}
            """);
    DvpRunner.Result list = lab("list", "--format", "json");
    assertThat(list.out()).contains("\"secret\" : \"***\"").doesNotContain("hunter2");
    for (DvpRunner.Result upgrade : List.of(lab("upgrade", "--dry-run"), lab("upgrade"))) {
      assertThat(upgrade.out()).contains("- secret: ***", "+ word: ***").doesNotContain("hunter2");
    }
    assertThat(lab("list", "--format", "json").out()).contains("\"word\" : \"***\"");
  }

  @Test
  void aLabFileOfCommentsAloneChoosesNothing() throws IOException {
    lab("discover");
    for (String text : List.of("", "# sourceConfig: {name: src}\n\n  # no\n")) {
      Files.writeString(plugin.resolve("lab.yml"), text);
      assertThat(lab("link", "prod").err()).contains("No source config was discovered");
    }
  }

  @Test
  void aLabFileWithWrongTypesIsToldWithItsPlaces() throws IOException {
    lab("discover");
    Files.writeString(
        plugin.resolve("lab.yml"), "environment: 7\nrepository: Default\nsourceConfig:\n- a\n");
    assertThat(lab("link", "prod").err())
        .contains("lab.yml:1:14: error[R102]: `environment` is the name of an environment")
        .contains("lab.yml:2:13: error[R102]: `repository` is an object")
        .contains("lab.yml:4:1: error[R102]: `sourceConfig` is an object");
  }

  @Test
  void anEmptyDataFolderIsNotTheWorkingFolder() {
    DvpRunner.Result result = lab("list", "--data", "");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("`--data` names no folder");
    assertThat(plugin.resolve("engine.db")).doesNotExist();
  }

  @Test
  void aQuotaOfMoreThanAllBytesIsNone() {
    DvpRunner.Result result = lab("link", "x", "--quota", "8388608T");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("takes a size, not `8388608T`");
  }

  @Test
  void whatTheLabAloneMadeCanBeReset() {
    lab("discover");
    lab("link", "prod");
    assertThat(dvp.run("engine", "reset", "--yes").exitCode()).isZero();
    assertThat(folder.resolve("home/.dvp/engine")).doesNotExist();
  }
}

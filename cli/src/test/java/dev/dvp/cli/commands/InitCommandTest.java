package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dvp init --template} and {@code --list}. */
class InitCommandTest {
  @TempDir Path folder;
  private DvpRunner dvp;

  @BeforeEach
  void makeAWorld() {
    dvp = new DvpRunner(folder).env("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> all = Files.walk(dvp.workingDir())) {
      return all.map(path -> dvp.workingDir().relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void listsTheTemplates() throws IOException {
    DvpRunner.Result text = dvp.run("init", "--list");
    assertThat(text.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text.err()).isEmpty();
    assertThat(text.out().lines().toList())
        .hasSizeGreaterThan(4)
        .allMatch(line -> line.length() <= 110 && !line.endsWith(" "))
        .anyMatch(line -> line.startsWith("files     DIRECT  Copies a folder with rsync"))
        .anyMatch(line -> line.endsWith("needs bash, rsync"));

    JsonNode json =
        new ObjectMapper().readTree(dvp.run("init", "--list", "--format", "json").out());
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.path("templates").findValuesAsText("name"))
        .containsExactly("direct", "files", "postgres", "staged");
    assertThat(json.at("/templates/2/needs/1").asText()).startsWith("PostgreSQL");
    assertThat(json.at("/templates/2/pluginTypes/0").asText()).isEqualTo("STAGED");
    assertThat(everything()).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "staged", "files", "postgres"})
  void aNamedTemplateValidatesAndBuilds(String name) {
    DvpRunner.Result init = dvp.run("init", "-r", "p", "-n", "Mine", "--template", name);
    assertThat(init.exitCode()).as(init.err()).isEqualTo(ExitCode.OK);
    assertThat(init.out()).startsWith("Wrote the plugin Mine:\n").contains("  p/src/generated/\n");
    Path plugin = dvp.workingDir().resolve("p");
    DvpRunner.Result validate = dvp.runIn(plugin, "validate", "--strict");
    assertThat(validate.out()).isEqualTo("No problems found.\n");
    assertThat(dvp.runIn(plugin, "build").exitCode()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "--template file,Did you mean `files`?",
    "--template nothing-like-it,'The templates are direct, files, postgres, staged'",
    "--template files -s STAGED,leave `--ingestion-strategy` out",
    "--template postgres -t WINDOWS,leave `--host-type` out",
    "--template files --branch main,names none",
    "--path x,names none",
    "--format text,Add `--list`",
    "--list -s STAGED,has no place beside it",
    "--list --template files,has no place beside it",
    "--list --format yaml,json",
    "--template https://example.com/x.git --path ../x,a folder of the repository",
    "--template https://example.com/x.git --path /x,a folder of the repository"
  })
  void aWrongLineIsExplained(String line, String says) throws IOException {
    String[] words = ("init " + line).split(" ");
    DvpRunner.Result result = dvp.run(words);
    assertThat(result.exitCode()).as(result.out()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(says);
    assertThat(result.out()).isEmpty();
    assertThat(everything()).containsExactly("");
  }

  @Test
  void aPluginsFolderIsATemplate() throws IOException {
    Path old = dvp.scaffold("old", "-s", "STAGED");
    DvpRunner.Result init = dvp.run("init", "-r", "new", "-n", "New", "--template", "old");
    assertThat(init.exitCode()).as(init.err()).isEqualTo(ExitCode.OK);
    Path made = dvp.workingDir().resolve("new");
    assertThat(dvp.runIn(made, "validate", "--strict").exitCode()).isEqualTo(ExitCode.OK);
    List<String> before = Files.readAllLines(old.resolve("plugin_config.yml"));
    List<String> after = Files.readAllLines(made.resolve("plugin_config.yml"));
    assertThat(after).hasSameSizeAs(before).contains("name: \"New\"", "pluginType: STAGED");
    assertThat(after.stream().filter(line -> !before.contains(line))).hasSize(2);
    assertThat(made.resolve("schema.json")).hasSameTextualContentAs(old.resolve("schema.json"));

    assertThat(dvp.run("init", "-r", "x", "--template", "old", "-s", "DIRECT").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(dvp.run("init", "-r", "x", "--template", "./none").err()).contains("B407");
  }

  @Test
  void aPluginWithoutSchemaIsCopiedWithoutClasses() throws IOException {
    Path old = dvp.scaffold("old");
    Files.writeString(old.resolve("schema.json"), "{");
    DvpRunner.Result init = dvp.run("init", "-r", "new", "-n", "New", "--template", "./old");
    assertThat(init.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(init.err()).contains("`dvp validate` tells why");
    assertThat(dvp.workingDir().resolve("new/src/plugin_runner.py")).exists();
    assertThat(dvp.workingDir().resolve("new/src/generated")).doesNotExist();
  }

  @Test
  void aSchemaOutsideOfTheTemplateIsNotRead() throws IOException {
    Path old = dvp.scaffold("old");
    Path outside = folder.resolve("outside.json");
    Files.move(old.resolve("schema.json"), outside);
    Path manifest = old.resolve("plugin_config.yml");
    Files.writeString(
        manifest, Files.readString(manifest).replace("schema.json", outside.toString()));
    DvpRunner.Result init = dvp.run("init", "-r", "new", "-n", "New", "--template", "./old");
    assertThat(init.exitCode()).as(init.err()).isEqualTo(ExitCode.OK);
    assertThat(dvp.workingDir().resolve("new/src/generated")).doesNotExist();
  }

  @Test
  void aBrokenTemplateLeavesNothing() throws IOException {
    Path ours = Files.createDirectory(dvp.workingDir().resolve("ours"));
    Files.writeString(ours.resolve("template.yml"), "file: [plugin_config.yml]\n");
    List<String> before = everything();
    DvpRunner.Result result = dvp.run("init", "-r", "new", "--template", "./ours");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("ours/template.yml:1:1: error[B405]", "`files`");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aGitRepositoryIsATemplate() throws Exception {
    Path repository = Files.createDirectory(dvp.workingDir().resolve("repository"));
    dvp.scaffold("repository/deep/plugin");
    git(repository, "init", "-q", ".");
    git(repository, "add", "-A");
    git(repository, "commit", "-q", "-m", "x");
    git(repository, "tag", "v1");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String url = repository.toUri().toString();

    DvpRunner.Result init =
        dvp.run("init", "-r", "n", "--template", url, "--path", "deep/plugin", "--branch", "v1");
    assertThat(init.exitCode()).as(init.err()).isEqualTo(ExitCode.OK);
    Path made = dvp.workingDir().resolve("n");
    assertThat(dvp.runIn(made, "validate", "--strict").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(made.resolve(".git")).doesNotExist();

    DvpRunner.Result root = dvp.run("init", "-r", "m", "--template", url);
    assertThat(root.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(root.err()).contains("B405", "--path");
    DvpRunner.Result branch = dvp.run("init", "-r", "m", "--template", url, "--branch", "v9");
    assertThat(branch.err()).contains("B407", "v9");
    assertThat(dvp.workingDir().resolve("m")).doesNotExist();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("dvp-template-"));
    }
  }

  private void git(Path repository, String... words) throws IOException, InterruptedException {
    List<String> line = new java.util.ArrayList<>(List.of("git", "-c", "user.name=a"));
    line.addAll(List.of("-c", "user.email=a@example.com"));
    line.addAll(List.of(words));
    Process process;
    try {
      process = new ProcessBuilder(line).directory(repository.toFile()).inheritIO().start();
    } catch (IOException e) {
      assumeTrue(false, "no git");
      throw e;
    }
    assertThat(process.waitFor()).isZero();
  }
}

package dev.dvp.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.CommandModel;
import dev.dvp.cli.DvpRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class CompletionTest {
  @TempDir Path folder;
  private DvpRunner dvp;

  @BeforeEach
  void make() {
    dvp = new DvpRunner(folder);
  }

  /** The words that may follow, with what stands for paths in front. */
  private List<String> complete(String... words) {
    return answer(words).stream().map(line -> line.split("\t", 2)[0]).toList();
  }

  private List<String> answer(String... words) {
    return answerIn(dvp.workingDir(), words);
  }

  private List<String> answerIn(Path where, String... words) {
    String[] args = Stream.concat(Stream.of("__complete"), Stream.of(words)).toArray(String[]::new);
    DvpRunner.Result result = dvp.runIn(where, args);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out().lines().toList();
  }

  private void configure(String text) throws IOException {
    Path config = Files.createDirectories(dvp.home().resolve(".dvp")).resolve("config");
    Files.writeString(config, text);
    try {
      Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    } catch (UnsupportedOperationException e) {
      // Windows
    }
  }

  /** Line, of words separated by blanks, a last one that is empty as `_`; what must be among it. */
  @ParameterizedTest
  @CsvSource({
    "_, validate",
    "va, validate",
    "lab _, test",
    "lab te, test",
    "-v lab te, test",
    "--color never lab te, test",
    "-, --version",
    "build --up, --upload-artifact",
    "build -, -a",
    "build -a, -a",
    "validate --format _, sarif",
    "validate --format=s, --format=sarif",
    "validate --rule m10, M102=",
    "validate --rule missing, missing-field=",
    "validate --rule M102=, M102=warning",
    "validate --rule=M102=e, --rule=M102=error",
    "fix --rule M, M102",
    "explain m10, M102",
    "explain missing-f, missing-field",
    "run virt, virtual.configure",
    "run upgr, upgrade.repository",
    "upload -e _, local",
    "upload -elo, -elocal",
    "upload -e=lo, -e=local",
    "run --env _, local",
    "env test _, local",
    "init -s _, STAGED",
    "lab test --only re, refresh",
    "config set ca, ca-file",
    "config get p.u, p.user",
    "completion _, fish",
    "help arti, artifacts",
    "help lab te, test",
    "help m10, M102",
    "-- va, validate"
  })
  void aLineIsCompleted(String line, String with) {
    String[] words =
        Stream.of(line.split(" ")).map(word -> word.equals("_") ? "" : word).toArray(String[]::new);
    assertThat(complete(words)).contains(with).startsWith("words");
  }

  @ParameterizedTest
  @CsvSource({
    "inspect _, files, ''",
    "build -a _, files, ''",
    "build --upload-artifact=x, files, --upload-artifact=",
    "build -ax, files, -a",
    "build -ga, words, ''",
    "engine start --data _, folders, ''",
    "init --template x, folders, ''",
    "schema check _, files, ''",
    "engine start --port _, words, ''",
    "upload -u _, words, ''",
    "lab link _, words, ''",
    "build _, words, ''",
    "frobnicate _, words, ''",
    "build --frobnicate=_, words, ''",
    "explain M102 _, words, ''"
  })
  void pathsAreLeftToTheShell(String line, String also, String before) {
    String[] words =
        Stream.of(line.split(" ")).map(word -> word.equals("_") ? "" : word).toArray(String[]::new);
    assertThat(answer(words).get(0)).isEqualTo(also + "\t" + before);
  }

  @Test
  void aTemplateIsANameOrAFolder() {
    assertThat(complete("init", "--template", "d")).containsExactly("folders", "direct");
  }

  @Test
  void wordsHaveDescriptions() {
    assertThat(answer("va")).contains("validate\tCheck a plugin");
    assertThat(answer("explain", "M102")).contains("M102\tmissing-field");
    assertThat(answer("build", "--lo"))
        .contains("--locked\tTake exactly what dvp.lock says, or fail");
    assertThat(answer("run", "virtual.conf"))
        .contains("virtual.configure\tVirtual Source Configure");
  }

  @Test
  void anOptionIsOfferedOnceUnlessItMayBeRepeated() {
    assertThat(complete("build", "--locked", "--"))
        .doesNotContain("--locked")
        .contains("--release");
    assertThat(complete("validate", "--rule", "M102=off", "--")).contains("--rule");
    assertThat(complete("build", "--", "--")).containsExactly("words");
  }

  @Test
  void enginesAreThoseOfTheUsersFileWithoutSecrets() throws IOException {
    configure(
        "[default]\nengine = d.example.com\npassword = topsecret\n"
            + "[Prüfung 1]\nengine = https://p.example.com\npassword = topsecret\n"
            + "[leaky]\nengine = https://admin:topsecret@x\n[own]\nengine = local\n"
            + "[group.all]\nengines = own, leaky\n");
    List<String> engines = answer("upload", "-e", "");
    assertThat(engines)
        .containsExactly(
            "words\t",
            "local\tthe engine of this machine",
            "Prüfung 1\thttps://p.example.com",
            "leaky\t",
            "own\tlocal",
            "all\ta group of 2");
    assertThat(complete("upload", "--profile", "")).contains("own").doesNotContain("all", "local");
    assertThat(complete("upload", "-e", "prü")).contains("Prüfung 1");
    assertThat(answer("config", "get", ""))
        .contains("own.\tlocal")
        .noneMatch(line -> line.contains("topsecret"));
    assertThat(complete("config", "get", "own.pass")).contains("own.password");
  }

  @Test
  void whatIsBrokenIsPassedOver() throws IOException {
    configure("[unfinished\n= \u0000\nengine");
    assertThat(complete("upload", "-e", "")).contains("local");
    assertThat(complete("config", "set", "")).contains("engine");
    Path plugin = dvp.scaffold("plugin");
    Files.writeString(plugin.resolve("plugin_config.yml"), "id: [\n");
    assertThat(answerIn(plugin, "run", "virtual.conf")).hasSize(2);
    assertThat(answerIn(plugin, "lab", "sync", "")).containsExactly("words\t");
    Path engine = Files.createDirectories(dvp.home().resolve(".dvp/engine"));
    Files.writeString(engine.resolve("environments.json"), "{");
    assertThat(answer("env", "test", "")).containsExactly("words\t");
    assertThat(answer()).containsExactly("words\t");
  }

  @Test
  void operationsAreThoseOfThePluginsType() {
    Path staged = dvp.scaffold("staged", "-s", "STAGED");
    assertThat(answerIn(staged, "run", "linked.mount")).hasSize(2);
    Path direct = dvp.scaffold("direct");
    assertThat(answerIn(direct, "run", "linked.mount")).hasSize(1);
    assertThat(answer("run", "-c", direct + "/plugin_config.yml", "linked.mount")).hasSize(1);
  }

  @Test
  void environmentsAreThoseOfTheDataFolder() {
    Path data = folder.resolve("data folder");
    String[] add = {"env", "add", "mill", "--host", "local", "--data", data.toString()};
    assertThat(dvp.run(add).exitCode()).isZero();
    assertThat(complete("env", "test", "--data", data.toString(), "m")).contains("mill");
    assertThat(complete("env", "test", "--data=" + data, "")).contains("local", "mill");
    assertThat(complete("env", "test", "")).doesNotContain("mill");
  }

  @Test
  void nothingIsMadeByLooking() {
    Path plugin = dvp.scaffold("plugin");
    assertThat(answerIn(plugin, "lab", "sync", "")).containsExactly("words\t");
    assertThat(answerIn(plugin, "lab", "jobs", "")).containsExactly("words\t");
    assertThat(answerIn(plugin, "lab", "refresh", "x", "--snapshot", ""))
        .containsExactly("words\t");
    assertThat(dvp.home()).isEmptyDirectory();
  }

  @Test
  void sourcesAreThoseThatTheLocalEngineKeeps() {
    Path plugin = dvp.scaffold("plugin");
    // Makes the store, and no source in it.
    assertThat(dvp.runIn(plugin, "lab", "list").exitCode()).isZero();
    assertThat(answerIn(plugin, "lab", "sync", "")).containsExactly("words\t");
    assertThat(answerIn(plugin, "lab", "jobs", "")).containsExactly("words\t");
    assertThat(answerIn(plugin, "lab", "provision", "x", "--snapshot", ""))
        .containsExactly("words\t");
    assertThat(answerIn(plugin, "lab", "provision", "x", "--from", "")).containsExactly("words\t");
  }

  @Test
  void everyValueOfEveryCommandIsOfAKnownKind() {
    List<String> unknown = new ArrayList<>();
    collect(CommandModel.all(), unknown);
    assertThat(unknown).isEmpty();
  }

  private static void collect(CommandLine commandLine, List<String> unknown) {
    CommandSpec spec = commandLine.getCommandSpec();
    for (ArgSpec arg : spec.args()) {
      if (arg.arity().max() > 0 && Kind.of(spec.qualifiedName(), arg) == Kind.UNKNOWN) {
        unknown.add(spec.qualifiedName() + " " + arg);
      }
    }
    commandLine.getSubcommands().values().forEach(below -> collect(below, unknown));
  }
}

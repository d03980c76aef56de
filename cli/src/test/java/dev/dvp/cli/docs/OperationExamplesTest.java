package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import dev.dvp.core.files.FolderRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugins that the manual of operations shows are validated, built and run. */
class OperationExamplesTest {
  private static final String DIRECT = "operations-direct";
  private static final String STAGED = "operations-staged";
  private static final Path OLD = Path.of("src/test/resources/dev/dvp/cli/docs/operations-0.9");

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void world() {
    dvp = new DvpRunner(folder).sharingCache();
    dvp.env("PATH", Pythons.path());
    plugin = dvp.workingDir().resolve("plügin with blanks");
  }

  @AfterEach
  void leaveCache() {
    dvp.leaveCache();
  }

  private static Path example(String name) {
    return Golden.root().resolve("docs/examples").resolve(name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private String dvp(String... args) {
    DvpRunner.Result result = dvp.runIn(plugin, args);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    return result.out();
  }

  /** Those that run commands on this machine. */
  private void assumeHost() {
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/rsync")), "no rsync");
  }

  private Path scratch() {
    return dvp.home().resolve(".dvp/engine/environments/local");
  }

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, STAGED})
  void nothingIsFoundInItAndAllIsImplemented(String name) throws IOException {
    copy(example(name), plugin);
    ObjectMapper json = new ObjectMapper();

    JsonNode report = json.readTree(dvp("validate", "--format", "json"));
    assertThat(report.path("diagnostics")).as(report.toPrettyString()).isEmpty();
    JsonNode operations = json.readTree(dvp("operations", "--format", "json"));
    List<String> missing = new ArrayList<>();
    operations
        .path("operations")
        .forEach(
            one -> {
              if (!one.path("implemented").asBoolean()) {
                missing.add(one.path("operation").asText());
              }
            });
    assertThat(missing).isEmpty();
    assertThat(operations.path("manifest").path("migrationIdList")).hasSize(5);
    dvp("build");
    assertThat(plugin.resolve("artifact.json")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, STAGED})
  void itsWholeLifeIsGreen(String name) throws IOException {
    assumeHost();
    copy(example(name), plugin);
    assertThat(dvp("lab", "test")).contains(" 0 failed, 0 not implemented, 0 not run");
  }

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, STAGED})
  void itsWholeLifeIsGreenInTheOldestPython(String name) throws Exception {
    assumeHost();
    Optional<String> python = python38();
    assumeTrue(python.isPresent(), "no Python 3.8");
    copy(example(name), plugin);
    assertThat(dvp("lab", "test", "--python", python.orElseThrow()))
        .contains(" 0 failed, 0 not implemented, 0 not run");
  }

  /** On the PATH, where pyenv puts one that starts none, or among those that pyenv keeps. */
  private static Optional<String> python38() throws IOException, InterruptedException {
    List<String> candidates = new ArrayList<>(List.of("python3.8"));
    Path kept = Path.of(System.getProperty("user.home"), ".pyenv/versions");
    if (Files.isDirectory(kept)) {
      try (Stream<Path> versions = Files.list(kept)) {
        versions
            .filter(version -> version.getFileName().toString().startsWith("3.8."))
            .forEach(version -> candidates.add(version.resolve("bin/python3.8").toString()));
      }
    }
    for (String candidate : candidates) {
      if (starts(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean starts(String python) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(python, "--version").start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aCopyIsToldItsFolder() throws IOException {
    assumeHost();
    copy(example(DIRECT), plugin);
    Path orders = Files.createDirectories(scratch().resolve("datasets/orders & co"));
    Files.writeString(orders.resolve("app.conf"), "home=" + orders + "\n");
    Files.writeString(orders.resolve("left.tmp"), "");
    Path lab = plugin.resolve("lab.yml");
    Files.writeString(
        lab,
        Files.readString(lab)
            .replaceAll("(?m)^sourceConfig:\\n.*\\n.*\\n", "sourceConfig: {name: orders & co}\n"));

    assertThat(dvp("lab", "discover")).contains("rsync / orders & co");
    dvp("lab", "link", "prod");
    dvp("lab", "sync", "prod");
    dvp("lab", "provision", "copy", "--from", "prod");

    Path copy = scratch().resolve("copy");
    assertThat(copy.resolve("app.conf")).hasContent("home=" + copy);
    assertThat(copy.resolve("left.tmp")).doesNotExist();
    dvp("lab", "stop", "copy");
    dvp("lab", "start", "copy");
    assertThat(logs()).hasSize(1);
    dvp("lab", "delete", "copy");
    assertThat(logs()).isEmpty();
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(scratch().resolve("logs"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, STAGED})
  void aDatasetIsMadeWithoutASource(String name) throws IOException {
    assumeHost();
    copy(example(name), plugin);
    dvp("lab", "discover");
    dvp("lab", "create-empty", "fresh");

    Path fresh = scratch().resolve("fresh");
    assertThat(fresh.resolve("app.conf")).hasContent("home=" + fresh);
  }

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, STAGED})
  void whatNoWorkflowCallsIsCalledByItself(String name) throws IOException {
    assumeHost();
    copy(example(name), plugin);
    Path data = Files.createDirectories(scratch().resolve("data"));
    Files.writeString(data.resolve("twelve"), "twelve bytes");
    Path args = plugin.resolve("args.yml");
    Files.writeString(args, "source_config: {name: data, path: '" + data + "'}\n");

    for (String operation : List.of("linked.source_size", "virtual.source_size")) {
      String size = dvp("run", operation, "--args", "args.yml");
      assertThat(Long.parseLong(size.strip())).isGreaterThanOrEqualTo(12);
    }
    if (name.equals(STAGED)) {
      Path staged = Files.createDirectories(scratch().resolve("staged"));
      Files.writeString(
          args, Files.readString(args) + "staged_source: {mount: {mountPath: '" + staged + "'}}\n");
      dvp("run", "linked.worker", "--args", "args.yml");
      assertThat(staged.resolve("twelve")).exists();
      assertThat(dvp("run", "linked.status", "--args", "args.yml")).contains("INACTIVE");
      Files.createFile(staged.resolve(".running"));
      assertThat(dvp("run", "linked.status", "--args", "args.yml")).contains("\"ACTIVE\"");
    }
  }

  @Test
  void aLinkedSourceOfTheStagedOneIsMigrated() throws IOException {
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    copy(example(STAGED), plugin);
    Files.writeString(plugin.resolve("args.yml"), "old_linked_source: {stagingPath: /staged}\n");
    assertThat(dvp("run", "upgrade.linked_source", "--args", "args.yml"))
        .contains("\"mountPath\": \"/staged\"");
  }

  /** One of each kind is stored by the release before, and used after the upgrade. */
  @Test
  void whatTheReleaseBeforeStoredIsMigrated() throws IOException {
    assumeHost();
    copy(example(DIRECT), plugin);
    FolderRemoval.quietly(plugin.resolve("src"));
    copy(Golden.root().resolve("cli").resolve(OLD), plugin);
    dvp("lab", "discover");
    dvp("lab", "link", "prod");
    dvp("lab", "sync", "prod");
    dvp("lab", "provision", "copy", "--from", "prod");
    copy(example(DIRECT), plugin);

    assertThat(dvp.runIn(plugin, "lab", "sync", "prod").err()).contains("[E844]");
    assertThat(dvp("lab", "upgrade"))
        .contains("+ program: `\"/usr/bin/rsync\"`", "+ name: `\"sample\"`")
        .contains("+ exclude: ", "+ mountPath: ", "+ takenAt: `\"2026-01-02T03:04:05Z\"`");
    String stored = dvp("lab", "list", "--format", "json");
    assertThat(stored).contains(scratch() + "/copy");
    dvp("lab", "refresh", "copy");
    dvp("lab", "sync", "prod");
  }

  /** What both have is shown once, so it is the same in both. */
  @Test
  void whatBothExamplesHaveIsTheSame() throws IOException {
    for (String name : new TreeSet<>(modules(DIRECT))) {
      boolean isOfBoth = name.matches("(discovery|virtual|upgrade)_.*|__init__.py");
      if (isOfBoth && !name.equals("upgrade_linked_source.py")) {
        Path staged = example(STAGED).resolve("src/operations").resolve(name);
        assertThat(example(DIRECT).resolve("src/operations").resolve(name))
            .hasSameTextualContentAs(staged);
      }
    }
  }

  private static List<String> modules(String example) throws IOException {
    try (Stream<Path> files = Files.list(example(example).resolve("src/operations"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

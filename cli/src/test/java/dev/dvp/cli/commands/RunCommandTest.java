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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String HEAD =
      """
      import logging
      import os

      from dlpx.virtualization import libs
      from dlpx.virtualization.platform import *
      from dlpx.virtualization.platform.exceptions import UserError
      from generated.definitions import *

      logging.getLogger().addHandler(libs.PlatformHandler())
      logging.getLogger().setLevel(logging.INFO)
      plugin = Plugin()


      """;

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void scaffold() {
    dvp = new DvpRunner(folder).sharingCache();
    plugin = dvp.scaffold("plügin with blanks");
  }

  @AfterEach
  void leaveCache() {
    dvp.leaveCache();
  }

  private void source(String text) throws IOException {
    Files.writeString(plugin.resolve("src/plugin_runner.py"), HEAD + text);
  }

  /** An operation of virtual sources that takes a source config. */
  private void operation(String name, String body) throws IOException {
    source(
        "@plugin.virtual."
            + name
            + "()\ndef operate(virtual_source, repository, source_config):\n"
            + body.indent(4));
  }

  private DvpRunner.Result run(String... args) {
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH to run a plugin in");
    String[] all = new String[args.length + 1];
    all[0] = "run";
    System.arraycopy(args, 0, all, 1, args.length);
    return dvp.env("PATH", Pythons.path()).runIn(plugin, all);
  }

  private static void check(String golden, DvpRunner.Result result) {
    String text =
        "--- exit code\n%d\n--- standard output\n%s--- standard error\n%s"
            .formatted(result.exitCode(), result.out(), result.err());
    Golden.check("run/" + golden, text.replaceAll("Python 3\\.\\d+\\.\\d+", "Python 3.x"));
  }

  @Test
  void theScaffoldsOperationsRun() {
    for (String operation :
        List.of(
            "discovery.repository",
            "discovery.source_config",
            "linked.post_snapshot",
            "virtual.mount_specification",
            "virtual.configure",
            "virtual.reconfigure",
            "virtual.post_snapshot")) {
      DvpRunner.Result result = run(operation);

      assertThat(result.exitCode()).as(operation + result.err()).isZero();
    }
    check("configure.txt", run("virtual.configure"));
  }

  @Test
  void theLogAndWhatIsPrintedAreShown() throws IOException {
    operation(
        "start",
        "logging.getLogger('my.own').warning('disk is low')\nprint('one')\nprint('two\\x1b[0m')");

    check("log.txt", run("virtual.start"));
  }

  @Test
  void muchThatIsPrintedFillsNoScreen() throws IOException {
    operation("start", "for i in range(20000): print('line', i)");

    check("printed.txt", run("virtual.start"));
    assertThat(run("virtual.start", "-v").err())
        .contains("  | line 5000")
        .contains("only the first 65.5 KB are kept");
    assertThat(run("virtual.start", "-q").err()).isEmpty();
  }

  @Test
  void anErrorForTheUserIsShownInItsParts() throws IOException {
    operation(
        "start",
        "raise UserError('The disk is full.', 'Buy a larger one.', 'df:\\n/dev/sda 100%\\n')");

    check("user-error.txt", run("virtual.start"));
  }

  @Test
  void anExceptionIsShownAtItsLine() throws IOException {
    operation("start", "ports = {}\nreturn port(ports)\n");
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"),
        "\n\ndef port(ports):\n    return ports['main']\n",
        java.nio.file.StandardOpenOption.APPEND);

    check("exception.txt", run("virtual.start"));
    assertThat(run("virtual.start", "-v").err())
        .contains("Traceback (most recent call last):")
        .contains("KeyError: 'main'");
  }

  @Test
  void aResultOfAnotherTypeIsShownAtTheFunction() throws IOException {
    operation("status", "return 'ACTIVE'");

    check("wrong-type.txt", run("virtual.status"));
  }

  @Test
  void aResultThatTheSchemaRefusesNamesItsLine() throws IOException {
    source(
        """
        @plugin.upgrade.repository("2026.11")
        def migrate(old_repository):
            return {"renamed": old_repository["name"]}
        """);

    check("refused.txt", run("upgrade.repository"));
  }

  @Test
  void anOperationThatHangsIsShownWhereItIs() throws IOException {
    operation("start", "import time\nwhile True: time.sleep(0.01)");

    check("time-up.txt", run("virtual.start", "--timeout", "1"));
  }

  @Test
  void aPluginThatCannotBeImportedIsShownAsByImport() throws IOException {
    source("import no_such_module\n");

    check("not-imported.txt", run("virtual.start"));
  }

  @Test
  void everythingIsInOneDocument() throws Exception {
    operation(
        "start",
        "logging.info('begun')\nprint('out')\nraise UserError('No.', 'Say yes.', 'output')");

    DvpRunner.Result result = run("virtual.start", "--format", "json");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(document.path("outcome").asText()).isEqualTo("userError");
    assertThat(document.path("python").asText()).startsWith("3.");
    JsonNode error = document.path("error");
    assertThat(error.path("class").asText()).isEqualTo("UserError");
    assertThat(error.path("message").asText()).isEqualTo("No.");
    assertThat(error.path("action").asText()).isEqualTo("Say yes.");
    assertThat(error.path("output").asText()).isEqualTo("output");
    assertThat(error.path("frames").get(0).path("file").asText()).isEqualTo("plugin_runner.py");
    assertThat(document.path("log").get(0).path("message").asText()).isEqualTo("begun");
    assertThat(document.path("printed").asText()).isEqualTo("out\n");
    assertThat(document.path("diagnostics")).isEmpty();

    operation("status", "return Status.INACTIVE");
    result = run("virtual.status", "--format", "json");
    document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("outcome").asText()).isEqualTo("returned");
    assertThat(document.path("value").asText()).isEqualTo("INACTIVE");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void argumentsComeFromAFile() throws IOException {
    operation(
        "start",
        "raise UserError(virtual_source.connection.user.name, virtual_source.guid,"
            + " repository.name + ' ' + virtual_source.mounts[1].mount_path)");
    String yaml =
        """
        virtual_source:
          connection: {user: {name: oracle}}
          mounts: [{mountPath: /a}, {mountPath: /b}]
        repository: {name: Mine}
        """;
    Files.writeString(plugin.resolve("args.yml"), yaml);

    String shown = run("virtual.start", "--args", "args.yml").err();

    assertThat(shown).contains("message: oracle").contains("output:  Mine /b");
    assertThat(dvp.stdin(yaml).runIn(plugin, "run", "virtual.start", "--args", "-").err())
        .contains("message: oracle");
  }

  @Test
  void whatIsWrongWithArgumentsIsSaidAtOnceAndWithItsPlace() throws IOException {
    Files.writeString(
        plugin.resolve("args.yml"),
        """
        virtual_source:
          guid: 7
          conection: {}
          mounts: {}
          parameters: {mount_path: 5}
        repository: {}
        snapshot: [1]
        source_connection: {}
        """);

    check("wrong-arguments.txt", run("virtual.configure", "--args", "args.yml"));

    Files.writeString(plugin.resolve("args.json"), "{\"repository\": secret}");
    DvpRunner.Result result = run("virtual.configure", "--args", "args.json");
    assertThat(result.err()).contains("R101").contains("args.json:1:16");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(run("virtual.configure", "--args", "none.yml").err()).contains("R101");
  }

  @Test
  void samplesAreTakenAsTheyArePrinted() throws IOException {
    for (String operation : List.of("virtual.configure", "linked.post_snapshot")) {
      DvpRunner.Result sample = run(operation, "--sample");
      Files.writeString(plugin.resolve("args.json"), sample.out());

      DvpRunner.Result result = run(operation, "--args", "args.json");

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).isEqualTo(run(operation).out());
    }
  }

  @Test
  void stagedPluginsHaveOperationsOfTheirOwn() {
    plugin = dvp.scaffold("staged", "-s", "STAGED");

    assertThat(run("linked.mount_specification").exitCode()).isZero();
    assertThat(run("linked.post_snapshot").exitCode()).isZero();
  }

  @Test
  void oneOfSeveralMigrationsIsNamed() throws IOException {
    source(
        """
        @plugin.upgrade.repository("2025.1")
        def first(old_repository):
            return dict(old_repository, name="first")

        @plugin.upgrade.repository("2026.01")
        def second(old_repository):
            return dict(old_repository, name="second")
        """);

    DvpRunner.Result result = run("upgrade.repository");
    assertThat(result.err()).contains("has 2 migrations").contains("2025.1, 2026.1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(run("upgrade.repository", "--migration", "2026.01.0").out()).contains("second");
    assertThat(run("upgrade.repository", "--migration", "3").exitCode()).isEqualTo(2);
    assertThat(run("upgrade.snapshot").err()).contains("R207");
  }

  @Test
  void wrongUsageIsAnsweredWithWhatIsRight() {
    assertThat(run().err()).contains("dvp run discovery.repository");
    assertThat(run("start").err()).contains("Did you mean `virtual.start`?");
    assertThat(run("pre_snapshot").err())
        .contains("Did you mean `linked.pre_snapshot` or `virtual.pre_snapshot`?");
    assertThat(run("virtual.strat").err()).contains("Did you mean `virtual.start`?");
    assertThat(run("linked.status").err())
        .contains("type DIRECT")
        .contains("`linked.pre_snapshot`");
    assertThat(run("virtual.start", "--migration", "1").exitCode()).isEqualTo(2);
    assertThat(run("virtual.start", "--timeout", "0").exitCode()).isEqualTo(2);
    assertThat(run("nothing.at.all").exitCode()).isEqualTo(2);
  }

  @Test
  void aBrokenSchemaIsToldAndNothingIsRun() throws IOException {
    Files.writeString(plugin.resolve("schema.json"), "{}");

    DvpRunner.Result result = run("virtual.configure");

    assertThat(result.err()).contains("schema.json");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void withoutPythonItIsSaidWhatToDo() {
    DvpRunner.Result result =
        dvp.env("PATH", folder.toString()).runIn(plugin, "run", "virtual.configure");

    assertThat(result.err()).contains("O503").contains("--python");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void aDebuggerIsWaitedFor() throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Path own = Files.createDirectories(site.resolve("debugpy"));
    Files.writeString(
        own.resolve("__init__.py"),
        "\ndef listen(at): return at\n" + "def wait_for_client(): print('connected')\n");
    operation("start", "print('started')");
    dvp.env("PYTHONPATH", site.toString());

    DvpRunner.Result result = run("virtual.start", "--debug", "--debug-port", "5680");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("Waiting for a debugger at 127.0.0.1:5680; in its path mappings, ")
        .contains("  | connected")
        .contains("  | started");

    Files.writeString(own.resolve("__init__.py"), "raise ImportError('no')\n");
    result = run("virtual.start", "--debug");
    assertThat(result.err()).contains("R103").contains("-m pip install debugpy");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void thePluginsFolderIsNotChanged() throws IOException {
    operation("start", "import shutil\nopen('new', 'w').close()\nshutil.rmtree(os.getcwd())");
    Files.writeString(plugin.resolve("src/data.txt"), "kept");

    DvpRunner.Result result = run("virtual.start");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(plugin.resolve("src/data.txt")).hasContent("kept");
    assertThat(plugin.resolve("src/new")).doesNotExist();
  }

  @Test
  void libraryCallsRunOnThisMachine() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    operation(
        "start",
        "mount = virtual_source.mounts[0].mount_path\n"
            + "result = libs.run_bash(virtual_source.connection,"
            + " 'echo \"$GREETING\" > \"$MOUNT/file\"; cat \"$MOUNT/file\"; exit 3',"
            + " {'GREETING': 'hello', 'MOUNT': mount})\n"
            + "raise UserError(result.stdout, str(result.exit_code))");

    DvpRunner.Result result = run("virtual.start");

    assertThat(result.err()).contains("message: hello").contains("action:  3");
    assertThat(dvp.home().resolve(".dvp/engine/environments/local/mount/file"))
        .hasContent("hello\n");
    assertThat(run("virtual.start", "--data", folder.resolve("other").toString()).err())
        .contains("message: hello");
    assertThat(folder.resolve("other/environments/local/mount/file")).exists();
  }

  @Test
  void anOperationWithoutLibraryCallsNeedsNoDataFolder() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no folder that nobody can write to");
    String data = "/proc/dvp";

    assertThat(run("virtual.configure", "--data", data).exitCode()).isZero();
    assertThat(dvp.home().resolve(".dvp/engine")).doesNotExist();

    operation("start", "libs.run_bash(virtual_source.connection, 'date')");
    assertThat(run("virtual.start", "--data", data).err())
        .contains("R201")
        .contains("LibraryError")
        .contains("The folder of the dataset cannot be made");
  }

  @Test
  void aSandboxThatDoesNotWorkIsSaidOnce() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path bwrap = Files.writeString(programs.resolve("bwrap"), "#!/bin/sh\nexit 1\n");
    assertThat(bwrap.toFile().setExecutable(true)).isTrue();
    operation(
        "start", "for _ in range(2): libs.run_bash(virtual_source.connection, 'date', check=True)");
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH to run a plugin in");

    DvpRunner.Result result =
        dvp.env("PATH", programs + ":" + Pythons.path() + ":/usr/bin:/bin")
            .runIn(plugin, "run", "virtual.start");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .containsOnlyOnce(
            "warning: commands on this machine run without a sandbox: bubblewrap is there and does"
                + " not work");
  }

  @Test
  void whatNoBuildTakesIsNotRun() throws IOException {
    Files.createDirectories(plugin.resolve("src/dlpx"));
    Files.writeString(plugin.resolve("src/dlpx/__init__.py"), "");

    DvpRunner.Result built = dvp.runIn(plugin, "build");
    DvpRunner.Result ran = run("virtual.configure");

    String rule = built.err().replaceAll("(?s).*?(error\\[B\\d+\\]).*", "$1");
    assertThat(rule).startsWith("error[B");
    assertThat(ran.err()).contains(rule);
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void runningMakesBytecodeOnce() throws IOException {
    operation("start", "import _dvp.session, sys\nprint(_dvp.session.__spec__.cached)");
    dvp.leaveCache(); // so that it has one of its own, which is empty

    assertThat(run("virtual.start").exitCode()).isZero();
    Path cache = dvp.home().resolve(".dvp/cache/bytecode");
    assumeTrue(Files.exists(cache), "another Python than CPython");
    long files = count(cache);
    assertThat(files).isGreaterThan(30);
    assertThat(run("virtual.start").exitCode()).isZero();
    assertThat(count(cache)).isEqualTo(files);
    assertThat(dvp.env("DVP_NO_CACHE", "1").runIn(plugin, "run", "virtual.start").exitCode())
        .isZero();
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void manyFaultsAndLongLinesFillNoScreen() throws IOException {
    source(
        """
        @plugin.discovery.repository()
        def find(source_connection):
            logging.info("x" * 3000)
            logging.info("\\n".join(str(i) for i in range(100)))
            print("y" * 3000)
            made = [RepositoryDefinition(name="n") for _ in range(8)]
            for one in made: one.to_dict = lambda: {"name": 7}
            return made
        """);

    check("many.txt", run("discovery.repository"));
    assertThat(run("discovery.repository", "-v").err())
        .contains("x".repeat(3000), "y".repeat(3000), ": 99");
  }

  @Test
  void linesOfTheLogThatWereCutOrDroppedAreCounted() throws Exception {
    operation("start", "logging.info('x' * 200000)\nfor i in range(10005): logging.info(i)");

    JsonNode json = new ObjectMapper().readTree(run("virtual.start", "--format", "json").out());

    assertThat(json.path("log")).hasSize(10_000);
    assertThat(json.path("logDropped").asInt()).isEqualTo(6);
    assertThat(json.path("log").path(0).path("cut").asBoolean()).isTrue();
    assertThat(json.path("log").path(1).path("cut").asBoolean(true)).isFalse();
    operation("start", "logging.info('x' * 200000)");
    assertThat(run("virtual.start").err()).contains("over the 128 KiB that an engine takes");
  }

  @Test
  void anEnvironmentThatIsNotThereIsNamed() {
    DvpRunner.Result result = run("virtual.configure", "--env", "qa");

    assertThat(result.err()).contains("E821").contains("qa");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void aConnectionToNowhereIsALibraryError() throws IOException {
    operation("start", "libs.run_bash(virtual_source.connection, 'date')");
    Files.writeString(
        plugin.resolve("args.yml"),
        "virtual_source: {connection: {environment: {reference: ENV-9}}}\n");

    DvpRunner.Result result = run("virtual.start", "--args", "args.yml");

    assertThat(result.err()).contains("R201").contains("LibraryError").contains("ENV-9");
    assertThat(result.exitCode()).isEqualTo(1);
  }
}

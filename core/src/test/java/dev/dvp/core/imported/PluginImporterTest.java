package dev.dvp.core.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.imported.ImportOutcome.Raised;
import dev.dvp.core.imported.ImportOutcome.Registered;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.operations.ImportRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginImporterTest {
  private static final String BODY =
      "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path srcDir;
  private Python python;

  @BeforeEach
  void needsPython() throws IOException {
    Optional<Python> found = BatchImporter.python();
    assumeTrue(found.isPresent(), "no Python 3 on PATH to import with");
    python = found.get();
    srcDir = Files.createDirectories(folder.resolve("a source with ü"));
  }

  private PluginImporter.Result run(String text, Duration limit, Map<String, String> environment)
      throws IOException {
    Files.writeString(srcDir.resolve("plugin_runner.py"), BODY + text);
    return new PluginImporter(python, limit, environment)
        .run(srcDir, new EntryPoint("plugin_runner", "plugin"), Map.of());
  }

  private ImportOutcome run(String text) throws IOException {
    return run(text, LONG, Map.of("PATH", "/usr/bin:/bin")).outcome();
  }

  @Test
  void tellsWhatRegistersAndWhere() throws IOException {
    ImportOutcome outcome = run("@plugin.virtual.start()\ndef start(): pass\n");

    assertThat(outcome).isInstanceOf(Registered.class);
    assertThat(((Registered) outcome).operations())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.decorator()).isEqualTo("virtual.start");
              assertThat(found.location().file()).isEqualTo(srcDir.resolve("plugin_runner.py"));
              assertThat(found.location().line()).isEqualTo(3);
            });
  }

  @Test
  void beginsNothingOnceItWasCancelled() throws IOException {
    Path mark = srcDir.resolve("mark");
    Files.writeString(srcDir.resolve("plugin_runner.py"), "open(r'" + mark + "', 'w').close()\n");
    PluginImporter importer = new PluginImporter(python, LONG, Map.of("PATH", "/usr/bin:/bin"));
    importer.cancel();

    assertThatThrownBy(
            () -> importer.run(srcDir, new EntryPoint("plugin_runner", "plugin"), Map.of()))
        .isInstanceOf(CancellationException.class);
    assertThat(mark).doesNotExist();
  }

  @Test
  void endsWhatDoesNotEnd() throws IOException {
    PluginImporter.Result result =
        run("print('begun', flush=True)\nwhile True: pass\n", Duration.ofSeconds(3), Map.of());

    assertThat(result.outcome()).isEqualTo(new ImportOutcome.TimeUp());
  }

  @Test
  void seesNothingOfTheUsersEnvironment() throws IOException {
    PluginImporter.Result result =
        run(
            "import os, sys\nprint(sorted(os.environ))\nprint(sys.path)\nprint(os.getcwd())\n",
            LONG,
            Map.of("PATH", "/usr/bin:/bin", "DVP_PASSWORD", "geheim", "PYTHONPATH", "/nowhere"));

    assertThat(result.outcome()).isInstanceOf(Registered.class);
    assertThat(result.output())
        .contains("HOME")
        .contains("a source with ü")
        .doesNotContain("DVP_PASSWORD", "PYTHON", "geheim", "nowhere", "site-packages");
  }

  @Test
  void findsWhatThePluginNamesByARelativePathAndLeavesNothingInItsFolder() throws IOException {
    Files.writeString(srcDir.resolve("data.txt"), "here");
    Path lib = Files.createDirectories(srcDir.resolve("lib"));
    Files.writeString(lib.resolve("more.py"), "");

    ImportOutcome outcome =
        run(
            "assert open('data.txt').read() == 'here'\nimport sys\nsys.path.append('lib')\n"
                + "import more\nopen('written.txt', 'w').write('x')\n");

    assertThat(outcome).isInstanceOf(Registered.class);
    try (Stream<Path> files = Files.walk(srcDir)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("plugin_runner.py", "data.txt", "more.py");
    }
  }

  @Test
  void keepsALittleOfWhatThePluginPrints() throws IOException {
    PluginImporter.Result result = run("print('x' * 5_000_000)\n", LONG, Map.of());

    assertThat(result.outcome()).isInstanceOf(Registered.class);
    assertThat(result.output().length()).isBetween(1000, 100_000);
  }

  @Test
  void aProcessThatThePluginStartsIsNotWaitedFor() throws IOException {
    ImportOutcome outcome =
        run("import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'input()'])\n");

    assertThat(outcome).isInstanceOf(Registered.class);
  }

  @Test
  void anExceptionIsToldWithItsPlace() throws IOException {
    Files.writeString(srcDir.resolve("helper.py"), "import missing_thing\n");

    Raised raised = (Raised) run("import helper\n");

    assertThat(raised.type()).isEqualTo("ModuleNotFoundError");
    assertThat(raised.module()).contains("missing_thing");
    assertThat(raised.frames()).extracting(f -> f.where().line()).containsExactly(3, 1);
  }

  @Test
  void theNetworkIsDeniedToOtherProgramsToo() throws IOException {
    assumeTrue(!Isolation.find(false).prefix().isEmpty(), "this system denies no network");

    Raised raised =
        (Raised)
            run(
                "import os\ninterfaces = os.listdir('/proc/self/net') and"
                    + " open('/proc/self/net/dev').read()\nraise ValueError(interfaces)\n");

    assertThat(raised.message()).contains("lo:").doesNotContain("eth0").doesNotContain("ens");
  }

  @Test
  void aPythonThatIsNoneIsRefused() throws IOException {
    PythonFinder finder = new PythonFinder(Map.of("PATH", folder.toString()));

    assertThatThrownBy(finder::find)
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> assertThat(e.diagnostics().get(0).rule()).isEqualTo(ImportRule.NO_PYTHON));
    Path text = Files.writeString(folder.resolve("python"), "no program");
    assertThatThrownBy(() -> finder.at(text)).isInstanceOf(DvpException.class);
  }
}

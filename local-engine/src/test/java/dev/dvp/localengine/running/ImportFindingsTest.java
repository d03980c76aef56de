package dev.dvp.localengine.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.manifest.EntryPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a plugin could not be imported, in words. */
class ImportFindingsTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @TempDir Path folder;

  private Diagnostic of(Outcome outcome) {
    return new ImportFindings(
            new PythonFinder(System.getenv()).find(),
            Location.of(folder.resolve("plugin_config.yml")),
            new EntryPoint("plugin_runner", "plugin"),
            folder)
        .of(outcome);
  }

  @Test
  void aModuleThatIsMissingIsNamedWhereItIsImported() throws Exception {
    try (TestPlugin plugin = new TestPlugin(folder, "import no_such_module")) {
      Diagnostic finding = of(plugin.open().orElseThrow());
      assertThat(finding.message()).contains("no_such_module");
      assertThat(finding.location().file()).isEqualTo(folder.resolve("plugin_runner.py"));
    }
  }

  @Test
  void anImportThatDoesNotEndHasItsLine() {
    PluginPlace place = new PluginPlace("plugin_runner.py", 7, "");
    Diagnostic finding = of(new Outcome.TimeUp(LIMIT, List.of(place)));
    assertThat(finding.message()).contains("after 3 s", "it was at this line");
    assertThat(finding.location().line()).isEqualTo(7);
    Diagnostic nowhere = of(new Outcome.TimeUp(LIMIT, List.of()));
    assertThat(nowhere.message()).endsWith("by force.");
    assertThat(nowhere.location().file()).isEqualTo(folder.resolve("plugin_config.yml"));
  }

  @Test
  void aProcessThatDiedSaysHow() {
    assertThat(of(new Outcome.Died("it was ended by signal 9")).message()).contains("signal 9");
  }
}

package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source that would grow without end when it ran: reading it does not. */
class HostileSourceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = x + x",
        "x = [*x, *x]",
        "x.extend(x)",
        "x += x",
        "s = f'{s}{s}'",
        "s = '%s%s' % (s, s)",
        "s = '{0}{0}'.format(s)",
        "s = ''.join([s, s])",
        "d = {**d, s: d}; s += s"
      })
  void isReadInBoundedMemory(String doubling) throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = dvp.scaffold("plugin");
    Path source = plugin.resolve("src/plugin_runner.py");
    String growing = "x = [1]\ns = 'ab'\nd = {}\n" + (doubling + "\n").repeat(60);
    Files.writeString(source, Files.readString(source) + "\n\n" + growing);
    DvpRunner.Result result = dvp.runIn(plugin, "operations", "--format", "json");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).contains("\"hasVirtualConfigure\" : true");
  }
}

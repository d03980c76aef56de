package dev.dvp.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Source that would take for ever, and not merely long, where names are followed unbounded. */
class HostileUsageTest {
  private static final String HEAD =
      """
      import logging
      import m
      from dlpx.virtualization import libs
      from dlpx.virtualization.platform import Plugin
      from generated.definitions import RepositoryDefinition
      plugin = Plugin()
      def f(password):
      """;

  record Hostile(String name, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hostile> sources() {
    return Stream.of(
        new Hostile(
            "doubling",
            rows(2_000, i -> "    a" + (i + 1) + " = a" + i + " + a" + i)
                + "    logging.info(a2000)\n    libs.run_bash(None, a2000, check=True)\n"
                + "    open(a2000)\n"),
        new Hostile(
            "itself", "    a = a.b\n    b = c\n    c = b\n    logging.info(a.b, b, c.d.e)\n"),
        new Hostile("many bindings", rows(4_000, i -> "    a = m.x\n    logging.info(a)")),
        new Hostile("many imports", rows(4_000, i -> "    import os\n    os.getcwd()")),
        new Hostile("long chain", "    logging.info(password" + ".a".repeat(1_500) + ")\n"),
        new Hostile("long sum", "    logging.info(" + "password + ".repeat(1_500) + "'x')\n"),
        new Hostile("modules in a ring", "    m.a.b.c\n    m.x.y\n    logging.info(m.z)\n"),
        new Hostile(
            "many objects",
            rows(
                5_000,
                i -> "    r" + i + " = RepositoryDefinition(name='x')\n    r" + i + ".name")));
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void isReadInBoundedTime(Hostile source, @TempDir Path folder) throws IOException {
    Map<String, String> files =
        Map.of(
            "plugin_runner.py",
            HEAD + source.body() + "    pass\n",
            "m.py",
            "import m as me\nimport n\nx = me.x\nz = n.z\na = n.a\n",
            "n.py",
            "import m\nfrom m import a\nz = m.z\n");
    UsageCase plugin = new UsageCase(source.name(), "DIRECT", files, List.of());

    Assertions.assertTimeout(
        Duration.ofSeconds(60), () -> assertThat(plugin.read(folder)).isNotEmpty());
  }
}

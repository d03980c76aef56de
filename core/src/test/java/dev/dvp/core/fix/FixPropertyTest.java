package dev.dvp.core.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;

/** Plugins of random age: mending ends, is mended for good, and makes nothing worse. */
class FixPropertyTest {
  private static final List<String[]> TRAITS =
      List.of(
          new String[] {"plugin_config.yml", "PYTHON311", "PYTHON27"},
          new String[] {"plugin_config.yml", "language: PYTHON311", "language: 'PYTHON38' # x"},
          new String[] {"plugin_config.yml", "buildNumber: \"1.0\"", "version: 1.10"},
          new String[] {"plugin_config.yml", "buildNumber: \"1.0\"", "version: 0"},
          new String[] {"plugin_config.yml", "DIRECT", "direct"},
          new String[] {"plugin_config.yml", "DIRECT", "staged"},
          new String[] {"plugin_config.yml", "[UNIX]", "[ 'unix' ]"},
          new String[] {"plugin_config.yml", "srcDir", "srcDri"},
          new String[] {"plugin_config.yml", "schemaFile", "schemafile"},
          new String[] {"plugin_config.yml", "name: Old", "nmae: Old\nnaem: x"},
          new String[] {"plugin_config.yml", "name: Old", "? name\n: 12"},
          new String[] {
            "schema.json", "snapshotParametersDefinition", "snapshotParameterDefinition"
          },
          new String[] {
            "schema.json",
            ",\n  \"snapshotParametersDefinition\": {\"type\": \"object\", \"properties\": {}}",
            ""
          },
          new String[] {"schema.json", "\"required\"", "\"requierd\""},
          new String[] {"schema.json", "\"nameField\"", "\"namefield\""},
          new String[] {"schema.json", "\"string\"", "\"String\", \"patern\": \"[\""},
          new String[] {"src/plugin_runner.py", "platform.Plugin()", "platform.plugin()"},
          new String[] {"src/plugin_runner.py", "optional_snapshot", "snapshot"},
          new String[] {
            "src/plugin_runner.py", "from generated", "from dlpx.virtualization.generated"
          },
          new String[] {"src/plugin_runner.py", "start()", "start"},
          new String[] {"src/plugin_runner.py", "start()", "strat()"},
          new String[] {"src/plugin_runner.py", "virtual_source", "virtualsource"},
          new String[] {"src/plugin_runner.py", "mounts()", "start()"},
          new String[] {"src/plugin_runner.py", "    return 1", "    print 1, 10L"});

  private static final String SOURCE =
      """
      from dlpx.virtualization import platform
      from generated.definitions import RepositoryDefinition

      plugin = platform.Plugin()  # caf\u00e9 \ud83d\ude00


      @plugin.linked.pre_snapshot()
      def pre(direct_source, repository, source_config, optional_snapshot_parameters):
      \treturn f"\u00e9{optional_snapshot_parameters.x}", [optional_snapshot_parameters]


      @plugin.virtual.start()
      def start(virtual_source, repository, source_config):
          pre(1, 2, 3, optional_snapshot_parameters=virtual_source)
          return 1


      @plugin.virtual.mount_specification()
      def mounts(repository, virtual_source):
          return virtual_source
      """;

  @Property(tries = 120)
  void mendingIsForGoodAndNeverWorse(@ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("dvp-fix");
    try {
      OldPlugin plugin = aged(folder, random);
      List<Diagnostic> before = plugin.validate();
      FixResult result = plugin.fix();
      plugin.take(result);
      List<Diagnostic> after = plugin.validate();
      assertThat(errors(after, "M").size()).isLessThanOrEqualTo(errors(before, "M").size());
      boolean couldRead = before.stream().noneMatch(FixPropertyTest::hidesSource);
      if (couldRead) {
        assertThat(errors(after, "OP")).hasSizeLessThanOrEqualTo(errors(before, "OP").size());
        assertThat(after.stream().filter(d -> d.fix().isPresent()).toList())
            .hasSizeLessThanOrEqualTo(
                (int) before.stream().filter(d -> d.fix().isPresent()).count());
      }
      assertThat(result.mended().isEmpty()).isEqualTo(result.changes().isEmpty());
      FixResult again = plugin.fix();
      SoftAssertions.assertSoftly(
          softly -> {
            softly.assertThat(again.changes()).isEmpty();
            softly.assertThat(again.left()).isEqualTo(result.left());
          });
      for (FileChange change : result.changes()) {
        onlyEditsDiffer(change);
      }
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 150)
  void nothingMakesItFail(@ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("dvp-fix");
    try {
      OldPlugin plugin = aged(folder, random);
      for (String name : List.of("plugin_config.yml", "schema.json", "src/plugin_runner.py")) {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        plugin.write(name, bytes);
      }
      plugin.take(plugin.fix());
      assertThat(plugin.fix().changes()).isEmpty();
    } finally {
      delete(folder);
    }
  }

  private static OldPlugin aged(Path folder, Random random) throws IOException {
    OldPlugin plugin = new OldPlugin(folder).write("src/plugin_runner.py", SOURCE);
    for (String[] trait : TRAITS) {
      if (random.nextInt(4) == 0) {
        Path file = folder.resolve(trait[0]);
        plugin.write(trait[0], Files.readString(file).replace(trait[1], trait[2]));
      }
    }
    for (String name : List.of("plugin_config.yml", "schema.json", "src/plugin_runner.py")) {
      String text = Files.readString(folder.resolve(name));
      text = random.nextInt(3) == 0 ? text.replace("\n", "\r\n") : text;
      text = random.nextInt(3) == 0 ? text.stripTrailing() : text;
      text = random.nextInt(4) == 0 ? "\uFEFF" + text : text;
      text = name.endsWith("json") && random.nextInt(3) == 0 ? text.replaceAll("\\s+", " ") : text;
      plugin.write(name, text);
    }
    return plugin;
  }

  private static boolean hidesSource(Diagnostic finding) {
    return finding.location().file().endsWith("plugin_config.yml")
        && finding.severity() == Severity.ERROR
        && Stream.of("srcDir", "srcDri", "pluginType", "plugin type", "schema")
            .anyMatch(word -> (finding.message() + finding.help()).contains(word));
  }

  private static List<Diagnostic> errors(List<Diagnostic> findings, String groups) {
    return findings.stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .filter(d -> groups.indexOf(d.rule().id().charAt(0)) >= 0)
        // Which class a parameter is only shows when it has its right name, or the schema is read.
        .filter(d -> !d.rule().id().startsWith("P3"))
        .toList();
  }

  /** Lines that no edit touched are the same bytes, in the same order. */
  private static void onlyEditsDiffer(FileChange change) {
    String before = new String(change.before().copy(), StandardCharsets.UTF_8);
    String after = new String(change.after().copy(), StandardCharsets.UTF_8);
    assertThat(after.startsWith("\uFEFF")).isEqualTo(before.startsWith("\uFEFF"));
    String[] old = before.split("(?<=\n)");
    String[] fresh = after.split("(?<=\n)");
    int same = 0;
    for (int i = 0; i < Math.min(old.length, fresh.length); i++) {
      same += old[i].equals(fresh[i]) ? 1 : 0;
    }
    assertThat(old.length - same).isLessThanOrEqualTo(12);
    assertThat(before.contains("\r\n")).isEqualTo(after.contains("\r\n"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

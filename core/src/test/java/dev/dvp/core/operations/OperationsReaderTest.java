package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.python.Mutations;
import dev.dvp.core.python.PythonRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Ddvp.fuzz.operations=1500} damages so many plugins. */
class OperationsReaderTest {
  private static final int MUTANTS = Integer.getInteger("dvp.fuzz.operations", 400);
  private static final Location MANIFEST = new Location(Path.of("plugin_config.yml"), 5, 13);
  private static final String HEAD =
      "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n";
  private static final String START =
      "@plugin.virtual.start()\ndef start(virtual_source, repository, source_config): pass\n";

  @TempDir Path dir;

  private Path write(String name, String text, Charset charset) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(charset));
  }

  private void write(String name, String text) throws IOException {
    write(name, text, StandardCharsets.UTF_8);
  }

  private Optional<PluginOperations> read(Path srcDir, Diagnostics diagnostics) {
    return OperationsReader.read(
        new OperationsReader.Request(
            srcDir,
            new EntryPoint("plugin_runner", "plugin"),
            PluginType.DIRECT,
            MANIFEST,
            java.util.Optional.empty()),
        diagnostics);
  }

  private static List<String> decorators(Optional<PluginOperations> operations) {
    return operations.orElseThrow().found().stream().map(FoundOperation::decorator).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = OperationsReaderTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The page that the platform's authors wrote on operations: each of its examples is a plugin. */
  @Test
  void readsTheExamplesOfTheOperationsPage() throws IOException {
    Matcher block =
        Pattern.compile("(?s)```python\n(.*?)```").matcher(resource("plugin-operations-page.md"));
    List<String> examples = new ArrayList<>();
    while (block.find()) {
      examples.add(block.group(1));
    }
    assertThat(examples).hasSize(2);
    for (int i = 0; i < 2; i++) {
      write("plugin_runner.py", examples.get(i));
      Diagnostics diagnostics = new Diagnostics();
      assertThat(decorators(read(dir, diagnostics)))
          .containsExactly(i == 0 ? "virtual.configure" : "virtual.start");
      assertThat(diagnostics.hasErrors()).isFalse();
    }
    String second = examples.get(1).substring(examples.get(1).indexOf("@plugin"));
    write("plugin_runner.py", examples.get(0) + "\n" + second);
    PluginOperations both = read(dir, new Diagnostics()).orElseThrow();

    assertThat(both.found())
        .extracting(FoundOperation::function)
        .containsExactly("configure", "start");
    assertThat(both.flags()).hasSize(22).containsEntry("hasVirtualConfigure", true);
    assertThat(both.flags().values().stream().filter(flag -> flag)).hasSize(2);
    assertThat(both.flags().keySet())
        .containsExactlyElementsOf(OperationCatalogue.get().manifestKeys());
  }

  @Test
  void eachExampleMakesAPluginObjectOfItsOwn() throws IOException {
    String page = resource("plugin-operations-page.md");
    String both =
        Pattern.compile("(?s)```python\n(.*?)```")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.joining("\n"));
    write("plugin_runner.py", both);
    Diagnostics diagnostics = new Diagnostics();

    assertThat(decorators(read(dir, diagnostics))).containsExactly("virtual.start");
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::rule)
        .contains(OperationRule.OTHER_PLUGIN_OBJECT);
  }

  @Test
  void readsAPluginOfSeveralModulesInAnOddFolder() throws IOException {
    Path source = dir.resolve("mein Plügin 数据/src");
    String base = dir.relativize(source) + "/";
    write(base + "plugin_runner.py", "from app import plugin\nimport app.operations\n");
    write(base + "app/__init__.py", "from app.core import plugin\n");
    write(base + "app/core.py", HEAD);
    write(base + "app/operations/__init__.py", "from . import starting\n");
    write(base + "app/operations/starting.py", "from .. import plugin\n" + START);
    Diagnostics diagnostics = new Diagnostics();
    PluginOperations operations = read(source, diagnostics).orElseThrow();

    Path starting = source.resolve("app/operations/starting.py");
    assertThat(operations.found())
        .containsExactly(
            new FoundOperation(
                "virtual.start",
                "start",
                new Location(starting, 3, 1),
                java.util.Optional.empty()));
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::location)
        .containsOnly(new Location(source.resolve("app/core.py"), 2, 10));
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::rule)
        .hasSize(7)
        .containsOnly(OperationRule.MISSING_OPERATION);
  }

  @Test
  void readsWindowsLineEndsMarksAndOtherEncodings() throws IOException {
    String crlf = ("\uFEFF" + HEAD + "import helper\n" + START).replace("\n", "\r\n");
    write("plugin_runner.py", crlf);
    write(
        "helper.py",
        "# -*- coding: latin-1 -*-\nNAME = 'Müller'\nfrom plugin_runner import plugin\n"
            + START.replace("start", "stop"),
        StandardCharsets.ISO_8859_1);
    Diagnostics diagnostics = new Diagnostics();

    Optional<PluginOperations> operations = read(dir, diagnostics);
    assertThat(decorators(operations)).containsExactly("virtual.stop", "virtual.start");
    assertThat(operations.orElseThrow().found().get(1).location().line()).isEqualTo(5);
    assertThat(diagnostics.hasErrors()).isFalse();
  }

  @Test
  void aRelativeSourceFolderIsAsGood() throws IOException {
    write(
        "plugin_runner.py",
        "import os, sys\nsys.path.append(os.path.dirname(__file__) + '/lib')\n"
            + HEAD
            + "import ops\n");
    write("lib/ops.py", "from plugin_runner import plugin\n" + START);
    Path relative = Path.of("").toAbsolutePath().relativize(dir.toAbsolutePath());

    assertThat(decorators(read(relative, new Diagnostics()))).containsExactly("virtual.start");
  }

  @Test
  void theFindingsDoNotDependOnTheOrderOfReading() throws IOException {
    StringBuilder entry = new StringBuilder(HEAD);
    for (int i = 0; i < 30; i++) {
      entry.append("import m").append(i).append('\n');
      write("m" + i + ".py", "import m" + (i * 7 % 30) + "\nimport late" + i + "\n");
      write("late" + i + ".py", i % 3 == 0 ? "print 'x'\n" : "def f(:\n");
    }
    write("plugin_runner.py", entry + START);
    Diagnostics first = new Diagnostics();
    Diagnostics second = new Diagnostics();

    assertThat(read(dir, first)).isEqualTo(read(dir, second));
    assertThat(first.sorted()).isEqualTo(second.sorted());
    assertThat(first.sorted()).hasSizeGreaterThan(30);
  }

  @Test
  void aLinkOutOfTheSourceFolderIsSaid() throws IOException {
    write("outside.py", "from plugin_runner import plugin\n" + START);
    write("src/plugin_runner.py", HEAD + "import linked\n");
    Files.createSymbolicLink(dir.resolve("src/linked.py"), dir.resolve("outside.py"));
    Diagnostics diagnostics = new Diagnostics();

    assertThat(decorators(read(dir.resolve("src"), diagnostics))).isEmpty();
    assertThat(diagnostics.sorted())
        .filteredOn(finding -> finding.rule() == PythonRule.MODULE_OUTSIDE_SOURCE)
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void heavyWorkIsGivenUpAndSaid() throws IOException {
    write(
        "plugin_runner.py",
        HEAD
            + "def heavy(p):\n    total = 0\n    for a in range(900):\n        for b in range(900):\n"
            + "            total = total + a * b\n    p.virtual.stop()(heavy)\nheavy(plugin)\n"
            + START);
    Diagnostics diagnostics = new Diagnostics();

    assertThat(decorators(read(dir, diagnostics))).containsExactly("virtual.start");
    assertThat(diagnostics.sorted())
        .filteredOn(finding -> finding.rule() == OperationRule.NOT_SEEN)
        .singleElement()
        .satisfies(finding -> assertThat(finding.location().line()).isEqualTo(9));
  }

  @Test
  void endlessWorkAtTheTopLevelIsGivenUpAndSaid() throws IOException {
    write(
        "plugin_runner.py",
        HEAD
            + START
            + "for a in range(999):\n  for b in range(999):\n    for c in range(999):\n      a + b\n");
    Diagnostics diagnostics = new Diagnostics();

    assertThat(decorators(read(dir, diagnostics))).containsExactly("virtual.start");
    assertThat(diagnostics.sorted()).extracting(Diagnostic::rule).contains(OperationRule.NOT_SEEN);
  }

  /** What a user reads; a change of words shows here. */
  @Test
  void theMessagesReadAsTheGoldenFileSays() throws IOException {
    StringBuilder shown = new StringBuilder();
    for (SourceCase one : SourceCase.load("faults.txt")) {
      Path source = Files.createTempDirectory(dir, "case");
      SourceCase.Outcome outcome = one.read(source);
      shown.append("# ").append(one.name()).append('\n');
      for (Diagnostic finding : outcome.findings()) {
        if (finding.rule() != OperationRule.MISSING_OPERATION) {
          append(shown, finding, source);
        }
      }
    }
    assertThat(shown.toString()).isEqualTo(resource("golden/faults.txt"));
  }

  private static void append(StringBuilder shown, Diagnostic finding, Path source) {
    shown
        .append(SourceCase.shown(finding, source))
        .append(' ')
        .append(finding.severity().word())
        .append(": ")
        .append(finding.message())
        .append('\n');
    if (!finding.help().isEmpty()) {
      shown.append("  = ").append(finding.help()).append('\n');
    }
  }

  @Test
  void messagesAreWholeSentences() throws IOException {
    for (SourceCase one : SourceCase.load("faults.txt")) {
      for (Diagnostic finding : one.read(Files.createTempDirectory(dir, "case")).findings()) {
        assertThat(finding.message()).matches("(?s)[A-Z`].*[.?]").doesNotContain("\n");
        assertThat(finding.message()).doesNotContain("Exception");
      }
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void survivesMutatedPlugins() throws IOException {
    Random random = new Random(42);
    List<SourceCase> cases = new ArrayList<>();
    for (String file :
        List.of("registration.txt", "imports.txt", "conditions.txt", "migrations.txt")) {
      cases.addAll(SourceCase.load(file));
    }
    int withoutResult = 0;
    for (int i = 0; i < MUTANTS; i++) {
      SourceCase one = cases.get(random.nextInt(cases.size()));
      Map<String, String> mutated =
          one.files().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, file -> Mutations.mutate(file.getValue(), random)));
      Path source = dir.resolve("fuzz" + i);
      SourceCase.Outcome outcome = new SourceCase("fuzz", one.header(), mutated).read(source);
      boolean hasErrors = outcome.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
      assertThat(outcome.operations().isPresent() || hasErrors).isTrue();
      withoutResult += outcome.operations().isEmpty() ? 1 : 0;
    }
    assertThat(withoutResult).isBetween(1, MUTANTS - 1);
  }
}

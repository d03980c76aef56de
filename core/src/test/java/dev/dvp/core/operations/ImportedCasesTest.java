package dev.dvp.core.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.imported.BatchImporter;
import dev.dvp.core.imported.ImportOutcome;
import dev.dvp.core.imported.ImportOutcome.Raised;
import dev.dvp.core.imported.ImportOutcome.Registered;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.python.PythonRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case is really imported where Python is present. What that gives stands in {@code
 * cases/imported}, and reading must give the same. {@code -Ddvp.golden=write} records it anew.
 */
class ImportedCasesTest {
  private static final boolean WRITE = "write".equals(System.getProperty("dvp.golden"));

  /** Errors about what happens after the import: the engine's calls. */
  private static final Set<Rule> LATER =
      Set.of(
          OperationRule.WRONG_PARAMETER,
          OperationRule.MISSING_PARAMETER,
          OperationRule.NOT_A_FUNCTION,
          OperationRule.LUA_MIGRATION_WITHOUT_NAME,
          // Said of what cannot be seen; of what is plainly no plugin, importing says the same.
          OperationRule.NO_PLUGIN_OBJECT);

  /** Of each file; laid and read once, since both tests only look at them. */
  private static final Map<String, List<Laid>> LAID = new LinkedHashMap<>();

  /** A case, where it lies, and what reading it gave. */
  private record Laid(SourceCase source, Path srcDir, SourceCase.Outcome read) {}

  @BeforeAll
  static void layAll(@TempDir Path folder) throws IOException {
    for (String file : PluginSourceCasesTest.FILES) {
      LAID.put(file, lay(file, folder));
    }
  }

  @Test
  void everyCaseIsReadAsItIsRecorded() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    for (String file : PluginSourceCasesTest.FILES) {
      Map<String, List<String>> recorded = recorded(file);
      for (Laid laid : laid(file)) {
        String name = laid.source().name();
        softly.assertThat(recorded).as("%s: recorded", file).containsKey(name);
        List<String> lines = recorded.getOrDefault(name, List.of());
        if (!lines.isEmpty() && lines.get(0).startsWith("manifest:") && isCertain(laid.read())) {
          List<String> read = shown(laid.read().operations(), laid.srcDir());
          softly
              .assertThat(read.subList(0, Math.min(2, read.size())))
              .as("%s: %s, %s", file, name, laid.read().findings())
              .isEqualTo(lines.subList(0, 2));
          softly.assertThat(read).as("%s: %s", file, name).containsAll(lines);
        }
      }
    }
    softly.assertAll();
  }

  @Test
  void everyCaseIsReadAsImportingRegisters() throws IOException {
    Optional<Python> python = BatchImporter.python();
    assumeTrue(python.isPresent(), "no Python 3 on PATH to import the cases with");
    SoftAssertions softly = new SoftAssertions();
    for (String file : PluginSourceCasesTest.FILES) {
      List<Laid> cases = laid(file);
      List<BatchImporter.Plugin> plugins = new ArrayList<>();
      cases.forEach(
          laid -> plugins.add(new BatchImporter.Plugin(laid.srcDir(), laid.source().entry())));
      List<ImportOutcome> outcomes = BatchImporter.run(python.get(), plugins, SourceCase.GENERATED);
      Map<String, List<String>> imported = new LinkedHashMap<>();
      for (int i = 0; i < cases.size(); i++) {
        Laid laid = cases.get(i);
        imported.put(laid.source().name(), shown(outcomes.get(i), laid.srcDir()));
        check(laid, outcomes.get(i), file, softly);
      }
      if (WRITE) {
        write(file, imported);
      }
      if (python.get().isEnginesOwn()) {
        softly.assertThat(imported).as(file).isEqualTo(recorded(file));
      }
    }
    softly.assertAll();
  }

  private static List<Laid> laid(String file) {
    return Objects.requireNonNull(LAID.get(file), file);
  }

  private static List<Laid> lay(String file, Path folder) throws IOException {
    List<Laid> laid = new ArrayList<>();
    for (SourceCase source : SourceCase.load(file)) {
      Path srcDir =
          Files.createDirectories(
              Files.createTempDirectory(folder, "case").toRealPath().resolve("src"));
      laid.add(new Laid(source, srcDir, source.read(srcDir)));
    }
    return laid;
  }

  private static boolean isCertain(SourceCase.Outcome read) {
    return read.operations().isPresent()
        && read.findings().stream()
            .noneMatch(
                d ->
                    d.rule() == OperationRule.NOT_SEEN
                        || d.rule() == OperationRule.CONDITIONAL_OPERATION);
  }

  private static void check(Laid laid, ImportOutcome outcome, String file, SoftAssertions softly) {
    String name = file + ": " + laid.source().name();
    List<Diagnostic> findings = laid.read().findings();
    if (outcome instanceof Registered registered) {
      softly
          .assertThat(
              BatchImporter.differences(
                  laid.read().operations().map(PluginOperations::found).orElse(List.of()),
                  registered.operations(),
                  has(findings, OperationRule.NOT_SEEN) || laid.read().operations().isEmpty(),
                  has(findings, OperationRule.CONDITIONAL_OPERATION)))
          .as("%s, %s", name, findings)
          .isEmpty();
      softly
          .assertThat(errors(findings).stream().filter(d -> !LATER.contains(d.rule())))
          .as("%s is imported: %s", name, outcome)
          .isEmpty();
    } else if (outcome instanceof Raised raised) {
      boolean isTold =
          raised.frames().isEmpty()
              ? !errors(findings).isEmpty()
              : findings.stream().anyMatch(d -> mayStop(d) && isAt(d, raised));
      softly.assertThat(isTold).as("%s raises %s: %s", name, raised, findings).isTrue();
    } else {
      softly.assertThat(errors(findings)).as("%s: %s", name, outcome).isNotEmpty();
    }
  }

  /** Whether a finding is at one of the lines that led to the exception. */
  private static boolean isAt(Diagnostic finding, Raised raised) {
    return raised.frames().stream()
        .anyMatch(
            frame ->
                frame.where().file().equals(finding.location().file())
                    && Math.abs(frame.where().line() - finding.location().line()) <= 1);
  }

  /** A helper in Python 2 is a warning: what the rest of the plugin registers counts for more. */
  private static boolean mayStop(Diagnostic finding) {
    return finding.severity() == Severity.ERROR || finding.rule() == PythonRule.PYTHON_2_SYNTAX;
  }

  private static boolean has(List<Diagnostic> findings, Rule rule) {
    return findings.stream().anyMatch(d -> d.rule() == rule);
  }

  private static List<Diagnostic> errors(List<Diagnostic> findings) {
    return findings.stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }

  private static List<String> shown(ImportOutcome outcome, Path srcDir) {
    if (outcome instanceof Registered registered) {
      List<FoundOperation> found = registered.operations();
      List<String> ids = new ArrayList<>();
      found.forEach(o -> o.migrationId().filter(id -> !id.startsWith("LUA")).ifPresent(ids::add));
      return shown(
          Optional.of(PluginOperations.of(found, PluginOperations.sortedIds(ids))), srcDir);
    } else if (outcome instanceof Raised raised) {
      String where =
          raised.frames().isEmpty()
              ? ""
              : "@" + place(raised.frames().get(raised.frames().size() - 1).where(), srcDir);
      return List.of("raises: " + raised.type() + where);
    } else if (outcome instanceof ImportOutcome.NoPlugin other) {
      return List.of("no plugin: " + other.type());
    }
    return List.of("broken: " + outcome);
  }

  private static String place(dev.dvp.core.diagnostics.Location where, Path srcDir) {
    return srcDir.relativize(where.file()).toString().replace('\\', '/') + ":" + where.line();
  }

  private static List<String> shown(Optional<PluginOperations> operations, Path srcDir) {
    if (operations.isEmpty()) {
      return List.of("nothing");
    }
    List<String> lines = new ArrayList<>();
    String flags =
        operations.get().flags().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(flag -> " " + flag.getKey())
            .collect(Collectors.joining());
    String ids =
        operations.get().migrationIds().stream().map(" "::concat).collect(Collectors.joining());
    lines.add("manifest:" + flags);
    lines.add("migrationIdList:" + ids);
    for (FoundOperation found : operations.get().found()) {
      String id = found.migrationId().map(known -> "(\"" + known + "\")").orElse("");
      String file = srcDir.relativize(found.location().file()).toString().replace('\\', '/');
      lines.add("  " + found.decorator() + id + " = " + found.function() + " in " + file);
    }
    return lines;
  }

  private static Map<String, List<String>> recorded(String file) throws IOException {
    Map<String, List<String>> recorded = new LinkedHashMap<>();
    List<String> lines = List.of();
    Path golden = golden(file);
    for (String line : Files.exists(golden) ? Files.readAllLines(golden) : List.<String>of()) {
      if (line.startsWith("#### ")) {
        lines = new ArrayList<>();
        recorded.put(line.substring("#### ".length()), lines);
      } else {
        lines.add(line);
      }
    }
    return recorded;
  }

  private static void write(String file, Map<String, List<String>> imported) throws IOException {
    StringBuilder text = new StringBuilder();
    imported.forEach(
        (name, lines) -> {
          text.append("#### ").append(name).append('\n');
          lines.forEach(line -> text.append(line).append('\n'));
        });
    Files.createDirectories(golden(file).getParent());
    Files.writeString(golden(file), text);
  }

  private static Path golden(String file) {
    Path here = Path.of("").toAbsolutePath();
    Path core = here.endsWith("core") ? here : here.resolve("core");
    return core.resolve("src/test/resources/dev/dvp/core/operations/cases/imported").resolve(file);
  }
}

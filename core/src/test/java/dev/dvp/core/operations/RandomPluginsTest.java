package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.imported.BatchImporter;
import dev.dvp.core.imported.ImportOutcome;
import dev.dvp.core.interpreter.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.opentest4j.TestAbortedException;

/**
 * Reading a plugin that was written at random finds what importing it registers. {@code
 * -Ddvp.random=5000} tries that many; a failure prints the seed and the smallest plugin of that
 * seed that still fails.
 */
class RandomPluginsTest {
  private static final int COUNT = Integer.getInteger("dvp.random", 80);
  private static final int BATCH = 300;
  private static final int MAX_STATEMENTS = 9;

  /** A plugin by the two numbers that it is made of. */
  private record Made(long seed, int statements) {}

  // jqwik gives the seed and tells it; what is smaller than a plugin of that seed is tried here.
  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void importingRegistersWhatReadingFinds(@ForAll long seed) throws IOException {
    Python python =
        BatchImporter.python()
            .orElseThrow(() -> new TestAbortedException("no Python 3 on PATH to import with"));
    for (int from = 0; from < COUNT; from += BATCH) {
      List<Made> batch = new ArrayList<>();
      for (int i = from; i < Math.min(COUNT, from + BATCH); i++) {
        batch.add(new Made(seed + i, 1 + i % MAX_STATEMENTS));
      }
      Optional<Made> failing = firstFailing(batch, python);
      if (failing.isPresent()) {
        assertThat(told(failing.get(), python)).isEmpty();
      }
    }
  }

  /** The smallest of the seed that fails, with its text. */
  private static String told(Made failing, Python python) throws IOException {
    List<Made> smaller = new ArrayList<>();
    for (int statements = 1; statements <= failing.statements(); statements++) {
      smaller.add(new Made(failing.seed(), statements));
    }
    Made smallest = firstFailing(smaller, python).orElse(failing);
    StringBuilder text = new StringBuilder(smallest + "\n");
    text.append(problems(List.of(smallest), python).get(0)).append('\n');
    RandomPlugins.write(smallest.seed(), smallest.statements())
        .forEach((name, source) -> text.append("--- ").append(name).append('\n').append(source));
    return text.toString();
  }

  private static Optional<Made> firstFailing(List<Made> batch, Python python) throws IOException {
    List<List<String>> problems = problems(batch, python);
    for (int i = 0; i < batch.size(); i++) {
      if (!problems.get(i).isEmpty()) {
        return Optional.of(batch.get(i));
      }
    }
    return Optional.empty();
  }

  /** For each plugin what differs, and what the reader says that it cannot see. */
  private static List<List<String>> problems(List<Made> batch, Python python) throws IOException {
    Path folder = Files.createTempDirectory("dvp-random-").toRealPath();
    try {
      List<BatchImporter.Plugin> plugins = new ArrayList<>();
      List<SourceCase.Outcome> reads = new ArrayList<>();
      for (Made made : batch) {
        SourceCase source =
            new SourceCase(
                made.toString(), Map.of(), RandomPlugins.write(made.seed(), made.statements()));
        Path srcDir = Files.createDirectories(folder.resolve(plugins.size() + "/src"));
        reads.add(source.read(srcDir));
        plugins.add(new BatchImporter.Plugin(srcDir, source.entry()));
      }
      List<ImportOutcome> outcomes = BatchImporter.run(python, plugins, SourceCase.GENERATED);
      List<List<String>> problems = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        problems.add(problems(reads.get(i), outcomes.get(i)));
      }
      return problems;
    } finally {
      delete(folder);
    }
  }

  private static List<String> problems(SourceCase.Outcome read, ImportOutcome outcome) {
    List<String> problems = new ArrayList<>();
    for (Diagnostic finding : read.findings()) {
      // Both are true of what is written here, and neither is about what registers.
      boolean isExpected =
          finding.rule() == OperationRule.MISSING_OPERATION
              || finding.rule() == OperationRule.OUTDATED_PLUGIN_MAKER;
      if (!isExpected) {
        problems.add(finding.toString());
      }
    }
    if (outcome instanceof ImportOutcome.Registered registered) {
      problems.addAll(
          BatchImporter.differences(
              read.operations().map(PluginOperations::found).orElse(List.of()),
              registered.operations(),
              false,
              false));
    } else {
      problems.add(outcome.toString());
    }
    return problems;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.dvp.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.OperationsReader;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.Mutations;
import dev.dvp.core.python.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five thousand damaged sources through all that reads source: each time an answer in bounded time,
 * and never an exception. {@code -Ddvp.fuzz.plugins=20000} makes it a million, {@code
 * -Ddvp.fuzz.seed=N -Ddvp.fuzz.plugins=1} repeats one.
 */
class MutatedSourceTest {
  private static final int MODULES = 50;
  private static final int LONGEST_PIECE = 100;
  private static final long PATIENCE_SECONDS = 60;
  private static final Path CASES = Path.of("src/test/resources/dev/dvp/core");
  private static final String PLUGIN =
      "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n";

  @TempDir Path srcDir;

  @Test
  void everySourceGivesAnAnswer() throws Exception {
    String seeds = seeds();
    int plugins = Integer.getInteger("dvp.fuzz.plugins", 100);
    int first = Integer.getInteger("dvp.fuzz.seed", 0);
    int findings = 0;
    for (int seed = first; seed < first + plugins; seed++) {
      findings += read(seeds, seed);
    }
    // Most are broken, and some are not.
    assertThat(findings).isBetween(plugins, plugins * MODULES * 20);
  }

  private int read(String seeds, int seed) throws Exception {
    String again = "-Ddvp.fuzz.seed=" + seed + " -Ddvp.fuzz.plugins=1 repeats it";
    write(seeds, new Random(seed));
    FutureTask<Integer> task = new FutureTask<>(this::readPlugin);
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer in time: " + again, e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(again, e.getCause());
    }
  }

  /** A plugin that imports all of them, each so that its failing does not end the rest. */
  private void write(String seeds, Random random) throws IOException {
    StringBuilder entry = new StringBuilder(PLUGIN);
    for (int i = 0; i < MODULES; i++) {
      entry.append("try:\n  from m").append(i).append(" import *\nexcept Exception: pass\n");
      String source = Mutations.mutate(piece(seeds, random), random);
      Files.write(srcDir.resolve("m" + i + ".py"), bytes(source));
    }
    Files.writeString(srcDir.resolve("plugin_runner.py"), entry);
  }

  /** Half a surrogate pair becomes a question mark, as no file can hold it. */
  private static byte[] bytes(String source) {
    return source.getBytes(StandardCharsets.UTF_8);
  }

  private static String piece(String seeds, Random random) {
    int start = seeds.lastIndexOf('\n', random.nextInt(seeds.length())) + 1;
    return seeds.substring(start, Math.min(seeds.length(), start + random.nextInt(LONGEST_PIECE)));
  }

  private int readPlugin() {
    OperationsReader.Request request =
        new OperationsReader.Request(
            srcDir,
            new EntryPoint("plugin_runner", "plugin"),
            PluginType.DIRECT,
            new Location(Path.of("plugin_config.yml"), 1, 1),
            Optional.empty());
    return DeepStack.call(
        () -> {
          Diagnostics out = new Diagnostics();
          try (SourceTree tree = new SourceTree(srcDir)) {
            tree.readAll(tree.files());
            Optional<PluginOperations> operations = OperationsReader.read(request, tree, out);
            SourceChecks.run(request, operations, Optional::empty, tree, out);
          }
          for (Diagnostic finding : out.sorted()) {
            assertThat(finding.message()).isNotBlank().doesNotContain("\n");
          }
          return out.sorted().size();
        });
  }

  /** The sources of all cases, faulty or not; what stands between them is damage like any other. */
  private static String seeds() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CASES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        texts.add(Files.readString(file).replaceAll("(?m)^(####|---|expect:|findings:).*\n", ""));
      }
    }
    assertThat(texts).hasSizeGreaterThan(8);
    return String.join("\n", texts);
  }
}

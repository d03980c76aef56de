package dev.dvp.core.imported;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.manifest.EntryPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports many plugins in one Python process, which makes a copy of itself for each. */
public final class BatchImporter {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A plugin to import.
   *
   * @param srcDir its source
   * @param entryPoint its module and object
   */
  public record Plugin(Path srcDir, EntryPoint entryPoint) {}

  private BatchImporter() {}

  /** The machine's best Python, where there is one that can make copies of itself. */
  public static Optional<Python> python() {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return Optional.empty();
    }
    try {
      String path = System.getenv().getOrDefault("PATH", "/usr/bin");
      return Optional.of(new PythonFinder(Map.of("PATH", path)).find());
    } catch (DvpException e) {
      return Optional.empty();
    }
  }

  /** Imports all; other packages are searched in a folder {@code libraries} beside each srcDir. */
  public static List<ImportOutcome> run(
      Python python, List<Plugin> plugins, Map<String, String> generated) throws IOException {
    try (ImportWorkspace workspace = new ImportWorkspace()) {
      Path empty = Files.createDirectories(workspace.packages().resolve("empty"));
      workspace.fill(empty, generated);
      Path script = workspace.packages().resolveSibling("import_batch.py");
      try (InputStream in = BatchImporter.class.getResourceAsStream("import_batch.py")) {
        Files.write(script, in.readAllBytes());
      }
      List<String> command = new ArrayList<>(python.command());
      command.addAll(List.of("-I", "-S", "-B", "-X", "utf8", script.toString()));
      BoundedProcess.Ended ended =
          new BoundedProcess(
                  command,
                  Map.of("PATH", "/usr/bin:/bin", "HOME", workspace.home().toString()),
                  Duration.ofMinutes(3))
              .in(workspace.workingFolder())
              .given(request(plugins, workspace))
              .run();
      assertThat(ended.isGood()).as("%s", ended).isTrue();
      return outcomes(JSON.readTree(Files.readAllBytes(workspace.answer())), plugins);
    }
  }

  private static String request(List<Plugin> plugins, ImportWorkspace workspace)
      throws IOException {
    ObjectNode batch = JSON.createObjectNode();
    batch.put("script", workspace.packages().getParent().toString());
    batch.put("answer", workspace.answer().toString());
    ArrayNode requests = batch.putArray("requests");
    for (Plugin plugin : plugins) {
      ObjectNode request = requests.addObject();
      Path source = plugin.srcDir().toAbsolutePath();
      request.put("srcDir", source.toString());
      request.put("module", plugin.entryPoint().module());
      request.put("object", plugin.entryPoint().object());
      request.putArray("paths").add(workspace.packages().toString());
      request.putArray("libraries").add(source.resolveSibling("libraries").toString());
    }
    return JSON.writeValueAsString(batch);
  }

  private static List<ImportOutcome> outcomes(JsonNode answers, List<Plugin> plugins) {
    List<ImportOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < plugins.size(); i++) {
      JsonNode answer = answers.get(i);
      outcomes.add(
          new ImportAnswer(plugins.get(i).srcDir())
              .parse(answer)
              .orElseGet(() -> new ImportOutcome.Broken(answer.toString())));
    }
    return outcomes;
  }

  /** The differences between what was read and what was imported, in words. */
  public static List<String> differences(
      List<dev.dvp.core.operations.FoundOperation> read,
      List<dev.dvp.core.operations.FoundOperation> imported,
      boolean mayMiss,
      boolean mayBeTooMuch) {
    return new ImportComparison(mayMiss, mayBeTooMuch)
        .of(read, imported).stream().map(d -> d.message()).toList();
  }
}

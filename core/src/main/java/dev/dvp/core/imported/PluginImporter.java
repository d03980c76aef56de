package dev.dvp.core.imported;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.PluginVariables;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.EntryPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Imports a plugin in a fresh Python process that sees Python's own library, the runtime packages,
 * the generated classes and the plugin's source, and nothing of the user's environment.
 */
public final class PluginImporter {
  private static final long MEMORY = 2L << 30;
  private static final long FILE_SIZE = 256L << 20;
  private static final int PROCESSES = 256;

  private final Python python;
  private final Duration limit;
  private final Map<String, String> environment;
  private volatile Runnable cancelling = () -> {};
  private volatile boolean isCancelled;

  /**
   * An importer.
   *
   * @param python what to import with
   * @param limit how long an import may take
   * @param environment the caller's environment variables, of which the process gets {@code PATH}
   */
  public PluginImporter(Python python, Duration limit, Map<String, String> environment) {
    this.python = python;
    this.limit = limit;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What an import came to.
   *
   * @param outcome what happened
   * @param output the beginning of what the plugin printed
   */
  public record Result(ImportOutcome outcome, String output) {}

  /**
   * Imports a plugin.
   *
   * @param srcDir the folder of its source
   * @param entryPoint the module to import and the object to look at
   * @param generated the generated classes, text by name
   * @return what came of it
   * @throws CancellationException when it was cancelled meanwhile
   */
  public Result run(Path srcDir, EntryPoint entryPoint, Map<String, String> generated) {
    Path source = srcDir.toAbsolutePath();
    try (ImportWorkspace workspace = new ImportWorkspace()) {
      workspace.fill(source, generated);
      Isolation isolation = Isolation.find(false);
      BoundedProcess process =
          new BoundedProcess(
                  command(isolation, workspace),
                  PluginVariables.of(environment, workspace.home()),
                  limit)
              .in(workspace.workingFolder())
              .given(request(source, entryPoint, workspace, isolation));
      if (!isolation.endsWhatItStarts()) {
        process.withItsSession();
      }
      cancelling =
          () -> {
            process.cancel();
            workspace.delete();
          };
      throwIfCancelled();
      BoundedProcess.Ended ended = process.run();
      throwIfCancelled();
      Optional<ImportOutcome> answer = new ImportAnswer(srcDir).read(workspace.answer());
      return new Result(answer.orElseGet(() -> without(ended)), ended.output());
    } catch (IOException e) {
      return new Result(
          new ImportOutcome.Broken("its temporary folder cannot be made" + Reasons.of(e)), "");
    }
  }

  /** Ends an import that is under way and takes its folder away; safe from any thread. */
  public void cancel() {
    isCancelled = true;
    cancelling.run();
  }

  private void throwIfCancelled() {
    if (isCancelled) {
      throw new CancellationException("the import was given up");
    }
  }

  private static ImportOutcome without(BoundedProcess.Ended ended) {
    if (ended.isTimeUp()) {
      return new ImportOutcome.TimeUp();
    }
    if (ended.exitCode().equals(Optional.of(BoundedProcess.INTERRUPTED))) {
      // Before it could tell the terminal's Ctrl-C to leave it alone.
      throw new CancellationException("the import was given up");
    }
    return new ImportOutcome.Broken(
        ended
            .exitCode()
            .map(code -> "the Python process ended with exit code " + code + " and no answer")
            .orElse("the Python process cannot be started"));
  }

  private List<String> command(Isolation isolation, ImportWorkspace workspace) {
    List<String> command = new ArrayList<>(isolation.prefix());
    command.addAll(python.command());
    command.addAll(List.of("-I", "-S", "-B", "-X", "utf8", workspace.script().toString()));
    return command;
  }

  private String request(
      Path source, EntryPoint entryPoint, ImportWorkspace workspace, Isolation isolation)
      throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode request = mapper.createObjectNode();
    request.put("srcDir", source.toString());
    request.put("module", entryPoint.module());
    request.put("object", entryPoint.object());
    request.putArray("paths").add(workspace.packages().toString());
    request.put("answer", workspace.answer().toString());
    request.put("memory", MEMORY);
    request.put("cpu", limit.toSeconds() + 1);
    request.put("fileSize", FILE_SIZE);
    request.put("processes", isolation.hasOwnUsers() ? PROCESSES : 0);
    return mapper.writeValueAsString(request);
  }
}

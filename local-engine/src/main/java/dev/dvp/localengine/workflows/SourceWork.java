package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.libraries.EnvironmentLibrary;
import dev.dvp.localengine.libraries.Leftovers;
import dev.dvp.localengine.libraries.Surroundings;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Work on one source: its operations and its data, with the source as it is by now. */
abstract class SourceWork {
  /** The environment that data is mounted in. */
  static final String HERE = "local";

  private final LabSettings settings;
  private final List<Environment> environments;
  private final SourceArguments arguments;
  protected final WorkflowRun run;
  protected final SourceData data;
  protected Source source;
  private Optional<Snapshot> taken = Optional.empty();

  SourceWork(WorkflowRun run, LabSettings settings, Source source) {
    this.run = run;
    this.settings = settings;
    this.source = source;
    Environments known = new Environments(settings.folder());
    this.environments = known.all();
    Environment environment = known.get(source.identity().environment());
    this.arguments =
        new SourceArguments(
            environment, known.get(HERE), Surroundings.user(settings.environment()));
    this.data = new SourceData(run, arguments, settings);
  }

  /** The environment may have been removed or changed since. */
  static void requireEnvironment(LabSettings settings, Source source) {
    Environment environment =
        new Environments(settings.folder()).get(source.identity().environment());
    if (source.identity().kind() == SourceKind.VIRTUAL) {
      requireHere(environment);
    }
  }

  /** The data of a virtual source can be mounted on this machine alone. */
  static void requireHere(Environment environment) {
    if (!(environment.host() instanceof HostAddress.Local)) {
      throw new DvpException(
          WorkflowRule.WRONG_ENVIRONMENT.at(
              Location.NONE,
              "The environment `"
                  + environment.name()
                  + "` is another host, and the local engine mounts data on this machine alone.",
              "Use the environment `local`; a linked source of a direct plugin may be anywhere."));
    }
  }

  /** Which workflow it is. */
  final Workflow workflow() {
    return run.workflow();
  }

  /** Does the workflow. */
  abstract void work() throws StepFailedException, InterruptedException;

  /** The source as it is by now. */
  Source source() {
    return source;
  }

  /** The snapshot that was taken, if one was. */
  Optional<Snapshot> taken() {
    return taken;
  }

  /** Calls an operation for the source, which is noted to be at it. */
  Optional<JsonNode> call(String operation) throws StepFailedException, InterruptedException {
    return call(operation, Optional.empty(), Optional.empty());
  }

  Optional<JsonNode> call(
      String operation, Optional<JsonNode> snapshot, Optional<JsonNode> snapshotParameters)
      throws StepFailedException, InterruptedException {
    source = run.at(operation, source);
    ObjectNode given =
        arguments.of(run.argumentNames(operation), source, snapshot, snapshotParameters);
    return run.call(operation, given, library());
  }

  private LibraryCalls library() {
    Path folder = data.of(source).data();
    boolean isFilled = source.identity().kind() == SourceKind.LINKED && Files.isDirectory(folder);
    return new EnvironmentLibrary(
        environments,
        new Surroundings(
            settings.folder(),
            settings.environment(),
            List.of(),
            isFilled ? Optional.of(folder) : Optional.empty(),
            Leftovers.KEPT,
            SourceData.mounted(source),
            settings.readable()));
  }

  /** The library calls of a discovery, which has no data. */
  static LibraryCalls library(LabSettings settings) {
    DataFolder folder = settings.folder();
    return new EnvironmentLibrary(
        new Environments(folder).all(),
        new Surroundings(
            folder,
            settings.environment(),
            List.of(),
            Optional.empty(),
            Leftovers.ENDED,
            List.of(),
            settings.readable()));
  }

  void configured(boolean is) {
    source = run.save(source.with(source.condition().configured(is)));
  }

  /** The workflow has come to a good end. */
  void end(SourceState state) {
    source = run.save(source.with(source.condition().in(state)));
  }

  /** Takes a snapshot between two operations, the second of which says what is noted of it. */
  void snapshot(String before, String after, Optional<JsonNode> parameters)
      throws StepFailedException, InterruptedException {
    call(before, Optional.empty(), parameters);
    long number = data.freeze(source);
    try {
      JsonNode value =
          call(after, Optional.empty(), parameters)
              .orElseThrow(() -> new IllegalStateException(after + " is required"));
      Snapshot snapshot = new Snapshot(number, source.number(), run.log().now(), value, bytes());
      run.store()
          .write(
              tables -> {
                tables.snapshots().add(snapshot);
                return snapshot;
              });
      taken = Optional.of(snapshot);
    } finally {
      if (taken.isEmpty()) {
        forget(number);
      }
    }
  }

  private long bytes() {
    try {
      return data.of(source).bytes();
    } catch (IOException e) {
      return 0; // a file went away meanwhile: the figure is for people alone
    }
  }

  private void forget(long number) {
    try {
      data.forget(source, number);
    } catch (IOException e) {
      run.log().note("engine: snapshot", "Its data could not be removed; the next run does.");
    }
  }
}

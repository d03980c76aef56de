package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.running.OperationCall;
import dev.dvp.localengine.running.Outcome;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.Unfinished;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One run of a workflow: its steps, one after the other. Before each step the store notes that the
 * source is at it, so that whatever ends the run, even a kill, leaves the source in a state with a
 * name.
 */
final class WorkflowRun {
  private final Workflow workflow;
  private final Store store;
  private final PluginSession plugin;
  private final JobLog log;
  private boolean isForced;

  WorkflowRun(Workflow workflow, Store store, PluginSession plugin, JobLog log) {
    this.workflow = workflow;
    this.store = store;
    this.plugin = plugin;
    this.log = log;
  }

  /** From now on an operation that fails is told, and the work goes on. */
  void force() {
    isForced = true;
  }

  Workflow workflow() {
    return workflow;
  }

  JobLog log() {
    return log;
  }

  Store store() {
    return store;
  }

  PluginAtHand plugin() {
    return plugin.plugin();
  }

  /** What a step does. */
  @FunctionalInterface
  interface StepWork<T> {
    T run() throws IOException, StepFailedException, InterruptedException;
  }

  /** What the local engine does itself. */
  <T> T step(String name, StepWork<T> work) throws StepFailedException, InterruptedException {
    log.begun(name);
    long begun = System.nanoTime();
    try {
      T result = work.run();
      log.done(name, System.nanoTime() - begun);
      return result;
    } catch (StepFailedException e) {
      log.failed(name, e.failure().reason(), System.nanoTime() - begun);
      throw e;
    } catch (DvpException e) {
      throw failed(name, e.diagnostics(), begun);
    } catch (IOException e) {
      Diagnostic finding =
          WorkflowRule.STEP_FAILED.at(
              Location.NONE,
              "The local engine could not do the step `" + name + "`" + Reasons.of(e) + ".",
              "Mend that, then run the workflow again: it is taken up where it ended.");
      throw failed(name, List.of(finding), begun);
    }
  }

  private StepFailedException failed(String name, List<Diagnostic> findings, long begun) {
    StepFailedException failure = StepFailedException.of(name, findings);
    log.failed(name, failure.failure().reason(), System.nanoTime() - begun);
    return failure;
  }

  /** Writes a source, and that it is at a step. */
  Source at(String step, Source source) {
    Unfinished work = new Unfinished(workflow.word(), step, Optional.empty());
    return save(source.with(source.condition().during(work)));
  }

  Source save(Source source) {
    return store.write(
        tables -> {
          tables.sources().update(source);
          return source;
        });
  }

  /** Whether the plugin has an operation. */
  boolean has(String operation) throws StepFailedException, InterruptedException {
    try {
      return plugin.registered(line -> log.log("import", line)).stream()
          .anyMatch(one -> one.operation().equals(operation));
    } catch (DvpException e) {
      throw failed("import", e.diagnostics(), System.nanoTime());
    } catch (IOException e) {
      throw failed("import", List.of(notStarted(e)), System.nanoTime());
    }
  }

  static Diagnostic notStarted(IOException e) {
    return WorkflowRule.STEP_FAILED.at(
        Location.NONE,
        "The plugin's process cannot be started" + Reasons.of(e) + ".",
        "Look at the space and the rights in the temporary folder.");
  }

  /** The argument names of an operation of this plugin's type. */
  List<String> argumentNames(String operation) {
    return operation(operation).arguments();
  }

  private Operation operation(String decorator) {
    return OperationCatalogue.get()
        .operation(decorator, plugin().type())
        .orElseThrow(() -> new IllegalArgumentException(decorator));
  }

  /**
   * Calls an operation as a step.
   *
   * @param operation its decorator
   * @param arguments its arguments
   * @param library does its library calls
   * @return what it gave back; nothing when the plugin does not have to have it, and has not
   */
  Optional<JsonNode> call(String operation, ObjectNode arguments, LibraryCalls library)
      throws StepFailedException, InterruptedException {
    boolean isRequired = operation(operation).required();
    if (!isRequired && !has(operation)) {
      log.skipped(operation, "not implemented");
      return Optional.empty();
    }
    try {
      return Optional.of(
          step(
              operation,
              () -> {
                OperationCall call = new OperationCall(operation, Optional.empty(), arguments);
                return accepted(call, called(call, library));
              }));
    } catch (StepFailedException e) {
      if (!isForced) {
        throw e;
      }
      log.note(operation, "It failed, and the work goes on since it was forced.");
      return Optional.empty();
    }
  }

  /** Calls a data migration as a step. */
  JsonNode migrate(OperationCall call, LibraryCalls library)
      throws StepFailedException, InterruptedException {
    return step(
        call.operation() + call.migrationId().map(id -> " " + id).orElse(""),
        () -> {
          PluginSession.Called called = called(call, library);
          // What a migration gives back may be for the next one: the schema has its say at the end.
          return called.outcome() instanceof Outcome.Returned returned
              ? returned.value()
              : accepted(call, called);
        });
  }

  private PluginSession.Called called(OperationCall call, LibraryCalls library)
      throws IOException, InterruptedException {
    String operation = call.operation();
    PluginSession.Called called = plugin.call(call, library, line -> log.log(operation, line));
    log.printed(operation, called.printed().text());
    return called;
  }

  private static JsonNode accepted(OperationCall call, PluginSession.Called called)
      throws StepFailedException {
    if (called.outcome() instanceof Outcome.Returned returned && called.findings().isEmpty()) {
      return returned.value();
    }
    Optional<Failure> userError =
        called.outcome() instanceof Outcome.Failed failed
                && failed.failure().kind() == Failure.Kind.USER
            ? Optional.of(failed.failure())
            : Optional.empty();
    throw new StepFailedException(new StepFailure(call.operation(), called.findings(), userError));
  }
}

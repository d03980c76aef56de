package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A workflow that was asked for: it becomes a job once the plugin is imported, or is refused. */
final class Start {
  private final long number;
  private final InstalledPlugin plugin;
  private final WorkflowRequest request;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  /** What became of it. */
  sealed interface Outcome {
    /**
     * A job.
     *
     * @param job its number
     */
    record Begun(long job) implements Outcome {}

    /**
     * Nothing was begun.
     *
     * @param findings why
     */
    record Refused(List<Diagnostic> findings) implements Outcome {
      /** Copies the list. */
      public Refused {
        findings = List.copyOf(findings);
      }
    }

    /** The engine stopped, or has a bug. */
    record Lost() implements Outcome {}
  }

  Start(long number, InstalledPlugin plugin, WorkflowRequest request) {
    this.number = number;
    this.plugin = plugin;
    this.request = request;
  }

  long number() {
    return number;
  }

  InstalledPlugin plugin() {
    return plugin;
  }

  WorkflowRequest request() {
    return request;
  }

  /** Only the first word counts. */
  void became(Outcome result) {
    outcome.complete(result);
  }

  /** Waits for a while. */
  Optional<Outcome> await(Duration limit) {
    try {
      return Optional.of(outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed so", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

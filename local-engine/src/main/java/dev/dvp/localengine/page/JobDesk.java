package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.StoreException;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.workflows.Lab;
import dev.dvp.localengine.workflows.PluginSession;
import dev.dvp.localengine.workflows.StepFailure;
import dev.dvp.localengine.workflows.WorkflowRequest;
import dev.dvp.localengine.workflows.WorkflowResult;
import dev.dvp.localengine.workflows.WorkflowWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs workflows with installed plugins in the background, each with a process of its own for the
 * plugin. What runs when the engine stops is interrupted, and left unfinished.
 */
public final class JobDesk implements AutoCloseable {
  /** More at once than one machine is asked for by hand. */
  private static final int THREADS = 4;

  private static final int REMEMBERED = 200;
  private static final Duration OPERATION_LIMIT = Duration.ofMinutes(5);
  private static final long CLOSE_SECONDS = 10;

  private final Lab lab;
  private final Map<String, String> environment;
  private final Optional<Path> cache;
  private final RotatingLog log;
  private final ExecutorService threads;
  private final Map<Long, Start> starts = remembering();
  private final Map<Long, StepFailure> failures = remembering();
  private final Set<PluginSession> sessions = new HashSet<>();
  private long count;
  private boolean isClosed;

  /**
   * A desk.
   *
   * @param lab runs the workflows
   * @param environment the engine's environment variables, by which a Python is found
   * @param cache the user's cache, for what plugins' processes start from; nothing to keep nothing
   * @param log the engine's log
   */
  public JobDesk(Lab lab, Map<String, String> environment, Optional<Path> cache, RotatingLog log) {
    this.lab = lab;
    this.environment = Map.copyOf(environment);
    this.cache = cache;
    this.log = log;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, task -> new Thread(task, "job-" + number.incrementAndGet()));
  }

  private static <V> Map<Long, V> remembering() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /** Begins in the background. */
  synchronized Start start(
      InstalledPlugin plugin, InstalledPlugins.Opened opened, WorkflowRequest request) {
    Start start = new Start(++count, plugin, request);
    starts.put(start.number(), start);
    try {
      threads.execute(() -> run(start, opened));
    } catch (RejectedExecutionException e) {
      start.became(new Start.Outcome.Lost());
    }
    return start;
  }

  synchronized Optional<Start> find(long number) {
    return Optional.ofNullable(starts.get(number));
  }

  /** Why a job of this run of the engine failed, in full. */
  synchronized Optional<StepFailure> failure(long job) {
    return Optional.ofNullable(failures.get(job));
  }

  private void run(Start start, InstalledPlugins.Opened opened) {
    ArtifactStarter starter =
        new ArtifactStarter(opened.file(), opened.atHand(), environment, cache);
    try (PluginSession session = new PluginSession(opened.atHand(), starter, OPERATION_LIMIT)) {
      if (isOpened(session)) {
        try {
          WorkflowResult result = lab.run(start.request(), session, telling(start));
          result.failure().ifPresent(failure -> failed(result.job(), failure));
        } finally {
          ended(session);
        }
      }
    } catch (DvpException e) {
      start.became(new Start.Outcome.Refused(e.diagnostics()));
    } catch (InterruptedException e) {
      log.info("A job was interrupted.");
    } catch (StoreException e) {
      log.error("The store failed during a job.", e);
    } catch (RuntimeException | Error e) {
      log.error("A bug ended a job.", e);
    } finally {
      start.became(new Start.Outcome.Lost());
    }
  }

  private WorkflowWatcher telling(Start start) {
    return new WorkflowWatcher() {
      @Override
      public void begun(WorkflowJob job) {
        log.info("Job " + job.number() + " begins: " + job.title() + ".");
        start.became(new Start.Outcome.Begun(job.number()));
      }
    };
  }

  private synchronized boolean isOpened(PluginSession session) {
    if (!isClosed) {
      sessions.add(session);
    }
    return !isClosed;
  }

  private synchronized void ended(PluginSession session) {
    sessions.remove(session);
  }

  private synchronized void failed(long job, StepFailure failure) {
    failures.put(job, failure);
  }

  private synchronized List<PluginSession> closing() {
    isClosed = true;
    return List.copyOf(sessions);
  }

  /** Interrupts what runs. */
  @Override
  public void close() {
    List<PluginSession> running = closing();
    threads.shutdownNow();
    running.forEach(PluginSession::kill);
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warning("A job did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

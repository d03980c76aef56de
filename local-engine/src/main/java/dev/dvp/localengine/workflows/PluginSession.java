package dev.dvp.localengine.workflows;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.interpreter.KeptOutput;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.running.ImportFindings;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.running.LogLine;
import dev.dvp.localengine.running.OperationCall;
import dev.dvp.localengine.running.Outcome;
import dev.dvp.localengine.running.OutcomeFindings;
import dev.dvp.localengine.running.PluginProcess;
import dev.dvp.localengine.running.Registered;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A plugin that is kept warm: the process in which it was imported is used for one operation after
 * the other. One that ended is followed by another, with a fresh copy of the plugin.
 */
public final class PluginSession implements AutoCloseable {
  private static final Duration IMPORT_LIMIT = Duration.ofMinutes(1);

  private final PluginAtHand plugin;
  private final Starter starter;
  private final Duration limit;
  private Optional<Running> running = Optional.empty();
  private boolean hasEnded;

  /** Makes a fresh copy of the plugin, and says how its process is started. */
  @FunctionalInterface
  public interface Starter {
    /**
     * Makes the copy.
     *
     * @return how the process is started; its workspace is closed by the session
     * @throws IOException when the copy cannot be written
     */
    Launch prepare() throws IOException;
  }

  private record Running(Launch launch, PluginProcess process) {
    void end() {
      process.close();
      launch.workspace().close();
    }
  }

  /**
   * What came of a call.
   *
   * @param outcome what came of it
   * @param findings what is wrong with that
   * @param printed what the plugin printed meanwhile
   */
  public record Called(Outcome outcome, List<Diagnostic> findings, KeptOutput.Taken printed) {
    /** Copies the list. */
    public Called {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Gets ready; nothing is started yet.
   *
   * @param plugin the plugin
   * @param starter makes copies of it
   * @param limit how long an operation may take
   */
  public PluginSession(PluginAtHand plugin, Starter starter, Duration limit) {
    this.plugin = plugin;
    this.starter = starter;
    this.limit = limit;
  }

  /**
   * The plugin.
   *
   * @return what is known of it
   */
  public PluginAtHand plugin() {
    return plugin;
  }

  /**
   * What the plugin registered; imports it when it is not yet.
   *
   * @param log takes what it logs at its import
   * @return what it registered, in order
   * @throws DvpException when it cannot be imported
   * @throws IOException when its process cannot be started
   * @throws InterruptedException when the thread is interrupted, which ends the process
   */
  public List<Registered> registered(Consumer<LogLine> log)
      throws IOException, InterruptedException {
    return open(log).process().registered();
  }

  /**
   * Calls an operation.
   *
   * @param call what is asked
   * @param library does the library calls
   * @param log takes the plugin's log
   * @return what came of it
   * @throws DvpException when the plugin cannot be imported
   * @throws IOException when its process cannot be started
   * @throws InterruptedException when the thread is interrupted, which ends the process
   */
  public Called call(OperationCall call, LibraryCalls library, Consumer<LogLine> log)
      throws IOException, InterruptedException {
    Running open = open(log);
    Outcome outcome = answered(() -> open.process().call(call, library, log, limit));
    refuseEnded();
    List<Diagnostic> findings =
        new OutcomeFindings(call, plugin.schemas(), plugin.srcDir(), open.process().registered())
            .of(outcome);
    Called called = new Called(outcome, findings, open.process().printed());
    if (isLast(outcome)) {
      end();
    }
    return called;
  }

  private interface Talk<T> {
    T hold() throws InterruptedException;
  }

  /** A talk that is broken off leaves a process whose next answer would be the wrong one. */
  private <T> T answered(Talk<T> talk) throws InterruptedException {
    boolean isAnswered = false;
    try {
      T answer = talk.hold();
      isAnswered = true;
      return answer;
    } finally {
      if (!isAnswered) {
        end();
      }
    }
  }

  /** Whether the process ends with that. */
  private static boolean isLast(Outcome outcome) {
    return outcome instanceof Outcome.TimeUp
        || outcome instanceof Outcome.Died
        || (outcome instanceof Outcome.Failed failed
            && failed.failure().kind() == Failure.Kind.EXIT);
  }

  /** The process that was started, if there is one; for tests that end it. */
  synchronized Optional<Long> pid() {
    return running.map(open -> open.process().pid());
  }

  private Running open(Consumer<LogLine> log) throws IOException, InterruptedException {
    Optional<Running> known = current();
    if (known.isPresent()) {
      return known.get();
    }
    Running started = start();
    Optional<Outcome> failure = answered(() -> started.process().open(log, IMPORT_LIMIT));
    if (failure.isPresent()) {
      refuseEnded();
      end();
      throw new DvpException(
          new ImportFindings(
                  started.launch().python(), plugin.place(), plugin.entryPoint(), plugin.srcDir())
              .of(failure.get()));
    }
    return started;
  }

  /** The process, unless it ended meanwhile: then a fresh one is what is needed. */
  private synchronized Optional<Running> current() {
    if (running.filter(open -> open.process().isAlive()).isEmpty()) {
      end();
    }
    return running;
  }

  private synchronized Running start() throws IOException, InterruptedException {
    if (hasEnded) {
      throw new InterruptedException("the session is closed");
    }
    Launch launch = starter.prepare();
    try {
      Running started = new Running(launch, PluginProcess.start(launch));
      running = Optional.of(started);
      return started;
    } catch (IOException e) {
      launch.workspace().close();
      throw e;
    }
  }

  /** A process that the user ended has no answer: its end says nothing of the plugin. */
  private synchronized void refuseEnded() throws InterruptedException {
    if (hasEnded) {
      throw new InterruptedException("the session was ended");
    }
  }

  private synchronized void end() {
    running.ifPresent(Running::end);
    running = Optional.empty();
  }

  /** Ends the process by force, from any thread; the session cannot be used any more. */
  public synchronized void kill() {
    hasEnded = true;
    running.ifPresent(
        open -> {
          open.process().kill();
          open.launch().workspace().close();
        });
  }

  @Override
  public synchronized void close() {
    hasEnded = true;
    end();
  }
}

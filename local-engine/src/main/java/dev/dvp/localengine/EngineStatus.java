package dev.dvp.localengine;

import java.net.URI;
import java.time.Instant;

/** What is known of the engine of one data folder, seen from outside its process. */
public sealed interface EngineStatus {

  /**
   * An engine runs and answers.
   *
   * @param pid its process
   * @param port the loopback port that it listens on
   * @param started when it began to answer
   * @param version the version of dvp that it is
   */
  record Running(long pid, int port, Instant started, String version) implements EngineStatus {
    /**
     * Where a client finds it.
     *
     * @return for example {@code http://127.0.0.1:40123}
     */
    public URI address() {
      return URI.create("http://127.0.0.1:" + port);
    }
  }

  /**
   * The engine's process lives and does not answer: it hangs, or is being stopped.
   *
   * @param pid its process
   * @param port the loopback port that it should answer on
   */
  record Unresponsive(long pid, int port) implements EngineStatus {}

  /**
   * An engine was killed and left its file behind, which has now been cleaned away.
   *
   * @param pid the process that is gone
   */
  record Stale(long pid) implements EngineStatus {}

  /** No engine, and no trace of one. */
  record Stopped() implements EngineStatus {}
}

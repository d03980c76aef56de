package dev.dvp.core.engine;

import dev.dvp.core.settings.Setting;
import java.time.Duration;

/**
 * How long the client waits for what.
 *
 * @param connect for a connection, TLS included
 * @param request for the whole answer to an ordinary call
 * @param work for the answer to a call that makes the engine work: taking a complete upload, making
 *     a support bundle
 * @param idle for the next byte to move while a file is sent or fetched
 * @param pollInterval between two looks at a running job; the first looks come faster
 * @param waitLimit for a job to end, or for an engine that was there to be there again
 */
public record EngineTimeouts(
    Duration connect,
    Duration request,
    Duration work,
    Duration idle,
    Duration pollInterval,
    Duration waitLimit) {

  /** Checks that every time is positive. */
  public EngineTimeouts {
    for (Duration d : new Duration[] {connect, request, work, idle, pollInterval, waitLimit}) {
      if (d.isNegative() || d.isZero()) {
        throw new IllegalArgumentException("a time limit must be positive, not " + d);
      }
    }
  }

  /**
   * Times that suit an appliance in the same company: 15 s to connect, 1 min for an answer, 10 min
   * for work, 1 min for the next byte; polls every 5 s for as long as the table of settings says.
   *
   * @return the defaults
   */
  public static EngineTimeouts defaults() {
    return new EngineTimeouts(
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(Long.parseLong(Setting.WAIT_TIMEOUT.defaultValue().orElseThrow())));
  }

  /**
   * The same times with another interval between two looks at a job.
   *
   * @param interval between two looks
   * @return a copy
   */
  public EngineTimeouts withPollInterval(Duration interval) {
    return new EngineTimeouts(connect, request, work, idle, interval, waitLimit);
  }

  /**
   * The same times with another limit for a job.
   *
   * @param limit for a job to end
   * @return a copy
   */
  public EngineTimeouts withWaitLimit(Duration limit) {
    return new EngineTimeouts(connect, request, work, idle, pollInterval, limit);
  }
}

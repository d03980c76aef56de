package dev.dvp.core.runtime.index;

import dev.dvp.core.http.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * The world around a package index, as the caller sees it.
 *
 * @param index the index
 * @param environment the process's environment variables, for proxies and {@code NETRC}
 * @param home the user's home folder, for {@code .netrc}
 * @param timeouts how long anything may take
 * @param clock the time
 * @param sleeper lets time pass between two attempts
 */
public record IndexSettings(
    IndexUrl index,
    Map<String, String> environment,
    Path home,
    Timeouts timeouts,
    InstantSource clock,
    Sleeper sleeper) {
  /** Copies the environment. */
  public IndexSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * How long the client waits.
   *
   * @param connect for a connection, TLS included
   * @param idle for the next byte
   * @param page for the whole of a page
   * @param file for the whole of a file
   * @param probe for the first page, when nobody insists on the index
   */
  public record Timeouts(
      Duration connect, Duration idle, Duration page, Duration file, Duration probe) {
    /** Times that suit the index of the world as well as one in the same company. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofSeconds(3));
  }
}

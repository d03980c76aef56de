package dev.dvp.localengine;

/** The engine. */
public final class LocalEngine implements AutoCloseable {
  /** The one user of a new engine. */
  public static final String ADMIN = "admin";

  private LocalEngine() {}

  /**
   * Starts an engine in this process.
   *
   * @param config how it runs
   * @return the running engine
   */
  public static LocalEngine start(LocalEngineConfig config) {
    throw new UnsupportedOperationException("not yet: " + config.version());
  }

  /**
   * Where it listens.
   *
   * @return the loopback port
   */
  public int port() {
    return 0;
  }

  /** Waits until the engine is closed, by {@link #close} or by the end of the process. */
  public void awaitStop() {}

  @Override
  public void close() {}
}

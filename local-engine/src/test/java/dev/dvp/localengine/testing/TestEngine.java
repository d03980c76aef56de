package dev.dvp.localengine.testing;

import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import dev.dvp.localengine.LocalEngineProcess;
import dev.dvp.localengine.running.TestCache;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** A real engine on a free port, over a folder of the test. */
public final class TestEngine implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Path folder;
  private final LocalEngine engine;

  private TestEngine(Path folder, LocalEngine engine) {
    this.folder = folder;
    this.engine = engine;
  }

  public static TestEngine start(Path folder) {
    return start(folder, config -> config);
  }

  public static TestEngine start(Path folder, UnaryOperator<LocalEngineConfig> change) {
    return new TestEngine(folder, LocalEngine.start(change.apply(config(folder))));
  }

  public static TestEngine of(Path folder, LocalEngine engine) {
    return new TestEngine(folder, engine);
  }

  public static LocalEngineConfig config(Path folder) {
    return LocalEngineConfig.of(folder, Clock.fixed(NOW, ZoneOffset.UTC), "1.2.3-test")
        .withNativeLibraries(nativeLibraries())
        .withKept(TestCache.folder());
  }

  /** One for all tests of the build, as one is for all engines of a user. */
  public static Path nativeLibraries() {
    return Path.of("target", "native").toAbsolutePath();
  }

  public int port() {
    return engine.port();
  }

  public LocalEngine engine() {
    return engine;
  }

  public String password() {
    return LocalEngineProcess.adminPassword(folder).orElseThrow();
  }

  public ApiClient client() {
    return new ApiClient(port());
  }

  public ApiClient loggedIn() {
    return client().loggedIn(password());
  }

  @Override
  public void close() {
    engine.close();
  }
}

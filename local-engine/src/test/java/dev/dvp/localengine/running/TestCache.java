package dev.dvp.localengine.running;

import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.payload.Payload;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * What plugins of tests start from: to compile dvp's own modules again takes each of hundreds of
 * processes longer than all else that it does. It lies in the build's folder, so that the processes
 * that a test starts have it too, and goes with that.
 */
public final class TestCache {
  /** The Python that is found once. */
  public static final Python PYTHON = new PythonFinder(System.getenv()).find();

  private static final KeptRunner KEPT = new KeptRunner(folder(), PYTHON, System.getenv());

  private TestCache() {}

  /** What there is for a plugin; one at a time, so that nobody makes what another begins with. */
  public static synchronized KeptRunner.Made kept(Payload plugin) {
    return KEPT.of(plugin);
  }

  /** Where it lies. */
  public static Path folder() {
    try {
      Path classes =
          Path.of(TestCache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling("test-cache");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}

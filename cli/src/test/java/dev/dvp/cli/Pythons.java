package dev.dvp.cli;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.interpreter.PythonFinder;
import java.util.Map;

/** Whether this machine has a Python that can import plugins. */
public final class Pythons {
  private Pythons() {}

  /** Where programs are looked for. */
  public static String path() {
    return System.getenv().getOrDefault("PATH", "/usr/bin");
  }

  public static boolean isThere() {
    try {
      return new PythonFinder(Map.of("PATH", path())).find().version().startsWith("3.");
    } catch (DvpException e) {
      return false;
    }
  }
}

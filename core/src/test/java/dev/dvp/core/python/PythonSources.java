package dev.dvp.core.python;

import java.nio.file.Path;

/** Parses source for tests of the packages below. */
public final class PythonSources {
  private PythonSources() {}

  /** Parses what is known to be right; to be called on a deep stack. */
  public static PyModule parse(String text) {
    PythonFile file = PythonParser.parse(Path.of("m.py"), text);
    return file.module().orElseThrow(() -> new AssertionError(file.problems() + "\n" + text));
  }

  /** Parses anything. */
  public static PythonFile read(String text) {
    return PythonParser.parse(Path.of("m.py"), text);
  }
}

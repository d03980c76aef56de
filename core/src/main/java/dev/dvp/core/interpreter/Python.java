package dev.dvp.core.interpreter;

import java.util.List;

/**
 * A Python of this machine.
 *
 * @param command how it is started
 * @param major the first part of its version
 * @param minor the second
 * @param version the whole version, for people
 * @param isCPython whether it is the Python of python.org, whose bytecode engines load
 */
public record Python(
    List<String> command, int major, int minor, String version, boolean isCPython) {
  /** Copies the command. */
  public Python {
    command = List.copyOf(command);
  }

  /**
   * Tells whether it is the Python that engines run.
   *
   * @return whether it is 3.11
   */
  public boolean isEnginesOwn() {
    return major == 3 && minor == 11;
  }

  /**
   * Tells whether its bytecode is that of a release.
   *
   * @param release the release
   * @return whether it is a CPython of just that
   */
  public boolean isExactly(PythonRelease release) {
    return isCPython && major == release.major() && minor == release.minor();
  }

  boolean isSuitable() {
    return major == 3 && minor >= 8;
  }
}

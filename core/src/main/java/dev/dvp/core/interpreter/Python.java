package dev.dvp.core.interpreter;

import java.util.List;

/**
 * A Python of this machine.
 *
 * @param command how it is started
 * @param major the first part of its version
 * @param minor the second
 * @param version the whole version, for people
 */
public record Python(List<String> command, int major, int minor, String version) {
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

  boolean isSuitable() {
    return major == 3 && minor >= 8;
  }
}

package dev.dvp.cli;

import dev.dvp.core.diagnostics.DvpException;
import java.util.function.Supplier;

/**
 * An option on the command line has a value that is refused with findings: they are shown as any
 * others, and the process ends with {@link ExitCode#USAGE}, since it is the command line that has
 * to be mended.
 */
public final class BadOptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DvpException findings;

  private BadOptionException(DvpException findings) {
    super(findings);
    this.findings = findings;
  }

  /**
   * Reads a value.
   *
   * @param isOption whether it was written on the command line, rather than in the environment or a
   *     file
   * @param read reads it, and fails when it is wrong
   * @param <T> what it is
   * @return what was read
   * @throws BadOptionException when it is wrong and was written on the command line
   * @throws DvpException when it is wrong and came from elsewhere
   */
  public static <T> T reading(boolean isOption, Supplier<T> read) {
    try {
      return read.get();
    } catch (DvpException e) {
      throw isOption ? new BadOptionException(e) : e;
    }
  }

  /**
   * What is wrong with the value.
   *
   * @return the findings
   */
  public DvpException findings() {
    return findings;
  }
}

package dev.dvp.cli;

/** What the process says when it ends. */
public final class ExitCode {
  /** The work is done. */
  public static final int OK = 0;

  /** The input or the engine said no. */
  public static final int REFUSED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** A bug of ours: {@code EX_SOFTWARE} of BSD's sysexits. */
  public static final int BUG = 70;

  private ExitCode() {}
}

package dev.dvp.cli;

/** The command line is wrong: the process ends with {@link ExitCode#USAGE}. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String help;

  /**
   * Refuses the command line.
   *
   * @param problem what is wrong with it, a whole sentence
   * @param help what to write instead; may be empty
   */
  public UsageException(String problem, String help) {
    super(problem);
    this.problem = problem;
    this.help = help;
  }

  /**
   * What is wrong.
   *
   * @return a sentence
   */
  public String problem() {
    return problem;
  }

  /**
   * What to write instead.
   *
   * @return a sentence, or an empty text
   */
  public String help() {
    return help;
  }
}

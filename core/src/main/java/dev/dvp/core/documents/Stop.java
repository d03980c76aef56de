package dev.dvp.core.documents;

/** Ends the reading of a file after a problem that leaves no sense in going on. */
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Stop(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}

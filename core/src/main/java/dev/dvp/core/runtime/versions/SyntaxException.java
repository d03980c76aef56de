package dev.dvp.core.runtime.versions;

/** A version, specifier or requirement that cannot be read. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int offset;

  /**
   * Tells what is wrong.
   *
   * @param problem a whole sentence
   * @param offset where in the text, from 0
   */
  public SyntaxException(String problem, int offset) {
    super(problem);
    this.problem = problem;
    this.offset = offset;
  }

  /**
   * What is wrong.
   *
   * @return a whole sentence
   */
  public String problem() {
    return problem;
  }

  /**
   * Where it is wrong.
   *
   * @return an index into the text that was read, its end included
   */
  public int offset() {
    return offset;
  }
}

package dev.dvp.core.python;

import java.nio.charset.Charset;
import java.util.Optional;

/** The encoding that Python reads a file of source with. */
public final class SourceEncoding {
  private SourceEncoding() {}

  /**
   * Finds the encoding.
   *
   * @param bytes the whole file
   * @return the charset; nothing when the file names one that Python does not know
   */
  public static Optional<Charset> of(byte[] bytes) {
    try {
      return Optional.of(SourceDecoder.charset(bytes));
    } catch (SyntaxProblem problem) {
      return Optional.empty();
    }
  }
}

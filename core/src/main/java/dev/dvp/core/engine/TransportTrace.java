package dev.dvp.core.engine;

import java.io.IOException;

/**
 * Where an exception came from, without its message: the HTTP client's messages may quote headers,
 * addresses with tokens, or what a stranger sent.
 */
final class TransportTrace {
  private static final int DEEPEST = 10;

  private TransportTrace() {}

  /** The kinds and stack traces of an exception and its causes, for {@code --stacktrace}. */
  static Throwable of(Throwable original) {
    return of(original, 0);
  }

  private static Throwable of(Throwable original, int depth) {
    Throwable cause = original.getCause();
    Throwable copiedCause = cause == null || depth == DEEPEST ? null : of(cause, depth + 1);
    IOException copy = new IOException(original.getClass().getName(), copiedCause);
    copy.setStackTrace(original.getStackTrace());
    return copy;
  }
}

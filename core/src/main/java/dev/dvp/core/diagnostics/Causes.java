package dev.dvp.core.diagnostics;

import java.io.IOException;
import java.util.Optional;

/** Exceptions and what lies below them. */
public final class Causes {
  private static final int DEEPEST = 20;

  private Causes() {}

  /**
   * The first of a kind among an exception and its causes.
   *
   * @param thrown the exception
   * @param kind the kind
   * @param <T> the kind
   * @return the exception or cause, if there is one
   */
  public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> kind) {
    Throwable current = thrown;
    for (int depth = 0; current != null && depth < DEEPEST; depth++) {
      if (kind.isInstance(current)) {
        return Optional.of(kind.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }

  /**
   * Where an exception came from, without its messages, for {@code --stacktrace}: those of an HTTP
   * client may quote headers, addresses with tokens, or what a stranger sent.
   *
   * @param original any exception
   * @return the kinds and stack traces of it and its causes
   */
  public static Throwable withoutMessages(Throwable original) {
    return withoutMessages(original, 0);
  }

  private static Throwable withoutMessages(Throwable original, int depth) {
    Throwable cause = original.getCause();
    Throwable copiedCause =
        cause == null || depth == DEEPEST ? null : withoutMessages(cause, depth + 1);
    IOException copy = new IOException(original.getClass().getName(), copiedCause);
    copy.setStackTrace(original.getStackTrace());
    return copy;
  }
}

package dev.dvp.core.engine;

/** What an answer's body was read into. */
sealed interface Body {
  /** A short answer. Prints nothing of it, since it may hold a token. */
  final class InMemory implements Body {
    private final byte[] bytes;
    private final boolean cut;

    /**
     * Takes the bytes over.
     *
     * @param bytes the body, or its beginning
     * @param cut whether the body was longer than what an answer may be
     */
    InMemory(byte[] bytes, boolean cut) {
      this.bytes = bytes;
      this.cut = cut;
    }

    /** The body or its beginning; not to be changed. */
    byte[] bytes() {
      return bytes;
    }

    /** Whether there was more than an answer may hold. */
    boolean cut() {
      return cut;
    }
  }

  /** The body went to the file that the caller handed in. */
  record InFile() implements Body {}
}

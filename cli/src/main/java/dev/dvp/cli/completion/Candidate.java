package dev.dvp.cli.completion;

/**
 * A word that may come next.
 *
 * @param value the word
 * @param description what it means, in a few words; may be empty
 */
record Candidate(String value, String description) {
  /** A word that speaks for itself. */
  static Candidate of(String value) {
    return new Candidate(value, "");
  }
}

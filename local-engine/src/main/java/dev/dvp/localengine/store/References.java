package dev.dvp.localengine.store;

import java.util.Optional;

/** Names of stored things: a prefix and a number. */
final class References {
  /** Enough for any number that was given out, and never more than a long holds. */
  private static final int MAX_DIGITS = 18;

  private References() {}

  static Optional<Long> number(String prefix, String reference) {
    if (!reference.startsWith(prefix)) {
      return Optional.empty();
    }
    String digits = reference.substring(prefix.length());
    boolean valid =
        !digits.isEmpty()
            && digits.length() <= MAX_DIGITS
            && digits.charAt(0) != '0'
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return valid ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }
}

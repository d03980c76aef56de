package dev.dvp.core.documents;

/** Text that is no Unicode although Java can hold it. */
final class Surrogates {
  private Surrogates() {}

  /** Tells whether half of a surrogate pair stands alone, which an escape can do to any text. */
  static boolean hasLone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}

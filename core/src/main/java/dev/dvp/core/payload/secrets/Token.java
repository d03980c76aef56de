package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;

/**
 * A token that its issuer gives a fixed beginning, so that it is known wherever it stands.
 *
 * @param prefix the beginning
 * @param kind what it is, with an article
 * @param rest what comes after
 * @param least how many characters of that at least
 * @param most how many at most; one more and it is something else
 * @param hasChecksum whether the last six characters prove the others
 */
record Token(String prefix, String kind, ByteKind rest, int least, int most, boolean hasChecksum)
    implements SecretKind {

  @Override
  public boolean isAt(Window window, int start) {
    // In the middle of a word, or of a longer run of base64, it is chance.
    if (ByteKind.WORD.holds(window.at(start - 1)) && ByteKind.WORD.holds(window.at(start))) {
      return false;
    }
    int from = start + prefix.length();
    int to = window.endOfRun(from, most + 1, rest);
    if (to - from < least || to - from > most) {
      return false;
    }
    String text = window.text(from, to);
    return hasChecksum ? Randomness.hasChecksum(text) : Randomness.mayBe(text);
  }
}

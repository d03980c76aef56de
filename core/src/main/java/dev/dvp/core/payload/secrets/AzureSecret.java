package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;

/**
 * A client secret of Azure's: three characters before its mark, and 31 to 34 after.
 *
 * @param prefix the mark
 */
record AzureSecret(String prefix) implements SecretKind {
  @Override
  public String kind() {
    return "a client secret of Azure's";
  }

  @Override
  public boolean isAt(Window window, int start) {
    int from = start + prefix.length();
    int to = window.endOfRun(from, 35, ByteKind.TILDE);
    boolean hasThreeBefore =
        ByteKind.TILDE.holds(window.at(start - 1))
            && ByteKind.TILDE.holds(window.at(start - 2))
            && ByteKind.TILDE.holds(window.at(start - 3))
            && !ByteKind.TILDE.holds(window.at(start - 4));
    return hasThreeBefore
        && to - from >= 31
        && to - from <= 34
        && Randomness.mayBe(window.text(from, to));
  }
}

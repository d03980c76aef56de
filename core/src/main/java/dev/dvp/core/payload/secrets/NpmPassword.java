package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;

/**
 * A password or token in an {@code .npmrc}: behind the address of a registry.
 *
 * @param prefix the setting
 */
record NpmPassword(String prefix) implements SecretKind {
  private static final int SHORTEST = 12;

  @Override
  public String kind() {
    return "a password for a package registry";
  }

  @Override
  public boolean isAt(Window window, int start) {
    int from = start + prefix.length();
    from += window.at(from) == '"' ? 1 : 0;
    int to = window.endOfRun(from, 400, ByteKind.TILDE);
    return window.at(start - 1) == ':'
        && to - from >= SHORTEST
        && Randomness.mayBe(window.text(from, to));
  }
}

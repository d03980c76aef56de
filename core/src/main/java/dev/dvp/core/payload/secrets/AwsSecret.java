package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;

/**
 * The secret of an AWS access key under the name that AWS's own tools give it.
 *
 * @param prefix the name
 */
record AwsSecret(String prefix) implements SecretKind {
  /** How many characters such a secret has. */
  static final int LENGTH = 40;

  @Override
  public String kind() {
    return "a secret of an access key of AWS";
  }

  @Override
  public boolean isAt(Window window, int start) {
    int from = skip(window, start + prefix.length(), "\"' \t");
    int value = skip(window, from, ":= \t\"'");
    int to = window.endOfRun(value, LENGTH + 1, ByteKind.BASE64);
    return value > from && to - value == LENGTH && mayBe(window.text(value, to));
  }

  private static int skip(Window window, int start, String characters) {
    int at = start;
    while (at - start < LENGTH && window.at(at) >= 0 && characters.indexOf(window.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether forty characters may be a secret: forty digits of base 16 are a checksum. */
  static boolean mayBe(String text) {
    return Randomness.kinds(text) >= 3 && Randomness.mayBe(text);
  }
}

package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;

/**
 * The name of an AWS access key with its secret near it; the name alone is no secret.
 *
 * @param prefix how the name starts
 */
record AwsKey(String prefix) implements SecretKind {
  private static final int NAME = 20;
  private static final int NEAR = 500;

  @Override
  public String kind() {
    return "an access key of AWS";
  }

  @Override
  public boolean isAt(Window window, int start) {
    int end = window.endOfRun(start, NAME + 1, ByteKind.WORD);
    if (end - start != NAME || ByteKind.WORD.holds(window.at(start - 1))) {
      return false;
    }
    String name = window.text(start, end);
    return name.equals(name.toUpperCase(java.util.Locale.ROOT))
        && Randomness.mayBe(name.substring(prefix.length()))
        && (hasSecret(window, end, end + NEAR) || hasSecret(window, start - NEAR, start));
  }

  private static boolean hasSecret(Window window, int from, int to) {
    int at = Math.max(from, 0);
    while (at < to && window.at(at) >= 0) {
      int end = window.endOfRun(at, AwsSecret.LENGTH + 1, ByteKind.BASE64);
      if (end - at == AwsSecret.LENGTH && !ByteKind.BASE64.holds(window.at(at - 1))) {
        String text = window.text(at, end);
        if (AwsSecret.mayBe(text)) {
          return true;
        }
      }
      at = Math.max(end, at + 1);
      while (ByteKind.BASE64.holds(window.at(at)) && ByteKind.BASE64.holds(window.at(at - 1))) {
        at++;
      }
    }
    return false;
  }
}

package dev.dvp.localengine.web;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes names that cannot be guessed, for sessions and tokens. */
final class Secrets {
  private static final int BYTES = 20;

  private final SecureRandom random;

  Secrets(SecureRandom random) {
    this.random = random;
  }

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

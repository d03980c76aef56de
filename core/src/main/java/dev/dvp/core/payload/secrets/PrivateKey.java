package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;

/** A private key in PEM (RFC 7468), of OpenSSH or of PGP, also inside JSON or a program's text. */
record PrivateKey() implements SecretKind {
  private static final int LONGEST_LABEL = 60;

  /** The first bytes of a key say its kind alone; documents show those. */
  private static final int LEAST_OF_KEY = 40;

  private static final int FAR = 2_000;

  @Override
  public String prefix() {
    return "-BEGIN ";
  }

  @Override
  public String kind() {
    return "a private key";
  }

  @Override
  public boolean isAt(Window window, int start) {
    int label = start + prefix().length();
    int end = label;
    while (end - label < LONGEST_LABEL
        && (window.at(end) == ' ' || ByteKind.ALPHANUMERIC.holds(window.at(end)))) {
      end++;
    }
    return window.at(start - 1) == '-'
        && window.at(end) == '-'
        && window.text(label, end).contains("PRIVATE KEY")
        && hasBody(window, end);
  }

  private static boolean hasBody(Window window, int end) {
    int at = window.endOfRun(end, 5, ByteKind.URL_SAFE);
    int limit = at + FAR;
    while (at < limit && window.at(at) >= 0 && window.at(at) != '-') {
      // A line break may be written `\n`, whose letter is no part of the key.
      at += window.at(at) == '\\' ? 2 : 0;
      int runEnd = window.endOfRun(at, LEAST_OF_KEY, ByteKind.BASE64);
      if (runEnd - at == LEAST_OF_KEY && Randomness.mayBe(window.text(at, runEnd))) {
        return true;
      }
      // Headers such as `Proc-Type: 4,ENCRYPTED` have dashes in them, and a blank behind a colon.
      at = isHeader(window, runEnd) ? endOfLine(window, runEnd, limit) : runEnd + 1;
    }
    return false;
  }

  private static boolean isHeader(Window window, int at) {
    int end = window.endOfRun(at, LONGEST_LABEL, ByteKind.URL_SAFE);
    return window.at(at) == '-' && window.at(end) == ':' && window.at(end + 1) == ' ';
  }

  private static int endOfLine(Window window, int start, int limit) {
    int at = start;
    while (at < limit && window.at(at) >= 0 && window.at(at) != '\n' && window.at(at) != '\\') {
      at++;
    }
    return at;
  }
}

package dev.dvp.core.engine;

/** What a body that is no answer of the engine's web API looks like. */
enum BodyKind {
  EMPTY("an empty answer"),
  TOO_LONG("more than " + (BodySubscribers.LONGEST_ANSWER >> 20) + " MiB"),
  WEB_PAGE("a web page"),
  CUT_JSON("JSON that is cut off before its end"),
  OTHER_JSON("JSON of another kind"),
  TEXT("text that is not JSON");

  private final String words;

  BodyKind(String words) {
    this.words = words;
  }

  /** Looks at the first and the last character that is not blank. */
  static BodyKind of(Body.InMemory body) {
    byte[] bytes = body.bytes();
    int first = hasMark(bytes) ? 3 : 0;
    while (first < bytes.length && isBlank(bytes[first])) {
      first++;
    }
    if (body.cut()) {
      return TOO_LONG;
    }
    if (first == bytes.length) {
      return EMPTY;
    }
    int last = bytes.length - 1;
    while (isBlank(bytes[last])) {
      last--;
    }
    return switch (bytes[first]) {
      case '<' -> WEB_PAGE;
      case '{', '[' -> bytes[last] == '}' || bytes[last] == ']' ? OTHER_JSON : CUT_JSON;
      default -> TEXT;
    };
  }

  /** What a message calls it. */
  String words() {
    return words;
  }

  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  private static boolean hasMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}

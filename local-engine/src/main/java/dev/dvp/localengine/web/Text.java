package dev.dvp.localengine.web;

/** Text that came from outside, made fit to be said back. */
final class Text {
  private static final int MAX_SHOWN = 100;

  private Text() {}

  /** Short and without control characters. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_SHOWN)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.length() < text.length() ? shown + "…" : shown.toString();
  }
}

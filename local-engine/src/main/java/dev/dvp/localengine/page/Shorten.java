package dev.dvp.localengine.page;

/** Cuts what is too long to be shown. */
final class Shorten {
  private Shorten() {}

  static String to(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}

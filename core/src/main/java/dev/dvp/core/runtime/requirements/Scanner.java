package dev.dvp.core.runtime.requirements;

import dev.dvp.core.runtime.versions.SyntaxException;
import java.util.function.IntPredicate;

/** A place in a requirement's text, and what can be read from there. */
final class Scanner {
  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  int offset() {
    return at;
  }

  void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** The next character; a line break, which no requirement holds, at the end. */
  char peek() {
    return isAtEnd() ? '\n' : text.charAt(at);
  }

  boolean skip(String wanted) {
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  /** Skips a word that no letter, digit or underscore follows. */
  boolean skipWord(String word) {
    int end = at + word.length();
    boolean ends =
        end >= text.length()
            || !(PackageName.isAlphanumeric(text.charAt(end)) || text.charAt(end) == '_');
    return ends && skip(word);
  }

  String takeWhile(IntPredicate wanted) {
    int start = at;
    while (at < text.length() && wanted.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  SyntaxException problem(String sentence) {
    return new SyntaxException(sentence, at);
  }
}

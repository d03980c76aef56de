package dev.dvp.core.settings;

import java.nio.CharBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text that must not be shown: whatever prints it prints {@code ***}. Reading it takes a call that
 * says so, {@link #reveal()}.
 */
public final class Secret {
  private final char[] characters;

  private Secret(char[] characters) {
    this.characters = characters;
  }

  /**
   * Wraps a copy of the characters; the caller may wipe its own.
   *
   * @param characters the text
   * @return the secret
   */
  public static Secret of(char[] characters) {
    return new Secret(characters.clone());
  }

  /**
   * Wraps text.
   *
   * @param text the text
   * @return the secret
   */
  public static Secret of(CharSequence text) {
    char[] characters = new char[text.length()];
    CharBuffer.wrap(text).get(characters);
    return new Secret(characters);
  }

  /**
   * The text itself.
   *
   * @return a copy, for the caller to wipe after use
   */
  public char[] reveal() {
    return characters.clone();
  }

  /**
   * Tells whether there is any text.
   *
   * @return true when it has no characters
   */
  public boolean isEmpty() {
    return characters.length == 0;
  }

  /** Equal when the text is; takes the same time wherever two texts of one length differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Secret secret) || secret.characters.length != characters.length) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < characters.length; i++) {
      difference |= characters[i] ^ secret.characters[i];
    }
    return difference == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(characters);
  }

  /** Always the same three stars, whatever the text and its length. */
  @Override
  public String toString() {
    return "***";
  }
}

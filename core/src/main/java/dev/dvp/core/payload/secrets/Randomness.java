package dev.dvp.core.payload.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Tells what a program drew by lot from what a person wrote to show the form. */
final class Randomness {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int CHECKSUM = 6;

  private Randomness() {}

  /** Whether a text may be random: enough different characters, of two kinds at least. */
  static boolean mayBe(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return text.chars().distinct().count() >= Math.min(10, text.length() / 2)
        && kinds(text.replaceAll("[^A-Za-z0-9]", "")) >= 2
        && !lower.contains("example")
        && !lower.contains("xxxx")
        && !lower.contains("123456789")
        && !lower.contains("abcdefg");
  }

  /** How many of these a text has: small letters, capital letters, digits, others. */
  static int kinds(String text) {
    boolean small = text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean capital = text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean digit = text.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean other =
        text.chars()
            .anyMatch(c -> c < '0' || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || c > 'z');
    return (small ? 1 : 0) + (capital ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
  }

  /**
   * Whether a token's last six characters are the CRC-32 of those before, in base 62
   * (github.blog/2021-04-05, "Behind GitHub's new authentication token formats"; npm does the
   * same).
   */
  static boolean hasChecksum(String token) {
    int end = token.length() - CHECKSUM;
    CRC32 crc = new CRC32();
    crc.update(token.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
    long left = crc.getValue();
    char[] digits = new char[CHECKSUM];
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (left % BASE62.length()));
      left /= BASE62.length();
    }
    return token.endsWith(new String(digits));
  }
}

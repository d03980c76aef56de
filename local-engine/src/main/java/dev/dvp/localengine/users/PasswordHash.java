package dev.dvp.localengine.users;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords with PBKDF2, salted. The text form carries all parameters, so they can be raised
 * without locking anybody out: {@code pbkdf2-sha256:ITERATIONS:SALT:HASH}.
 */
public final class PasswordHash {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final String NAME = "pbkdf2-sha256";

  /**
   * Far fewer than for passwords that people choose: ours are 160 random bits, which nobody guesses
   * even at full speed, and every `dvp upload -e local` waits for this.
   */
  private static final int ITERATIONS = 10_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private PasswordHash() {}

  /**
   * Hashes a password with a new salt.
   *
   * @param password the password
   * @param random where the salt comes from
   * @return the hash and its parameters
   */
  public static String of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return text(salt, hash(password, salt, ITERATIONS));
  }

  private static String text(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        ":",
        NAME,
        Integer.toString(ITERATIONS),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  /**
   * A hash that no password has, which takes as long to check as any other.
   *
   * @param random where it comes from
   * @return the hash and its parameters
   */
  static String ofNothing(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BITS / Byte.SIZE];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return text(salt, hash);
  }

  /**
   * Checks a password, in a time that does not tell how much of it was right.
   *
   * @param password what somebody wrote
   * @param hash what {@link #of} gave
   * @return whether it is the password
   */
  public static boolean matches(String password, String hash) {
    List<String> parts = List.of(hash.split(":", -1));
    if (parts.size() != 4 || !parts.get(0).equals(NAME)) {
      throw new IllegalArgumentException("not a password hash of ours");
    }
    byte[] salt = Base64.getDecoder().decode(parts.get(2));
    byte[] expected = Base64.getDecoder().decode(parts.get(3));
    byte[] actual = hash(password, salt, Integer.parseInt(parts.get(1)));
    return MessageDigest.isEqual(expected, actual);
  }

  private static byte[] hash(String password, byte[] salt, int iterations) {
    KeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}

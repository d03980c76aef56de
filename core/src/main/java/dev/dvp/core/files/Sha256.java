package dev.dvp.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, streams and texts, in lower-case hexadecimal. */
public final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /**
   * The hash of a file.
   *
   * @param file the file
   * @return 64 digits
   * @throws IOException when it cannot be read
   */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in, -1, Progress.NONE);
    }
  }

  /**
   * The hash of all that a stream gives.
   *
   * @param in the stream; not closed
   * @param total how many bytes it has, or -1, for those who listen
   * @param progress hears how far it is
   * @return 64 digits
   * @throws IOException when it cannot be read
   */
  public static String of(InputStream in, long total, Progress progress) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    long done = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
      done += n;
      progress.moved(done, total);
    }
    return hex(digest);
  }

  /**
   * The hash of a text.
   *
   * @param text the text, taken as UTF-8
   * @return 64 digits
   */
  public static String of(String text) {
    MessageDigest digest = digest();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /**
   * A digest, to be fed part by part.
   *
   * @return a new one
   */
  public static MessageDigest digest() {
    try {
      // To look each one up among the providers takes longer than to hash a module's source.
      return (MessageDigest) Unused.DIGEST.clone();
    } catch (CloneNotSupportedException e) {
      return digest("SHA-256");
    }
  }

  private static final class Unused {
    static final MessageDigest DIGEST = Sha256.digest("SHA-256");

    private Unused() {}
  }

  /**
   * A digest of another kind that every Java has.
   *
   * @param algorithm its name, for example {@code SHA-512}
   * @return a new one
   */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /**
   * What a digest came to.
   *
   * @param digest the digest, which starts anew
   * @return its value in hexadecimal
   */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}

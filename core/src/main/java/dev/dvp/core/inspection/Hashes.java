package dev.dvp.core.inspection;

import dev.dvp.core.files.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of streams of any length. */
final class Hashes {
  private static final int BUFFER = 1 << 16;

  private Hashes() {}

  /** The hash of all that a stream gives, in lower-case hex. */
  static String sha256(InputStream in, long total, Progress progress) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[BUFFER];
    long done = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
      done += n;
      progress.moved(done, total);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.dvp.core.supply;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Hashes what an artifact is made of, in constant memory. */
public final class InputHashes {
  private static final int BUFFER = 1 << 16;

  private InputHashes() {}

  /**
   * Hashes a file.
   *
   * @param file the file
   * @return the SHA-256 of its bytes, in lower-case hexadecimal
   * @throws IOException when it cannot be read
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Hashes the files of a payload that stand below srcDir; what is made or comes from a package is
   * no input of its own.
   *
   * @param payload what was collected
   * @param folder what names start with: srcDir as seen from the manifest, with {@code /} at its
   *     end
   * @return the inputs, by name
   * @throws DvpException when one cannot be read, or changed since it was collected
   */
  public static List<Provenance.Input> of(Payload payload, String folder) {
    List<Provenance.Input> inputs = new ArrayList<>();
    byte[] buffer = new byte[BUFFER];
    try (ContentReader reader = new ContentReader()) {
      for (Payload.Entry entry : payload.entries()) {
        if (entry.content() instanceof Payload.OnDisk) {
          MessageDigest digest = sha256();
          try (ContentReader.Source source = reader.open(entry.content())) {
            for (int n = source.read(buffer, 0, BUFFER);
                n > 0;
                n = source.read(buffer, 0, BUFFER)) {
              digest.update(buffer, 0, n);
            }
            source.finish();
          }
          String hash = HexFormat.of().formatHex(digest.digest());
          inputs.add(new Provenance.Input(folder + entry.name(), hash));
        }
      }
    }
    return inputs;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

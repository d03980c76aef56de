package dev.dvp.core.supply;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Hashes what an artifact is made of, in constant memory. */
public final class InputHashes {
  private static final int BUFFER = 1 << 16;

  private InputHashes() {}

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
          MessageDigest digest = Sha256.digest();
          try (ContentReader.Source source = reader.open(entry.content())) {
            for (int n = source.read(buffer, 0, BUFFER);
                n > 0;
                n = source.read(buffer, 0, BUFFER)) {
              digest.update(buffer, 0, n);
            }
            source.finish();
          }
          inputs.add(new Provenance.Input(folder + entry.name(), Sha256.hex(digest)));
        }
      }
    }
    return inputs;
  }
}

package dev.dvp.core.supply;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimePackages;
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
    return hashes(payload.entries(), Payload.OnDisk.class, folder);
  }

  /**
   * Hashes the files of the runtime that dvp itself brings along: no wheel stands for them.
   *
   * @param runtime the runtime packages
   * @return the inputs, by name; none when the runtime is another
   */
  public static List<Provenance.Input> of(RuntimePackages runtime) {
    return runtime.kind() == RuntimeKind.BUNDLED
        ? hashes(runtime.entries(), Payload.InMemory.class, BillOfMaterials.BUNDLED + "/")
        : List.of();
  }

  private static List<Provenance.Input> hashes(
      List<Payload.Entry> entries, Class<? extends Payload.Content> kind, String folder) {
    List<Provenance.Input> inputs = new ArrayList<>();
    try (ContentReader reader = new ContentReader()) {
      for (Payload.Entry entry : entries) {
        if (kind.isInstance(entry.content())) {
          inputs.add(new Provenance.Input(folder + entry.name(), hash(reader, entry.content())));
        }
      }
    }
    return inputs;
  }

  private static String hash(ContentReader reader, Payload.Content content) {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (ContentReader.Source source = reader.open(content)) {
      for (int n = source.read(buffer, 0, BUFFER); n > 0; n = source.read(buffer, 0, BUFFER)) {
        digest.update(buffer, 0, n);
      }
      source.finish();
    }
    return Sha256.hex(digest);
  }
}

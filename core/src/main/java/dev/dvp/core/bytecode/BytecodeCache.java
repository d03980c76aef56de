package dev.dvp.core.bytecode;

import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was compiled before. Each file starts with the SHA-256 of the rest: what a disk that was
 * full or cut off has left of one is compiled again, and never packed.
 */
final class BytecodeCache {
  private static final String FOLDER = "bytecode";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final int DIGEST = 32;

  /** Larger bytecode, which nobody writes, is compiled each time. */
  private static final int MOST = 8 << 20;

  private final CacheFolder folder;

  BytecodeCache(CacheFolder folder) {
    this.folder = folder.below(FOLDER);
  }

  /** The bytecode that was kept under a key, if it is whole. */
  Optional<byte[]> find(String key) {
    Optional<byte[]> found =
        folder
            .read(key, MOST)
            .filter(bytes -> bytes.length >= DIGEST)
            .filter(bytes -> Arrays.equals(bytes, 0, DIGEST, digest(bytes), 0, DIGEST))
            .map(bytes -> Arrays.copyOfRange(bytes, DIGEST, bytes.length));
    found.ifPresent(bytes -> folder.used(key));
    return found;
  }

  private static byte[] digest(byte[] bytes) {
    var digest = Sha256.digest();
    digest.update(bytes, DIGEST, bytes.length - DIGEST);
    return digest.digest();
  }

  /**
   * Keeps bytecode under a key.
   *
   * @throws IOException when the bytecode cannot be read
   */
  void keep(String key, Path bytecode) throws IOException {
    if (Files.size(bytecode) + DIGEST <= MOST) {
      byte[] bytes = Files.readAllBytes(bytecode);
      folder.write(
          key,
          to -> {
            to.write(Sha256.digest().digest(bytes));
            to.write(bytes);
          });
    }
  }

  /** Throws away what was not used for long. */
  void prune() {
    folder.prune(UNUSED);
  }
}

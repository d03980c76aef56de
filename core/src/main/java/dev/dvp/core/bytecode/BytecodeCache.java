package dev.dvp.core.bytecode;

import dev.dvp.core.files.CacheFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What was compiled before. Each file starts with the CRC-32 of the rest: what a disk that was full
 * or cut off has left of one is compiled again, and never packed.
 */
final class BytecodeCache {
  private static final String FOLDER = "bytecode";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final int CHECKSUM = Long.BYTES;

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
            .filter(bytes -> bytes.length >= CHECKSUM)
            .filter(BytecodeCache::isWhole)
            .map(bytes -> Arrays.copyOfRange(bytes, CHECKSUM, bytes.length));
    found.ifPresent(bytes -> folder.used(key));
    return found;
  }

  private static boolean isWhole(byte[] kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept);
    return bytes.getLong() == checksum(bytes);
  }

  private static long checksum(ByteBuffer bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  /**
   * Keeps bytecode under a key.
   *
   * @throws IOException when the bytecode cannot be read
   */
  void keep(String key, Path bytecode) throws IOException {
    if (Files.size(bytecode) + CHECKSUM <= MOST) {
      byte[] bytes = Files.readAllBytes(bytecode);
      folder.write(
          key,
          to -> {
            long checksum = checksum(ByteBuffer.wrap(bytes));
            to.write(ByteBuffer.allocate(CHECKSUM).putLong(checksum).array());
            to.write(bytes);
          });
    }
  }

  /** Throws away what was not used for long. */
  void prune() {
    folder.prune(UNUSED);
  }
}

package dev.dvp.core.packing;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Deflate in blocks that can be compressed at the same time, as {@code pigz} does it: each block
 * but the first starts with the end of the one before it as its dictionary, and each but the last
 * ends at a byte's border. What comes out depends on the bytes alone, not on how many threads there
 * are; content of one block has just the bytes that any zip tool on the same zlib would give it.
 *
 * <p>An instance is used by one thread at a time.
 */
final class Deflation {
  /** Uncompressed bytes of a block: large enough that the seams cost less than 0.1 %. */
  static final int BLOCK = 256 << 10;

  /** How far back deflate looks. */
  static final int DICTIONARY = 32 << 10;

  private static final int LEVEL = 6;

  /** More than any input grows by, for a small one. */
  private static final int MARGIN = 64;

  private final Deflater deflater = new Deflater(LEVEL, true);
  private byte[] buffer = new byte[BLOCK + MARGIN];

  /**
   * A part of an entry's content.
   *
   * @param bytes holds the dictionary and, after it, the content
   * @param start where the content starts; what is before it is the dictionary
   * @param length the length of the content
   * @param isLast whether the entry ends with it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from one thread to another, never compared
  record Block(byte[] bytes, int start, int length, boolean isLast) {}

  /** Compresses a block. */
  byte[] compress(Block block) {
    deflater.reset();
    if (block.start() > 0) {
      deflater.setDictionary(block.bytes(), 0, block.start());
    }
    deflater.setInput(block.bytes(), block.start(), block.length());
    if (block.isLast()) {
      deflater.finish();
    }
    int mode = block.isLast() ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
    int size = 0;
    while (true) {
      int room = buffer.length - size;
      int n = deflater.deflate(buffer, size, room, mode);
      size += n;
      // A flush is complete only when it left room: zlib would have used all that there was.
      if (block.isLast() ? deflater.finished() : n < room) {
        return Arrays.copyOf(buffer, size);
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  /** Gives the memory outside the heap back at once. */
  void end() {
    deflater.end();
  }

  /**
   * What this JVM's zlib makes of a sample: JVMs that give another number here may compress to
   * other bytes, though any reader unpacks them to the same.
   */
  static long fingerprint() {
    byte[] sample = new byte[48 << 10];
    int state = 1;
    for (int i = 0; i < sample.length; i++) {
      // Runs, words and noise, so that every strategy of a deflater has something to choose.
      state = state * 1103515245 + 12345;
      sample[i] =
          (byte) ((i >> 9) % 3 == 0 ? (state >>> 28) + 'a' : "def run(self):\n".charAt(i % 15));
    }
    Deflation deflation = new Deflation();
    try {
      CRC32 crc = new CRC32();
      crc.update(deflation.compress(new Block(sample, 0, sample.length, true)));
      return crc.getValue();
    } finally {
      deflation.end();
    }
  }
}

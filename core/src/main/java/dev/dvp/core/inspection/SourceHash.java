package dev.dvp.core.inspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The hash of a source that CPython puts into hash-based bytecode ({@code _imp.source_hash}):
 * SipHash of the source, keyed by the magic number of the bytecode. Algorithm: Aumasson and
 * Bernstein, "SipHash: a fast short-input PRF".
 */
final class SourceHash {
  /** The first magic number of 3.11, with which CPython went over to fewer rounds. */
  private static final int FIRST_WITH_SIPHASH_13 = 3450;

  private static final int LINE_END = '\r' << 16 | '\n' << 24;

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SourceHash(long key) {
    v0 = key ^ 0x736f6d6570736575L;
    v1 = 0x646f72616e646f6dL;
    v2 = key ^ 0x6c7967656e657261L;
    v3 = 0x7465646279746573L;
  }

  /** The hash as it stands in a header, as a little-endian number. */
  static long of(byte[] source, int magic) {
    boolean short13 = magic >= FIRST_WITH_SIPHASH_13;
    SourceHash hash = new SourceHash(Integer.toUnsignedLong(magic | LINE_END));
    return hash.run(source, short13 ? 1 : 2, short13 ? 3 : 4);
  }

  private long run(byte[] source, int rounds, int finalRounds) {
    ByteBuffer bytes = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.remaining() >= Long.BYTES) {
      mix(bytes.getLong(), rounds);
    }
    long last = (long) source.length << 56;
    for (int shift = 0; bytes.hasRemaining(); shift += 8) {
      last |= (bytes.get() & 0xffL) << shift;
    }
    mix(last, rounds);
    v2 ^= 0xff;
    rounds(finalRounds);
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void mix(long word, int rounds) {
    v3 ^= word;
    rounds(rounds);
    v0 ^= word;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}

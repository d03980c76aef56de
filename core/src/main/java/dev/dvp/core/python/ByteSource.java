package dev.dvp.core.python;

import java.util.Arrays;

/** Reads what a {@link ByteSink} took; whatever the bytes are, it never reads beyond their end. */
final class ByteSource {
  /** The bytes are none that this program wrote. */
  static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damaged() {
      super(null, null, false, false);
    }
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      throw new Damaged();
    }
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  int readByte() {
    if (at >= end) {
      throw new Damaged();
    }
    return bytes[at++] & 0xFF;
  }

  int readUnsigned() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = readByte();
      value |= (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw new Damaged();
  }

  int readSigned() {
    int value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  long readLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << Byte.SIZE) | readByte();
    }
    return value;
  }

  boolean readFlag() {
    return readByte() != 0;
  }

  /** A number of things of which each takes a byte at least, so that no count asks for memory. */
  int readCount() {
    int count = readUnsigned();
    if (count < 0 || count > left()) {
      throw new Damaged();
    }
    return count;
  }

  byte[] readBytes() {
    int length = readCount();
    return readRaw(length);
  }

  byte[] readRaw(int length) {
    byte[] part = Arrays.copyOfRange(bytes, skip(length), at);
    return part;
  }

  /** Steps over bytes; gives where they begin. */
  int skip(int length) {
    if (length < 0 || length > left()) {
      throw new Damaged();
    }
    int start = at;
    at += length;
    return start;
  }

  int left() {
    return end - at;
  }
}

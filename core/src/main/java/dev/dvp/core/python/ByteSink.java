package dev.dvp.core.python;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow: numbers of variable length, as in Protocol Buffers. */
final class ByteSink {
  private byte[] bytes = new byte[1024];
  private int size;

  void writeByte(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
  }

  /** Seven bits a byte, the lowest first; small numbers take one byte, any number at most five. */
  void writeUnsigned(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      writeByte(left | 0x80);
      left >>>= 7;
    }
    writeByte(left);
  }

  /** Numbers near zero take one byte, whatever their sign. */
  void writeSigned(int value) {
    writeUnsigned((value << 1) ^ (value >> 31));
  }

  void writeLong(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      writeByte((int) (value >> shift));
    }
  }

  void writeFlag(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** The bytes alone, without their number. */
  void writeRaw(byte[] more, int offset, int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
    }
    System.arraycopy(more, offset, bytes, size, length);
    size += length;
  }

  /** Their number, then the bytes. */
  void writeBytes(byte[] more) {
    writeUnsigned(more.length);
    writeRaw(more, 0, more.length);
  }

  /** What is left in the buffer, which stays as it is. */
  void writeBuffer(ByteBuffer buffer) {
    writeRaw(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
  }

  void writeAll(ByteSink other) {
    writeRaw(other.bytes, 0, other.size);
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}

package dev.dvp.core.artifact;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * One file of a payload: never longer than the zip's directory says, and at its end of that length
 * and checksum, else damaged.
 */
final class PayloadFileStream extends FilterInputStream {
  private final CRC32 crc = new CRC32();
  private final long expectedCrc;
  private long left;
  private boolean checked;

  PayloadFileStream(InputStream unpacked, long size, long expectedCrc) {
    super(unpacked);
    this.left = size;
    this.expectedCrc = expectedCrc;
  }

  /** The end of a sentence about the file. */
  static ZipException damaged(Exception cause) {
    ZipException damaged = new ZipException("is damaged");
    damaged.initCause(cause);
    return damaged;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (checked) {
      return -1;
    }
    if (left == 0) {
      return end(readUnpacked(new byte[1], 0, 1));
    }
    int count = readUnpacked(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new ZipException("is damaged");
    }
    crc.update(target, offset, count);
    left -= count;
    return count;
  }

  private int end(int more) throws ZipException {
    if (more > 0 || crc.getValue() != expectedCrc) {
      throw new ZipException("is damaged");
    }
    checked = true;
    return -1;
  }

  private int readUnpacked(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    // Skipped bytes count for the checksum, too.
    byte[] bytes = new byte[(int) Math.min(8192, Math.max(0, count))];
    return Math.max(0, read(bytes, 0, bytes.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

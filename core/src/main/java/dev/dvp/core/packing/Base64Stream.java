package dev.dvp.core.packing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/**
 * Writes what it is given as base64 on one line. Large pieces are encoded as a whole, which the JVM
 * does with the processor's wide registers.
 */
public final class Base64Stream extends OutputStream {
  /** Bytes encoded at once; of three bytes base64 makes four. */
  private static final int CHUNK = 3 * (16 << 10);

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK];
  private final byte[] encoded = new byte[CHUNK / 3 * 4];
  private int size;

  /**
   * A stream.
   *
   * @param out where the base64 goes; not closed with this
   */
  public Base64Stream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int n = Math.min(end - at, CHUNK - size);
      System.arraycopy(bytes, at, chunk, size, n);
      size += n;
      at += n;
      if (size == CHUNK) {
        out.write(encoded, 0, Base64.getEncoder().encode(chunk, encoded));
        size = 0;
      }
    }
  }

  /** Writes what is left, with base64's padding. Nothing may be written afterwards. */
  @Override
  public void close() throws IOException {
    out.write(Base64.getEncoder().encode(java.util.Arrays.copyOf(chunk, size)));
    size = 0;
  }
}

package dev.dvp.localengine.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose client must keep up the least rate. */
final class PacedInput extends FilterInputStream {
  private final Pace pace;

  PacedInput(InputStream body, Patience patience) {
    super(body);
    this.pace = new Pace(patience);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long since = System.nanoTime();
    int read = in.read(buffer, offset, length);
    if (read >= 0) {
      pace.moved(since, read);
    }
    return read;
  }
}

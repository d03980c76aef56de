package dev.dvp.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Remembers that something could not be written, which a {@code PrintStream} forgets: a report that
 * went to a full disk must not end with 0. A reader that has seen enough ({@code dvp explain |
 * head}) is no failure.
 */
final class CheckedOutput extends FilterOutputStream {
  private boolean failed;

  CheckedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      String reason = e.getMessage();
      failed |= reason == null || !reason.contains("Broken pipe");
      throw e;
    }
  }

  boolean failed() {
    return failed;
  }
}

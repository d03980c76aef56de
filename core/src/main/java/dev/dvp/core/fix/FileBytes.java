package dev.dvp.core.fix;

import java.util.Arrays;

/** The bytes of a file, as a value. */
public final class FileBytes {
  private final byte[] bytes;

  FileBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] copy() {
    return bytes.clone();
  }

  byte[] shared() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}

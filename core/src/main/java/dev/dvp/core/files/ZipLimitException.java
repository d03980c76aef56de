package dev.dvp.core.files;

import java.util.zip.ZipException;

/** A zip's directory is larger than any honest one; the message is the end of a sentence. */
public final class ZipLimitException extends ZipException {
  private static final long serialVersionUID = 1;

  ZipLimitException(String message) {
    super(message);
  }
}

package dev.dvp.core.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bytes of an artifact without the base64 of its payload, which is passed over at the speed of
 * the disk: a JSON parser would take many times as long for a text of gigabytes that nobody asked
 * for. What is left out are plain base64 characters inside a JSON string and nothing else, so what
 * comes out is valid JSON exactly if the file is.
 *
 * <p>Where a string begins is known without a parser: up to the first fault of the file, of which
 * the parser learns before it gets here, every quote outside a string begins one.
 */
final class HeaderStream extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final byte[] KEY = ArtifactKeys.SOURCE_CODE.getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] BASE64 = new boolean[256];

  static {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    alphabet.chars().forEach(c -> BASE64[c] = true);
  }

  private final InputStream file;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long bufferStart;

  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean afterColon;

  /** How much of the key is matched by the string so far; negative when it is another. */
  private int matched;

  private boolean reached;
  private boolean skipped;
  private long payloadStart;
  private long payloadLength;
  private boolean plain;
  private long linePassed = Long.MAX_VALUE;

  /** Reads an artifact's file from its beginning on. */
  HeaderStream(InputStream file) {
    this.file = file;
  }

  /** Where the payload stands, once it has been passed; nothing when it is no plain base64. */
  Optional<PayloadPlace> payload() {
    return plain ? Optional.of(new PayloadPlace(payloadStart, payloadLength)) : Optional.empty();
  }

  /**
   * How many bytes of the same line are left out before a place.
   *
   * @param offset how many bytes of this stream stand before the place
   */
  long leftOutBefore(long offset) {
    return skipped && offset >= payloadStart && offset < linePassed ? payloadLength : 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (reached && !skipped) {
      skip();
    }
    if (length == 0) {
      return 0;
    }
    if (at == end && !fill()) {
      return -1;
    }
    int count = 0;
    while (count < length && at < end && (skipped || !reached)) {
      byte b = buffer[at++];
      target[offset + count++] = b;
      if (skipped) {
        noteLine(b);
      } else {
        follow(b);
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void noteLine(byte b) {
    if (linePassed == Long.MAX_VALUE && (b == '\n' || b == '\r')) {
      linePassed = bufferStart + at - payloadLength;
    }
  }

  private boolean fill() throws IOException {
    bufferStart += end;
    at = 0;
    end = Math.max(0, file.read(buffer, 0, BUFFER));
    return end > 0;
  }

  /** One more byte before the payload: after the quote that opens it, the payload is reached. */
  private void follow(byte b) {
    if (inString) {
      followString(b);
      return;
    }
    switch (b) {
      case '"' -> {
        inString = true;
        if (depth == 1 && afterColon) {
          reached = matched == KEY.length;
          payloadStart = bufferStart + at;
        } else {
          matched = 0;
        }
      }
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      case ':' -> afterColon |= depth == 1;
      case ',' -> afterColon &= depth != 1;
      default -> {
        // White space, numbers and words mean nothing here.
      }
    }
  }

  private void followString(byte b) {
    boolean isKey = depth == 1 && !afterColon;
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
      matched = isKey ? -1 : matched;
    } else if (b == '"') {
      inString = false;
    } else if (isKey) {
      boolean goesOn = matched >= 0 && matched < KEY.length && KEY[matched] == b;
      matched = goesOn ? matched + 1 : -1;
    }
  }

  private void skip() throws IOException {
    long characters = skipRun(true, Long.MAX_VALUE);
    long padding = skipRun(false, 2);
    payloadLength = characters + padding;
    plain = payloadLength % 4 == 0 && (at < end || fill()) && buffer[at] == '"';
    skipped = true;
  }

  private long skipRun(boolean alphabet, long most) throws IOException {
    long count = 0;
    while (count < most && (at < end || fill())) {
      int stop = at + (int) Math.min(end - at, most - count);
      int next = at;
      while (next < stop && (alphabet ? BASE64[buffer[next] & 0xff] : buffer[next] == '=')) {
        next++;
      }
      count += next - at;
      at = next;
      if (next < stop) {
        break;
      }
    }
    return count;
  }
}

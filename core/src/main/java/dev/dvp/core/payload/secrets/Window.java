package dev.dvp.core.payload.secrets;

import java.nio.charset.StandardCharsets;

/** The part of a file that is in memory: enough to both sides of where is looked. */
final class Window {
  /** How far a look goes back. */
  static final int BEHIND = 1 << 10;

  /** How far a look goes ahead. */
  static final int AHEAD = 4 << 10;

  private static final int SMALLEST = 2 * (BEHIND + AHEAD);
  private static final int LARGEST = 256 << 10;

  final byte[] bytes;
  int end;

  /** For a file that had so many bytes a moment ago. */
  Window(long size) {
    bytes = new byte[(int) Math.max(SMALLEST, Math.min(size + 1, LARGEST))];
  }

  /** The byte at an index, or -1 outside. */
  int at(int index) {
    return index >= 0 && index < end ? bytes[index] & 0xFF : -1;
  }

  boolean startsWith(String prefix, int index) {
    for (int i = 0; i < prefix.length(); i++) {
      if (at(index + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a run of such bytes ends, at most that many bytes on. */
  int endOfRun(int start, int most, ByteKind kind) {
    int index = start;
    while (index - start < most && kind.holds(at(index))) {
      index++;
    }
    return index;
  }

  /** The text between two indexes, both inside. */
  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Kinds of bytes. */
  enum ByteKind {
    /** Letters and digits of ASCII. */
    ALPHANUMERIC(""),
    /** Those of names in programs. */
    WORD("_"),
    /** Those of base64 as web addresses have it. */
    URL_SAFE("_-"),
    /** Those of the plain base64. */
    BASE64("+/"),
    /** What tokens of several parts are made of. */
    PARTS("_-."),
    /** What client secrets of Azure are made of. */
    TILDE("_-.~");

    /** A bit for each byte below 64, and for each from there to 127. */
    private final long low;

    private final long high;

    ByteKind(String more) {
      long[] bits = new long[2];
      for (int c = 0; c < 128; c++) {
        boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (plain || more.indexOf(c) >= 0) {
          bits[c >> 6] |= 1L << (c & 63);
        }
      }
      low = bits[0];
      high = bits[1];
    }

    boolean holds(int c) {
      return c >= 0 && c < 128 && ((c < 64 ? low : high) >> (c & 63) & 1) != 0;
    }
  }
}

package dev.dvp.core.inspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * The first bytes of a {@code .pyc} file. Layout: PEP 3147 and PEP 552; magic numbers: CPython's
 * {@code Lib/importlib/_bootstrap_external.py} of the last release of each version.
 *
 * @param magic the number by which a CPython knows its own bytecode
 * @param kind how Python tells whether the bytecode is of the source beside it
 * @param length how many bytes stand before the code
 * @param sourceSize the size of the source modulo 2^32, for {@link Kind#TIMESTAMP} of Python 3
 * @param sourceHash the hash of the source, for the two kinds with a hash
 */
public record BytecodeHeader(
    int magic, Kind kind, int length, Optional<Integer> sourceSize, Optional<Long> sourceHash) {

  /** How many bytes of a file are needed to read the header. */
  public static final int MAX_LENGTH = 16;

  private static final int PYTHON_2_MAGIC = 62211;
  private static final int FIRST_PYTHON_3_WITH_FLAGS = 3390;
  private static final int LINE_END = '\r' | '\n' << 8;

  private static final Map<Integer, String> VERSIONS =
      Map.of(
          PYTHON_2_MAGIC,
          "2.7",
          3394,
          "3.7",
          3413,
          "3.8",
          3425,
          "3.9",
          3439,
          "3.10",
          3495,
          "3.11",
          3531,
          "3.12",
          3571,
          "3.13");

  private static final Map<String, String> LANGUAGES =
      Map.of("PYTHON27", "2.7", "PYTHON38", "3.8", "PYTHON311", "3.11");

  /** How Python tells whether bytecode is of the source beside it. */
  public enum Kind {
    /** By the time and size of the source. */
    TIMESTAMP("timestamp"),
    /** By a hash of the source, looked at on every import. */
    CHECKED_HASH("checked hash"),
    /** Not at all: a hash is there, but nobody looks at it. */
    UNCHECKED_HASH("unchecked hash");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /**
     * The kind for people.
     *
     * @return one or two words
     */
    public String words() {
      return words;
    }
  }

  /**
   * Reads the start of a file.
   *
   * @param start its first bytes, at most {@link #MAX_LENGTH} are needed
   * @return the header; nothing when this is no bytecode
   */
  public static Optional<BytecodeHeader> read(byte[] start) {
    ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (start.length < 8 || Short.toUnsignedInt(bytes.getShort(2)) != LINE_END) {
      return Optional.empty();
    }
    int magic = Short.toUnsignedInt(bytes.getShort(0));
    if (magic == PYTHON_2_MAGIC) {
      return Optional.of(
          new BytecodeHeader(magic, Kind.TIMESTAMP, 8, Optional.empty(), Optional.empty()));
    }
    int flags = bytes.getInt(4);
    if (start.length < MAX_LENGTH || magic < FIRST_PYTHON_3_WITH_FLAGS || flags >>> 2 != 0) {
      return Optional.empty();
    }
    if ((flags & 1) == 0) {
      return flags == 0
          ? Optional.of(
              new BytecodeHeader(
                  magic, Kind.TIMESTAMP, 16, Optional.of(bytes.getInt(12)), Optional.empty()))
          : Optional.empty();
    }
    Kind kind = (flags & 2) == 0 ? Kind.UNCHECKED_HASH : Kind.CHECKED_HASH;
    return Optional.of(
        new BytecodeHeader(magic, kind, 16, Optional.empty(), Optional.of(bytes.getLong(8))));
  }

  /**
   * The CPython that the bytecode is for.
   *
   * @return for example {@code 3.11}; nothing when the number is of none that is known here
   */
  public Optional<String> version() {
    return Optional.ofNullable(VERSIONS.get(magic));
  }

  /**
   * The CPython that runs plugins of a language.
   *
   * @param language an artifact's {@code language}, for example {@code PYTHON311}
   * @return for example {@code 3.11}; nothing when the platform has no such language
   */
  public static Optional<String> versionOf(String language) {
    return Optional.ofNullable(LANGUAGES.get(language));
  }
}

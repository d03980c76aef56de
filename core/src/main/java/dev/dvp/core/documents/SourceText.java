package dev.dvp.core.documents;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Overlay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file's text and the way from an offset in it to a line and column. A byte-order mark is
 * dropped; {@code \n}, {@code \r\n} and {@code \r} each end a line, as in editors.
 */
public final class SourceText {
  private final Path file;
  private final String text;
  private int @Nullable [] lineStarts;
  private int @Nullable [] pairs;

  /**
   * A text that was read already.
   *
   * @param file where it came from
   * @param text its characters, without a byte-order mark
   */
  public SourceText(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads a file of UTF-8.
   *
   * @param file the file
   * @param limits its largest size
   * @param problems receives why it cannot be read
   * @return the text, or nothing after a problem
   */
  public static Optional<SourceText> read(Path file, Limits limits, Consumer<Problem> problems) {
    return read(file, limits, Overlay.NONE, problems);
  }

  /**
   * Reads a file of UTF-8 as it would be.
   *
   * @param file the file
   * @param limits its largest size
   * @param overlay what files hold instead of what is on the disk
   * @param problems receives why it cannot be read
   * @return the text, or nothing after a problem
   */
  public static Optional<SourceText> read(
      Path file, Limits limits, Overlay overlay, Consumer<Problem> problems) {
    Optional<byte[]> held = overlay.of(file);
    if (held.isPresent()) {
      return decode(file, held.get(), problems);
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        String what = attributes.isDirectory() ? "a folder" : "not a regular file";
        problems.accept(unreadable(file, " is " + what + ", not a text file.", ""));
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return read(in, file, limits, problems);
      }
    } catch (IOException e) {
      problems.accept(unreadable(file, e));
      return Optional.empty();
    }
  }

  /**
   * Reads a stream of UTF-8 to its end.
   *
   * @param in the stream, left open
   * @param file what to call it
   * @param limits its largest size
   * @param problems receives why it cannot be read
   * @return the text, or nothing after a problem
   */
  public static Optional<SourceText> read(
      InputStream in, Path file, Limits limits, Consumer<Problem> problems) {
    byte[] bytes;
    try {
      bytes = in.readNBytes(limits.bytes() + 1);
    } catch (IOException e) {
      problems.accept(unreadable(file, e));
      return Optional.empty();
    }
    if (bytes.length > limits.bytes()) {
      problems.accept(
          unreadable(
              file,
              " is larger than " + (limits.bytes() >> 10) + " KiB and is not read.",
              "Check that this is the right file: no person writes one of that size."));
      return Optional.empty();
    }
    return decode(file, bytes, problems);
  }

  static Optional<SourceText> decode(Path file, byte[] bytes, Consumer<Problem> problems) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      problems.accept(
          unreadable(
              new Location(file, 1, 1),
              name(file) + " is saved as UTF-16; the platform reads UTF-8.",
              "Save it as UTF-8 in your editor."));
      return Optional.empty();
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.length - start);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CoderResult result = decoder.decode(in, out, true);
    SourceText source = new SourceText(file, out.flip().toString());
    if (result.isError()) {
      problems.accept(
          unreadable(
              source.at(source.text.length()),
              String.format(
                  "%s is not UTF-8: the byte 0x%02X stands here.",
                  name(file), bytes[in.position()] & 0xFF),
              "Save it as UTF-8 in your editor; it may be in Latin-1 or a Windows code page."));
      return Optional.empty();
    }
    return Optional.of(source);
  }

  /**
   * The file.
   *
   * @return where the text came from
   */
  public Path file() {
    return file;
  }

  /**
   * The characters.
   *
   * @return the whole text, without a byte-order mark
   */
  public String text() {
    return text;
  }

  /**
   * The place of a character.
   *
   * @param offset an index into {@link #text()}, its end included
   * @return line and column, both from 1; a character outside the basic plane counts as one
   */
  public Location at(int offset) {
    int within = Math.max(0, Math.min(offset, text.length()));
    int[] starts = lineStarts();
    int found = Arrays.binarySearch(starts, within);
    int line = found >= 0 ? found : -found - 2;
    int doubled = pairsBefore(within) - pairsBefore(starts[line]);
    return new Location(file, line + 1, within - starts[line] - doubled + 1);
  }

  /**
   * The place of a code point.
   *
   * @param index how many code points stand before it
   * @return line and column
   */
  Location atCodePoint(int index) {
    return at(offset(index));
  }

  /** The index of a code point in the text. */
  int offset(int index) {
    int[] all = pairs();
    int low = 0;
    int high = all.length;
    // Pair k starts at code point all[k] - k, a rising sequence: count the pairs before the index.
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all[middle] - middle < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return index + low;
  }

  /**
   * The way back: the index of a place.
   *
   * @param line the line, from 1
   * @param column the column in characters, from 1
   * @return its index in {@link #text()}; nothing when the text has no such place
   */
  public OptionalInt indexOf(int line, int column) {
    int[] starts = lineStarts();
    if (line < 1 || line > starts.length || column < 1) {
      return OptionalInt.empty();
    }
    int start = starts[line - 1];
    int end = line < starts.length ? starts[line] : text.length();
    return text.codePointCount(start, end) < column - 1
        ? OptionalInt.empty()
        : OptionalInt.of(text.offsetByCodePoints(start, column - 1));
  }

  private int pairsBefore(int offset) {
    int found = Arrays.binarySearch(pairs(), offset);
    return found >= 0 ? found : -found - 1;
  }

  private int[] lineStarts() {
    int[] starts = lineStarts;
    if (starts == null) {
      starts = new int[64];
      int count = 1;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean ends =
            c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
        if (ends) {
          starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
          starts[count++] = i + 1;
        }
      }
      starts = Arrays.copyOf(starts, count);
      lineStarts = starts;
    }
    return starts;
  }

  private int[] pairs() {
    int[] all = pairs;
    if (all == null) {
      all = new int[0];
      int count = 0;
      for (int i = 0; i + 1 < text.length(); i++) {
        if (Character.isHighSurrogate(text.charAt(i))) {
          all = count == all.length ? Arrays.copyOf(all, Math.max(16, count * 2)) : all;
          all[count++] = i++;
        }
      }
      all = Arrays.copyOf(all, count);
      pairs = all;
    }
    return all;
  }

  private static boolean startsWith(byte[] bytes, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static Problem unreadable(Path file, IOException why) {
    if (why instanceof NoSuchFileException) {
      return unreadable(
          file, " does not exist.", "Check the path, or run the command in the plugin's folder.");
    }
    return why instanceof AccessDeniedException
        ? unreadable(file, " may not be read by you.", "Change its permissions.")
        : unreadable(file, " cannot be read from the disk.", "");
  }

  private static Problem unreadable(Path file, String what, String help) {
    return unreadable(Location.of(file), name(file) + what, help);
  }

  private static Problem unreadable(Location where, String message, String help) {
    return new Problem(Problem.Kind.UNREADABLE, where, message, help);
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return "`" + (name == null ? file : name) + "`";
  }
}

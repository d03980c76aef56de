package dev.dvp.core.python;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a file's bytes into text as Python does: UTF-8 unless a PEP 263 cookie in one of the first
 * two lines says otherwise, a byte order mark dropped, every line end a line feed.
 */
final class SourceDecoder {
  private static final int BOM_LENGTH = 3;

  private SourceDecoder() {}

  /**
   * Decodes a file.
   *
   * @throws SyntaxProblem at the line that is no text
   */
  static String decode(byte[] bytes) {
    Charset charset = charset(bytes);
    refuseNul(bytes);
    return unixLineEnds(decode(bytes, hasMark(bytes) ? BOM_LENGTH : 0, charset));
  }

  /**
   * The encoding of a file.
   *
   * @throws SyntaxProblem at the line that names one that Python does not know
   */
  static Charset charset(byte[] bytes) {
    boolean bom = hasMark(bytes);
    return charset(head(bytes, bom ? BOM_LENGTH : 0), bom);
  }

  private static boolean hasMark(byte[] bytes) {
    return bytes.length >= BOM_LENGTH
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static Charset charset(String head, boolean bom) {
    if (head.indexOf("coding") < 0) {
      return StandardCharsets.UTF_8;
    }
    String[] lines = head.split("\r\n|\r|\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Optional<String> cookie = cookie(lines[i]);
      if (cookie.isPresent()) {
        Charset charset = lookUp(cookie.get(), i + 1);
        if (bom && !charset.equals(StandardCharsets.UTF_8)) {
          throw new SyntaxProblem(
              i + 1,
              1,
              "The file starts with a UTF-8 byte order mark, yet its encoding comment says `"
                  + cookie.get()
                  + "`.");
        }
        return charset;
      }
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        break;
      }
    }
    return StandardCharsets.UTF_8;
  }

  /** The first two lines as far as they matter, whatever the encoding is. */
  private static String head(byte[] bytes, int start) {
    int lines = 0;
    int end = start;
    while (end < bytes.length && lines < 2) {
      byte b = bytes[end++];
      boolean crlf = b == '\r' && end < bytes.length && bytes[end] == '\n';
      if (b == '\n' || (b == '\r' && !crlf)) {
        lines++;
      }
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> cookie(String line) {
    Matcher matcher =
        Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+)").matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Charset lookUp(String cookie, int line) {
    String name = cookie.toLowerCase(Locale.ROOT).replace('_', '-');
    if (name.equals("utf-8-sig") || name.equals("utf8") || name.startsWith("utf-8-")) {
      return StandardCharsets.UTF_8;
    }
    if (name.equals("latin-1") || name.equals("iso-latin-1") || name.startsWith("latin-1-")) {
      return StandardCharsets.ISO_8859_1;
    }
    try {
      return Charset.forName(name);
    } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
      throw new SyntaxProblem(
          line, 1, "The encoding comment names `" + cookie + "`, which no Python codec is called.");
    }
  }

  private static void refuseNul(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new SyntaxProblem(
            lineOf(bytes, i),
            1,
            "The line holds a NUL byte, and Python refuses source that contains one.");
      }
    }
  }

  private static String decode(byte[] bytes, int start, Charset charset) {
    ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      CharBuffer text = decoder.decode(content);
      return text.toString();
    } catch (CharacterCodingException e) {
      int bad = content.position();
      String unit = String.format(Locale.ROOT, "0x%02x", bytes[bad] & 0xFF);
      String name = charset.name();
      throw new SyntaxProblem(
          lineOf(bytes, bad), 1, "The byte " + unit + " is no " + name + " text.");
    }
  }

  private static int lineOf(byte[] bytes, int index) {
    int line = 1;
    for (int i = 0; i < index; i++) {
      if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) {
        line++;
      }
    }
    return line;
  }

  private static String unixLineEnds(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }
}

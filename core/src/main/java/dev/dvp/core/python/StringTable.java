package dev.dvp.core.python;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each text once: names and string literals repeat, in a file more often than not. */
final class StringTable {
  private static final int ASCII = 0;
  private static final int UNITS = 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  int number(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  void write(ByteSink out) {
    out.writeUnsigned(texts.size());
    texts.forEach(text -> write(text, out));
  }

  static String[] read(ByteSource in) {
    String[] texts = new String[in.readCount()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = readText(in);
    }
    return texts;
  }

  /** One text. */
  static void write(String text, ByteSink out) {
    if (isAscii(text)) {
      out.writeByte(ASCII);
      out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
      return;
    }
    // Unit by unit: a literal may hold half a surrogate pair, which UTF-8 cannot.
    out.writeByte(UNITS);
    out.writeUnsigned(text.length());
    for (int i = 0; i < text.length(); i++) {
      out.writeUnsigned(text.charAt(i));
    }
  }

  static String readText(ByteSource in) {
    int form = in.readByte();
    if (form == ASCII) {
      return new String(in.readBytes(), StandardCharsets.ISO_8859_1);
    } else if (form == UNITS) {
      return units(in);
    }
    throw new ByteSource.Damaged();
  }

  private static String units(ByteSource in) {
    char[] units = new char[in.readCount()];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) in.readUnsigned();
    }
    return new String(units);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}

package org.graalvm.shadowed.com.ibm.icu.lang;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Characters by name, as Python's {@code \N{…}} takes them. */
final class CharacterNames {
  static final int NOT_FOUND = -1;

  private static final String HANGUL = "HANGUL SYLLABLE ";
  private static final int HANGUL_BASE = 0xAC00;
  private static final String[] LEADS = {
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
    "H"
  };
  private static final String[] VOWELS = {
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I"
  };
  private static final String[] TAILS = {
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"
  };

  private CharacterNames() {}

  static int find(String anyCase) {
    String name = anyCase.toUpperCase(Locale.ROOT);
    if (name.startsWith(HANGUL)) {
      return findHangul(name.substring(HANGUL.length()));
    }
    int dash = name.lastIndexOf('-');
    if (dash > 0 && hasNumberedNames(name.substring(0, dash))) {
      return findNumbered(name, dash);
    }
    int found;
    try {
      found = Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      return NOT_FOUND;
    }
    // The JDK also takes names of its own making: a block and a number, or more spaces.
    boolean isOwn = name.endsWith(" " + Integer.toHexString(found).toUpperCase(Locale.ROOT));
    return !isOwn && name.equals(Character.getName(found)) ? found : NOT_FOUND;
  }

  static int findAlias(String anyCase) {
    return Aliases.ALL.getOrDefault(anyCase.toUpperCase(Locale.ROOT), NOT_FOUND);
  }

  private static boolean hasNumberedNames(String prefix) {
    return prefix.equals("CJK UNIFIED IDEOGRAPH")
        || prefix.equals("CJK COMPATIBILITY IDEOGRAPH")
        || prefix.equals("TANGUT IDEOGRAPH")
        || prefix.equals("NUSHU CHARACTER")
        || prefix.equals("KHITAN SMALL SCRIPT CHARACTER");
  }

  private static int findNumbered(String name, int dash) {
    String digits = name.substring(dash + 1);
    if (digits.length() < 4 || digits.length() > 5) {
      return NOT_FOUND;
    }
    int codePoint;
    try {
      codePoint = Integer.parseUnsignedInt(digits, 16);
    } catch (NumberFormatException e) {
      return NOT_FOUND;
    }
    boolean isIdeograph = Character.getType(codePoint) == Character.OTHER_LETTER;
    boolean isCjk = Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    return isIdeograph && isCjk == name.startsWith("CJK") ? codePoint : NOT_FOUND;
  }

  /** Syllables are named by their letters: lead, vowel and tail. */
  private static int findHangul(String letters) {
    for (int lead = 0; lead < LEADS.length; lead++) {
      for (int vowel = 0; vowel < VOWELS.length; vowel++) {
        String start = LEADS[lead] + VOWELS[vowel];
        for (int tail = 0; letters.startsWith(start) && tail < TAILS.length; tail++) {
          if (letters.equals(start + TAILS[tail])) {
            return HANGUL_BASE + (lead * VOWELS.length + vowel) * TAILS.length + tail;
          }
        }
      }
    }
    return NOT_FOUND;
  }

  /** Read when the first alias is asked for, which is hardly ever. */
  private static final class Aliases {
    static final Map<String, Integer> ALL = load();

    private Aliases() {}

    private static Map<String, Integer> load() {
      Map<String, Integer> aliases = new HashMap<>();
      try (InputStream in = CharacterNames.class.getResourceAsStream("name-aliases.txt")) {
        if (in == null) {
          throw new IllegalStateException("missing resource name-aliases.txt");
        }
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            int space = line.lastIndexOf(' ');
            aliases.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1), 16));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.copyOf(aliases);
    }
  }
}

package org.graalvm.shadowed.com.ibm.icu.lang;

import java.text.Normalizer;

/**
 * The few calls of ICU that the Python parser makes, answered by the JDK: they would otherwise cost
 * an 18 MB jar. Names and signatures are ICU's, since compiled code calls them.
 */
public final class UCharacter {
  /** Pattern syntax, which Unicode takes out of identifiers, and the JDK's older data does not. */
  private static final int VERTICAL_TILDE = 0x2E2F;

  private UCharacter() {}

  /**
   * Tells whether a code point may start or continue an identifier as PEP 3131 defines it.
   *
   * @param codePoint any Unicode code point
   * @param property {@link UProperty#XID_START} or {@link UProperty#XID_CONTINUE}
   * @return whether the code point has the property
   * @throws IllegalArgumentException for any other property: the parser asks for none
   */
  public static boolean hasBinaryProperty(int codePoint, int property) {
    return switch (property) {
      case UProperty.XID_START -> isIdStart(codePoint) && closedUnderNfkc(codePoint, true);
      case UProperty.XID_CONTINUE ->
          isLowSurrogate(codePoint)
              || (isIdContinue(codePoint) && closedUnderNfkc(codePoint, false));
      default -> throw new IllegalArgumentException("property " + property);
    };
  }

  /**
   * Finds the character that a {@code \N{…}} escape names.
   *
   * @param name a Unicode character name, in any case
   * @return its code point, or -1 when there is none
   */
  public static int getCharFromName(String name) {
    return CharacterNames.find(name);
  }

  /**
   * ICU's names for code points without a name; Python knows none of them.
   *
   * @param name the name
   * @return always -1
   */
  public static int getCharFromExtendedName(String name) {
    return CharacterNames.NOT_FOUND;
  }

  /**
   * Finds a character by one of its formal aliases, such as {@code NBSP}.
   *
   * @param name the alias, in any case
   * @return its code point, or -1 when there is none
   */
  public static int getCharFromNameAlias(String name) {
    return CharacterNames.findAlias(name);
  }

  /**
   * The parser asks for the second half of an identifier's first character when that lies beyond
   * the BMP, having asked for the whole before; decoded source holds no half on its own.
   */
  private static boolean isLowSurrogate(int codePoint) {
    return Character.isBmpCodePoint(codePoint) && Character.isLowSurrogate((char) codePoint);
  }

  private static boolean isIdStart(int c) {
    return Character.isUnicodeIdentifierStart(c) && c != VERTICAL_TILDE;
  }

  private static boolean isIdContinue(int c) {
    return Character.isUnicodeIdentifierPart(c)
        && !Character.isIdentifierIgnorable(c)
        && c != VERTICAL_TILDE;
  }

  /** XID is ID less the characters whose compatibility form would no longer be an identifier. */
  private static boolean closedUnderNfkc(int codePoint, boolean start) {
    if (codePoint < 128) {
      return true;
    }
    String character = Character.toString(codePoint);
    if (Normalizer.isNormalized(character, Normalizer.Form.NFKC)) {
      return true;
    }
    int[] normal = Normalizer.normalize(character, Normalizer.Form.NFKC).codePoints().toArray();
    for (int i = 0; i < normal.length; i++) {
      boolean fits = (start && i == 0) ? isIdStart(normal[i]) : isIdContinue(normal[i]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}

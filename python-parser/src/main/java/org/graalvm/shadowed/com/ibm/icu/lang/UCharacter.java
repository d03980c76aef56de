package org.graalvm.shadowed.com.ibm.icu.lang;

import java.text.Normalizer;

/**
 * The few calls of ICU that the Python parser makes, answered by the JDK: they would otherwise cost
 * an 18 MB jar. Names and signatures are ICU's, since compiled code calls them.
 */
public final class UCharacter {
  private static final int NOT_FOUND = -1;

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
      case UProperty.XID_CONTINUE -> isIdContinue(codePoint) && closedUnderNfkc(codePoint, false);
      default -> throw new IllegalArgumentException("property " + property);
    };
  }

  /**
   * Finds the character that a {@code \N{…}} escape names.
   *
   * @param name a Unicode character name
   * @return its code point, or -1 when there is none
   */
  public static int getCharFromName(String name) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      return NOT_FOUND;
    }
  }

  /**
   * ICU's names for code points without a name; Python knows none of them.
   *
   * @param name the name
   * @return always -1
   */
  public static int getCharFromExtendedName(String name) {
    return NOT_FOUND;
  }

  /**
   * Formal name aliases; the JDK's {@link Character#codePointOf} answers for the names it knows.
   *
   * @param name the alias
   * @return always -1
   */
  public static int getCharFromNameAlias(String name) {
    return NOT_FOUND;
  }

  private static boolean isIdStart(int c) {
    return Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isIdContinue(int c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
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

package org.graalvm.shadowed.com.ibm.icu.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UCharacterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "Z", "é", "µ", "ª", "º", "蟒", "Ω", "ж", "א", "ا", "ก", "가", "ﬁ", "ⅷ", "℘", "℮", "𝐱",
        "𝔘", "ﳲ", "ǅ"
      })
  void startsAnIdentifier(String character) {
    assertThat(UCharacter.hasBinaryProperty(character.codePointAt(0), UProperty.XID_START))
        .isTrue();
    assertThat(UCharacter.hasBinaryProperty(character.codePointAt(0), UProperty.XID_CONTINUE))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "9",
        "_",
        "·",
        "·",
        "፩",
        "᧚",
        "\u0301",
        "٣",
        "‿",
        "\uDB40\uDD00",
        "ゞ",
        "\u0E33"
      })
  void continuesAnIdentifier(String character) {
    assertThat(UCharacter.hasBinaryProperty(character.codePointAt(0), UProperty.XID_CONTINUE))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "-", "€", "😀", "゛", "\u200D", "\u200C", "\u00AD", "\uFEFF", "ͺ", "ﷺ", "\u2E2F", "№",
        "½", "²", "\u0000", "「"
      })
  void isNoPartOfAnIdentifier(String character) {
    int codePoint = character.codePointAt(0);
    assertThat(UCharacter.hasBinaryProperty(codePoint, UProperty.XID_START)).isFalse();
    assertThat(UCharacter.hasBinaryProperty(codePoint, UProperty.XID_CONTINUE)).isFalse();
  }

  /** The parser asks for the second half of a character beyond the BMP. */
  @Test
  void secondHalfOfACharacterContinues() {
    assertThat(UCharacter.hasBinaryProperty("𝔘".charAt(1), UProperty.XID_CONTINUE)).isTrue();
    assertThat(UCharacter.hasBinaryProperty("𝔘".charAt(0), UProperty.XID_CONTINUE)).isFalse();
  }

  @Test
  void knowsNoOtherProperty() {
    assertThatThrownBy(() -> UCharacter.hasBinaryProperty('a', 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "LATIN SMALL LETTER A, 61",
    "latin small letter e with acute, E9",
    "SNOWMAN, 2603",
    "PILE OF POO, 1F4A9",
    "VARIATION SELECTOR-16, FE0F",
    "CJK UNIFIED IDEOGRAPH-4E00, 4E00",
    "CJK UNIFIED IDEOGRAPH-20000, 20000",
    "CJK COMPATIBILITY IDEOGRAPH-F900, F900",
    "TANGUT IDEOGRAPH-17000, 17000",
    "HANGUL SYLLABLE GA, AC00",
    "HANGUL SYLLABLE HIH, D7A3",
    "HANGUL SYLLABLE OE, C678",
    "HANGUL SYLLABLE WEOLH, C6DB",
    "HYPHEN-MINUS, 2D"
  })
  void findsCharactersByName(String name, String codePoint) {
    assertThat(UCharacter.getCharFromName(name)).isEqualTo(Integer.parseInt(codePoint, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NOPE",
        "LATIN SMALL LETTER  A",
        "BASIC LATIN 41",
        "CJK UNIFIED IDEOGRAPHS 4E00",
        "HANGUL SYLLABLES AC00",
        "CJK UNIFIED IDEOGRAPH-0041",
        "CJK UNIFIED IDEOGRAPH-17000",
        "CJK UNIFIED IDEOGRAPH-XXXX",
        "CJK UNIFIED IDEOGRAPH-4",
        "TANGUT IDEOGRAPH-4E00",
        "HANGUL SYLLABLE XYZ",
        "HANGUL SYLLABLE "
      })
  void refusesNamesThatUnicodeLacks(String name) {
    assertThat(UCharacter.getCharFromName(name)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "LF, A",
    "nbsp, A0",
    "BOM, FEFF",
    "ZWJ, 200D",
    "BEL, 7",
    "VS16, FE0F",
    "LINE FEED, A"
  })
  void findsCharactersByAlias(String name, String codePoint) {
    assertThat(UCharacter.getCharFromNameAlias(name)).isEqualTo(Integer.parseInt(codePoint, 16));
  }

  @Test
  void knowsNoInventedAliases() {
    assertThat(UCharacter.getCharFromNameAlias("ABCDEF")).isEqualTo(-1);
    assertThat(UCharacter.getCharFromExtendedName("<control-0041>")).isEqualTo(-1);
  }
}

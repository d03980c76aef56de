package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTextTest {
  private final EngineText text = new EngineText();

  @Test
  void stripsWhatATerminalWouldObey() {
    assertThat(text.clean("\u001B[31mred\u001B[0m \u0007bell\u009B2J \u202Ereversed\u2066"))
        .isEqualTo("[31mred[0m bell2J reversed");
  }

  @Test
  void putsAllOnOneLine() {
    assertThat(text.clean("  one\r\n\ttwo\u2028three\u00A0 four  "))
        .isEqualTo("one two three four");
  }

  @Test
  void cutsLongTextsBetweenCharacters() {
    String cut = text.clean("x".repeat(EngineText.LONGEST - 1) + "😀".repeat(10));
    assertThat(cut).hasSize(EngineText.LONGEST).endsWith("x…");
    assertThat(text.clean("y".repeat(EngineText.LONGEST))).hasSize(EngineText.LONGEST);
  }

  @Test
  void hidesSecretsInEachFormAndBeforeItCuts() {
    text.hide("s3cr&t");
    text.hide("s3cr&t-longer");
    String long1 = "x".repeat(EngineText.LONGEST - 3) + "s3cr&t";
    assertThat(text.clean("a s3cr&t, token=s3cr%26t, s3c\u0000r&t, s3cr&t-longer!"))
        .isEqualTo("a ***, token=***, ***, ***!");
    assertThat(text.clean(long1)).endsWith("x***");
  }

  @Test
  void doesNotHideWhatIsTooShortToBeASecret() {
    text.hide("in");
    text.hide("");
    assertThat(text.clean("Invalid login")).isEqualTo("Invalid login");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"plain\" | plain",
        "null | ^^",
        "{} | ^^",
        "[] | ^^",
        "{\"a\":{\"b\":{\"details\":\"deep\",\"action\":\"x\"}}} | b: deep",
        "{\"type\":\"X\",\"buildNumber\":{\"type\":\"APIError\",\"details\":\"too low\"},\"name\":\"taken\"}"
            + " | buildNumber: too low; name: taken",
        "[\"one\",\"two\"] | one; two",
        "42 | 42",
        "{\"a\":null,\"b\":\"\"} | ^^"
      })
  void readsDetailsOfAnyShape(String json, String expected) throws Exception {
    assertThat(text.details(new ObjectMapper().readTree(json))).isEqualTo(expected);
  }

  @Test
  void readsDetailsOfAnyDepth() throws Exception {
    String deep = "{\"a\":".repeat(500) + "\"x\"" + "}".repeat(500);
    assertThat(text.details(new ObjectMapper().readTree(deep))).isEmpty();
  }

  @Property(tries = 1000)
  void whateverIsSaidFitsOnALine(@ForAll String said) {
    String clean = new EngineText().clean(said);
    assertThat(clean.codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(clean).hasSizeLessThanOrEqualTo(EngineText.LONGEST + 1);
  }
}

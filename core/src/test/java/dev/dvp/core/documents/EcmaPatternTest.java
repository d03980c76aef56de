package dev.dvp.core.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^[a-z]+$",
        "a|b|",
        "(?:a)(?=b)(?!c)(?<=d)(?<!e)(?<name>f)\\k<name>",
        "a{2}b{2,}c{2,3}?",
        "[^\\]\\-a-z\\d]",
        "[a-]",
        "[-a]",
        "[\\d-x]",
        "\\/\\.\\u00e9\\x41\\cA\\0",
        "(a)\\1",
        "[[]",
        "x*?y+?z??",
        "\\p{L}\\u{1F600}",
        "[\uD83D\uDE00-\uD83D\uDE4F]",
        "]",
        "}",
        "a(|b)",
        "\\bword\\b",
        "(?=a)*",
        "\\-\\_\\$"
      })
  void accepts(String pattern) {
    assertThat(EcmaPattern.check(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "a)",
        "(a",
        "[a",
        "[",
        "[\\",
        "*",
        "+a",
        "?",
        "a**",
        "a|*",
        "^*",
        "\\",
        "a\\",
        "[z-a]",
        "a{3,2}",
        "{1}",
        "(?",
        "(?a",
        "(?<a",
        "(?<1>a)",
        "(?<a>x)(?<a>y)",
        "(?*a)",
        "\\b+",
        "(a|(b)",
        "(?i)("
      })
  void refuses(String pattern) {
    assertThat(EcmaPattern.check(pattern))
        .hasValueSatisfying(flaw -> assertThat(flaw.fatal()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\Aa\\Z",
        "\\Qa\\E",
        "(?i)a",
        "(?-i:a)",
        "(?P<n>a)",
        "(?>a)",
        "(?#x)a",
        "a++",
        "a{2}+",
        "[[:alpha:]]",
        "[]a]",
        "[^]",
        "a{",
        "a{b}",
        "a{9999999999}",
        "\\i",
        "(a)\\2"
      })
  void doubts(String pattern) {
    assertThat(EcmaPattern.check(pattern))
        .hasValueSatisfying(flaw -> assertThat(flaw.fatal()).isFalse());
  }

  @Test
  void saysWhere() {
    assertThat(EcmaPattern.check("ab(cd"))
        .contains(new EcmaPattern.Flaw(2, "This `(` is never closed.", true));
    assertThat(EcmaPattern.check("a[b-a]"))
        .contains(
            new EcmaPattern.Flaw(
                2, "In the range `b-a` the first character comes after the second.", true));
  }

  @Test
  void matchesAsEcmaScriptDoes() {
    assertThat(BoundedPattern.of("^a$").matches("a")).isTrue();
    assertThat(BoundedPattern.of("^a$").matches("a\n")).isFalse();
    assertThat(BoundedPattern.of("b").matches("abc")).isTrue();
    assertThat(BoundedPattern.of("^[[]$").matches("[")).isTrue();
    assertThat(BoundedPattern.of("^[a&&b]$").matches("&")).isTrue();
    assertThat(BoundedPattern.of("^[^]$").matches("\n")).isTrue();
    assertThat(BoundedPattern.of("[]").matches("x")).isFalse();
    assertThat(BoundedPattern.of("^\\$\\[$").matches("$[")).isTrue();
  }

  @Test
  void givesUpOnWhatWouldTakeForever() {
    assertThat(BoundedPattern.of("^(a|a)+\\1c$").matches("a".repeat(60))).isTrue();
    assertThat(BoundedPattern.of("^(a|b)*$").matches("ab".repeat(4_999) + "c")).isTrue();
    assertThat(BoundedPattern.of("x").matches("a".repeat(20_000))).isTrue();
    assertThat(BoundedPattern.of("(".repeat(4_000)).matches("a")).isTrue();
    assertThat(BoundedPattern.of("b".repeat(6_000)).matches("a")).isTrue();
  }

  @Test
  void readsEnormousPatterns() {
    for (String part : new String[] {"(", "[", "{", "a{", "(?<a", "[[:", "(?i)", "[a-"}) {
      String pattern = part.repeat(100_000);
      assertThat(EcmaPattern.check(pattern)).as(part).isPresent();
    }
  }
}

package dev.dvp.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  private static boolean matches(String pattern, String path) {
    return Glob.of(pattern).matches(path, new Glob.Budget(1_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "a/b ~ a/b",
        "*.log ~ x.log",
        "*.log ~ .log",
        "a*b*c ~ axbxc",
        "a/**/b ~ a/b",
        "a/**/b ~ a/x/y/b",
        "**/b ~ b",
        "**/b ~ x/y/b",
        "**\\/b ~ x/y/b",
        "a/** ~ a/x/y",
        "**/a/** ~ x/a/y",
        "a**b ~ axb",
        "? ~ ü",
        "? ~ 😀",
        "[ä-ü] ~ ö",
        "[!a] ~ b",
        "[^a] ~ b",
        "[]a] ~ ]",
        "[!]a] ~ b",
        "[a-] ~ -",
        "[-a] ~ -",
        "[a-c-e] ~ -",
        "[\\]] ~ ]",
        "[\\\\] ~ \\",
        "[[] ~ [",
        "[[:digit:]x] ~ x",
        "[[:digit:]x] ~ 7",
        "[[:upper:][:space:]] ~ Q",
        "[[:d] ~ d",
        "[a-\\d] ~ c",
        "\\*a ~ *a",
        "\\a ~ a",
        "a\\ ~ a\\",
      })
  void matchesAsGitDoes(String pattern, String path) {
    // A backslash at the end matches nothing, not even itself.
    assertThat(matches(pattern, path)).isEqualTo(!pattern.equals("a\\"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "*.log ~ a/x.log",
        "a*b ~ a/b",
        "a?b ~ a/b",
        "a[/]b ~ a/b",
        "a[!x]b ~ a/b",
        "a/** ~ a",
        "**/b ~ xb",
        "**\\/b ~ b",
        "a/**/b ~ a/xb",
        "a**/b ~ a/x/b",
        "[b-a] ~ a",
        "[[:nope:]] ~ n",
        "[a ~ [a",
        "[[:digit: ~ 1",
        "A ~ a",
        "ab ~ abc",
        "*a ~ ab"
      })
  void doesNotMatch(String pattern, String path) {
    assertThat(matches(pattern, path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a[b,1", "x[[:nope:]],2", "a\\,1", "é[,1", "[z-a]b,1", "[,0"})
  void tellsWhereAFaultIs(String pattern, int index) {
    assertThat(Glob.of(pattern).fault()).isPresent();
    assertThat(Glob.of(pattern).fault().get().index()).isEqualTo(index);
  }

  @Test
  void hostilePatternsEndSoon() {
    String pattern = "**/" + "*a".repeat(200) + "/**/" + "**/".repeat(50) + "b";
    String path = ("a".repeat(200) + "/").repeat(15) + "c";
    Glob.Budget budget = new Glob.Budget(10_000_000);
    assertThat(Glob.of(pattern).matches(path, budget)).isFalse();
    assertThat(budget.isSpent()).isFalse();
    Glob.Budget little = new Glob.Budget(10);
    assertThat(Glob.of("*a*b*").matches("aaaab", little)).isFalse();
    assertThat(little.isSpent()).isTrue();
  }

  /** The plain recursive definition, for patterns of stars and letters. */
  private static boolean slowly(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return slowly(pattern.substring(1), text)
          || (!text.isEmpty() && text.charAt(0) != '/' && slowly(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' ? text.charAt(0) != '/' : pattern.charAt(0) == text.charAt(0))
        && slowly(pattern.substring(1), text.substring(1));
  }

  @Property(tries = 500)
  void starsMatchWhatTheirDefinitionSays(
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') String letters,
      @ForAll @StringLength(max = 6) @CharRange(from = '*', to = '*') String stars,
      @ForAll @StringLength(max = 10) @CharRange(from = 'a', to = 'b') String text) {
    StringBuilder pattern = new StringBuilder("a");
    for (int i = 0; i < Math.max(letters.length(), stars.length()); i++) {
      pattern.append(i < letters.length() ? letters.charAt(i) : '?');
      pattern.append(i < stars.length() ? "*" : "");
    }
    String path = text.length() > 4 ? text.substring(0, 3) + "/" + text.substring(4) : text;
    assertThat(matches(pattern.toString(), path)).isEqualTo(slowly(pattern.toString(), path));
  }
}

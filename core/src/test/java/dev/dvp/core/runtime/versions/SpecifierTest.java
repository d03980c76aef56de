package dev.dvp.core.runtime.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecifierTest {
  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ==1.1         | 1.1.0            | 1.1.post1 1.1a1
          ==1.1         | 1.1+local        | 1.2
          ==1.1+a       | 1.1+a            | 1.1 1.1+b
          ==1.1.*       | 1.1 1.1.4 1.1a1 1.1.post1 | 1.10 1.2
          !=1.1.*       | 1.2 1.10         | 1.1 1.1.9
          !=1.1         | 1.1.post1        | 1.1.0 1.1+x
          ~=2.2         | 2.2 2.3 2.99.1 2.2.post3 | 3.0 2.1 2.2a1
          ~=1.4.5a4     | 1.4.5a4 1.4.5 1.4.9 | 1.5 1.4.5a3
          ~=2.2.0       | 2.2.5            | 2.3
          <=1.1         | 1.1 1.0 1.1+x 1.1rc1 | 1.1.post1
          >=1.1         | 1.1 1.1.post1 2!0.1 | 1.1rc1
          <1.1          | 1.0 1.0.post1    | 1.1 1.1a1 1.1.dev1
          <1.1rc2       | 1.1rc1 1.1a5     | 1.1rc2
          >1.7          | 1.7.1 1.8a1      | 1.7 1.7.0.post1 1.7+x
          >1.7.post2    | 1.7.1 1.7.post3  | 1.7.post2 1.7.0
          ===1.0.POST1  | 1.0.post1        | 1.0
          >=1.0,<2,!=1.5 | 1.0 1.4 1.9     | 2.0 1.5 0.9
          """)
  void takesAndLeavesWhatThePepSays(String specifiers, String taken, String left)
      throws SyntaxException {
    SpecifierSet set = SpecifierSet.parse(specifiers, 0);
    assertThat(List.of(taken.split(" "))).allMatch(text -> set.allows(version(text)));
    assertThat(List.of(left.split(" "))).noneMatch(text -> set.allows(version(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0",
        "=1.0",
        "~=1",
        "~=1.*",
        ">=1.*",
        "==1.0a1.*",
        ">=1.0+a",
        "<",
        "==x",
        "=== a b"
      })
  void whatIsNoneIsSaidWithItsPlace(String text) {
    assertThatThrownBy(() -> SpecifierSet.parse(">=1 ," + text, 10))
        .isInstanceOfSatisfying(
            SyntaxException.class, e -> assertThat(e.offset()).isBetween(15, 15 + text.length()));
  }

  @Test
  void preReleasesAreTakenWhenAskedForOrWhenThereIsNothingElse() throws SyntaxException {
    List<Version> all = List.of(version("2.0a1"), version("1.0"), version("0.9"));
    assertThat(SpecifierSet.ANY.filter(all))
        .extracting(Version::toString)
        .containsExactly("1.0", "0.9");
    assertThat(SpecifierSet.parse(">=2.0a0", 0).filter(all)).hasToString("[2.0a1]");
    assertThat(SpecifierSet.parse(">1.5", 0).filter(all)).hasToString("[2.0a1]");
    assertThat(SpecifierSet.parse("!=1.0a1,<3", 0).filter(all)).hasToString("[1.0, 0.9]");
  }

  @Test
  void aPinNamesOneVersion() throws SyntaxException {
    assertThat(SpecifierSet.parse(">1,==1.2", 0).isPinned()).isTrue();
    assertThat(SpecifierSet.parse("===1.2", 0).isPinned()).isTrue();
    assertThat(SpecifierSet.parse("==1.*", 0).isPinned()).isFalse();
    assertThat(SpecifierSet.parse(">=1,<=1,", 0).isPinned()).isFalse();
  }
}

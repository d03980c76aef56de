package dev.dvp.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackNamesTest {
  private final UnpackNames names = new UnpackNames();

  @Test
  void whatABuildTakesInCanBeUnpacked() {
    // Windows has neither of the last two for a device (docs/what-goes-in.md, B205).
    for (String name : List.of("a/", "a/b.py", "a/c/d", "é", "COM0", "clock$")) {
      assertThat(names.add(name)).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.py, a/b.py, stands in the payload twice",
    "A/b.py, a/c.py, differs from another in upper and lower case only",
    "a, a/b.py, lies in a folder that has the name of a file",
    "a/b.py, a, has the name of a folder",
    "a/, a, has the name of a folder"
  })
  void twoOfOnePlaceCannotBeUnpacked(String first, String second, String problem) {
    assertThat(names.add(first)).isEmpty();
    assertThat(names.add(second)).hasValue(problem);
  }

  @Test
  void spellingsOfUnicodeAreOneName() {
    assertThat(names.add("\u00FC.txt")).isEmpty();
    assertThat(names.add("u\u0308.txt"))
        .hasValue("differs from another in how Unicode composes their letters only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/con", "a.", "a*b", "x\\y", "../x"})
  void whatABuildRefusesCannotBeUnpacked(String name) {
    assertThat(names.add(name)).isPresent();
  }

  @Test
  void longNamesCannotBeUnpacked() {
    assertThat(names.add("a".repeat(255))).isEmpty();
    assertThat(names.add("a".repeat(256))).hasValue("has a name that is too long");
    assertThat(names.add("ab/".repeat(1_400))).hasValue("has a name that is too long");
  }
}

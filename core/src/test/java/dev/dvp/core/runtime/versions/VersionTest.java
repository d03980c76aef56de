package dev.dvp.core.runtime.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  /** The order of PEP 440's summary, and of the local versions. */
  private static final List<String> ORDERED =
      List.of(
          "1.dev0",
          "1.0.dev456",
          "1.0a1",
          "1.0a2.dev456",
          "1.0a12.dev456",
          "1.0a12",
          "1.0b1.dev456",
          "1.0b2",
          "1.0b2.post345.dev456",
          "1.0b2.post345",
          "1.0rc1.dev456",
          "1.0rc1",
          "1.0",
          "1.0+abc.5",
          "1.0+abc.7",
          "1.0+5",
          "1.0+5.1",
          "1.0.post456.dev34",
          "1.0.post456",
          "1.0.15",
          "1.1.dev1",
          "1.1",
          "2013.10",
          "1!0.1");

  private static Version version(String text) {
    return Version.parse(text).orElseThrow(() -> new AssertionError(text));
  }

  @Test
  void theOrderIsThatOfThePep() {
    List<Version> shuffled = new ArrayList<>(ORDERED.stream().map(VersionTest::version).toList());
    Collections.shuffle(shuffled, new Random(7));
    Collections.sort(shuffled);
    assertThat(shuffled.stream().map(Version::toString)).containsExactlyElementsOf(ORDERED);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,1.0",
    "v1.0,1.0",
    " 1.0 ,1.0",
    "1.0ALPHA,1.0a0",
    "1.0-alpha.2,1.0a2",
    "1.0.c3,1.0rc3",
    "1.0preview,1.0rc0",
    "1.0-4,1.0.post4",
    "1.0rev2,1.0.post2",
    "1.0_post_2,1.0.post2",
    "1.0-DEV,1.0.dev0",
    "0!1.0,1.0",
    "01.02,1.2",
    "1.0+Ubuntu-1_2,1.0+ubuntu.1.2",
    "1.0+007,1.0+7"
  })
  void everySpellingHasOneNormalForm(String written, String normal) {
    assertThat(version(written)).hasToString(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1..0", "1.0.", "1.0+", "1.0+a..b", "1.0 rc1", "1,0", "1.0a1a2", "١.0"})
  void whatIsNoneIsNone(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }

  @Test
  void trailingZerosMakeNoDifference() {
    assertThat(version("1.0")).isEqualTo(version("1.0.0")).hasSameHashCodeAs(version("1"));
    assertThat(version("1.0")).isNotEqualTo(version("1.0.post0")).isNotEqualTo(version("1.0+a"));
  }

  @Provide
  Arbitrary<String> versions() {
    Arbitrary<String> release =
        Arbitraries.integers()
            .between(0, 3)
            .map(String::valueOf)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(parts -> String.join(".", parts));
    Arbitrary<String> pre = Arbitraries.of("", "", "a1", "b2", "rc1");
    Arbitrary<String> post = Arbitraries.of("", "", ".post1", ".post2");
    Arbitrary<String> dev = Arbitraries.of("", "", ".dev0", ".dev3");
    Arbitrary<String> local = Arbitraries.of("", "", "", "+a", "+1.b", "+2");
    Arbitrary<String> epoch = Arbitraries.of("", "", "", "1!");
    return Combinators.combine(epoch, release, pre, post, dev, local)
        .as((e, r, p, o, d, l) -> e + r + p + o + d + l);
  }

  @Property
  void theNormalFormIsReadBack(@ForAll("versions") String text) {
    Version version = version(text);
    assertThat(version(version.toString())).isEqualTo(version).hasToString(version.toString());
  }

  @Property
  void theOrderIsTotal(
      @ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
    Version one = version(a);
    Version two = version(b);
    Version three = version(c);
    assertThat(one.compareTo(two)).isEqualTo(-two.compareTo(one));
    assertThat(one.equals(two)).isEqualTo(one.compareTo(two) == 0);
    if (one.equals(two)) {
      assertThat(one).hasSameHashCodeAs(two);
    }
    if (one.compareTo(two) <= 0 && two.compareTo(three) <= 0) {
      assertThat(one.compareTo(three)).isNotPositive();
    }
  }

  @Property
  void noTextBreaksTheReaders(@ForAll String text, @ForAll("versions") String version) {
    Version.parse(text);
    try {
      SpecifierSet set = SpecifierSet.parse(text, 0);
      set.allows(version(version));
    } catch (SyntaxException e) {
      assertThat(e.offset()).isBetween(0, text.length() + 1);
      assertThat(e.problem()).endsWith(".");
    }
  }

  @Property
  void rangesAgreeWithTheOrder(@ForAll("versions") String a, @ForAll("versions") String b)
      throws SyntaxException {
    Version candidate = version(a);
    Version limit = version(b).withoutLocal();
    boolean atLeast = SpecifierSet.parse(">=" + limit, 0).allows(candidate);
    boolean below = SpecifierSet.parse("<" + limit, 0).allows(candidate);
    assertThat(atLeast && below).isFalse();
    assertThat(atLeast).isEqualTo(candidate.withoutLocal().compareTo(limit) >= 0);
    assertThat(SpecifierSet.parse("==" + limit, 0).allows(candidate))
        .isNotEqualTo(SpecifierSet.parse("!=" + limit, 0).allows(candidate));
  }
}

package dev.dvp.core.runtime.wheels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.runtime.TargetPython;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WheelNameTest {
  private static final TargetPython PYTHON = new TargetPython(3, 11);

  @ParameterizedTest
  @CsvSource({
    "cp311, 0",
    "py311, 1",
    "py3, 2",
    "py2.py3, 2",
    "py310, 3",
    "py38, 5",
    "py30, 13",
    "py312, -1",
    "py2, -1",
    "cp310, -1",
    "cp3, -1",
    "pp311, -1",
    "py39.py310.py311, 1",
    "py3x, -1"
  })
  void theClosestTagIsTheBest(String tag, int rank) {
    WheelName name = WheelName.parse("a-1-" + tag + "-none-any.whl").orElseThrow();
    assertThat(name.rank(PYTHON)).isEqualTo(rank < 0 ? OptionalInt.empty() : OptionalInt.of(rank));
  }

  @Test
  void namesVersionsAndBuildsAreReadFromIt() {
    WheelName name = WheelName.parse("Foo_Bar.x-1.0+local.1-2b-py3-none-any.whl").orElseThrow();
    assertThat(name.name()).hasToString("foo-bar-x");
    assertThat(name.version()).hasToString("1.0+local.1");
    assertThat(name.buildNumber()).isEqualTo(2);
    assertThat(name.isPure()).isTrue();
    WheelName compiled =
        WheelName.parse("p-1-cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl")
            .orElseThrow();
    assertThat(compiled.isPure()).isFalse();
    assertThat(compiled.buildNumber()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-1.tar.gz",
        "a-1-py3-none.whl",
        "a-1-x-py3-none-any.whl",
        "a-x-py3-none-any.whl",
        "-1-py3-none-any.whl",
        "a/../b-1-py3-none-any.whl",
        "a-1-py3-none-any.whl.exe",
        "a-1-1-1-py3-none-any.whl",
        "a\n-1-py3-none-any.whl",
        "ä-1-py3-none-any.whl"
      })
  void whatIsNoneIsNone(String file) {
    assertThat(WheelName.parse(file)).isEmpty();
  }

  @Property
  void noTextBreaksTheReader(@ForAll String text) {
    WheelName.parse(text + ".whl").ifPresent(name -> name.rank(PYTHON));
    WheelName.parse("a-1-" + text + "-none-any.whl").ifPresent(name -> name.rank(PYTHON));
  }

  @Property
  void noTextBreaksRecordAndMetadata(@ForAll String text) {
    assertThat(WheelRecord.parse(text)).isNotNull();
    assertThat(WheelRecord.parse("\"" + text + "\",sha256=x,1\n")).isNotNull();
    try {
      WheelMetadata.parse("Name: a\nVersion: 1\n" + text);
    } catch (WheelMetadata.BadMetadataException e) {
      assertThat(e.problem()).isNotBlank();
    }
  }
}

package dev.dvp.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytecodeHeaderTest {
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "a70d0d0a 00000000 12345678 06000000, 3.11, TIMESTAMP",
    "a70d0d0a 01000000 4c0372aa93f75252, 3.11, UNCHECKED_HASH",
    "a70d0d0a 03000000 4c0372aa93f75252, 3.11, CHECKED_HASH",
    "550d0d0a 00000000 12345678 06000000, 3.8, TIMESTAMP",
    "f30d0d0a 00000000 12345678 06000000, 3.13, TIMESTAMP",
    "03f30d0a 12345678, 2.7, TIMESTAMP",
  })
  void tellsTheVersionAndTheKind(String hex, String version, BytecodeHeader.Kind kind) {
    BytecodeHeader header = BytecodeHeader.read(bytes(hex)).orElseThrow();
    assertThat(header.version()).hasValue(version);
    assertThat(header.kind()).isEqualTo(kind);
  }

  @Test
  void knowsThePythonOfEachLanguage() {
    assertThat(BytecodeHeader.versionOf("PYTHON311")).hasValue("3.11");
    assertThat(BytecodeHeader.versionOf("PYTHON27")).hasValue("2.7");
    assertThat(BytecodeHeader.versionOf("PYTHON4")).isEmpty();
  }

  @Property(tries = 300)
  void anyBytesAreAHeaderOrNone(@ForAll byte[] bytes) {
    BytecodeHeader.read(bytes).ifPresent(header -> assertThat(header.length()).isIn(8, 16));
    byte[] magic = bytes("a70d0d0a");
    byte[] more = Arrays.copyOf(magic, 4 + bytes.length);
    System.arraycopy(bytes, 0, more, 4, bytes.length);
    BytecodeHeader.read(more).ifPresent(header -> assertThat(header.magic()).isEqualTo(3495));
  }

  /** The values are CPython's: {@code _imp.source_hash} of 3.8 and 3.11. */
  @ParameterizedTest
  @CsvSource({
    "3413, '', 81e4881b3643e8e9",
    "3413, 'x = 1\n', 1506f08f32bf3ff3",
    "3413, 0123456789abcdef!0123456789abcdef!0123456789abcdef!, 0e0b12d9acccdc94",
    "3439, 'x = 1\n', d94aade28c8cbebf",
    "3495, '', 738d9cd5d5e87f73",
    "3495, 'x = 1\n', 4c0372aa93f75252",
    "3495, 0123456789abcdef!0123456789abcdef!0123456789abcdef!, 6e41c9576d9975fd",
    "3571, 'x = 1\n', e786e2893651120e"
  })
  void hashesSourcesAsPythonDoes(int magic, String source, String hex) {
    long hash = SourceHash.of(source.getBytes(StandardCharsets.US_ASCII), magic);
    assertThat(HexFormat.of().toHexDigits(Long.reverseBytes(hash))).isEqualTo(hex);
  }
}

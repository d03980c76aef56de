package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIdTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "01.02.0, 1.2", "1.0.0, 1", "0.1, 0.1", "2026.01.31, 2026.1.31", "0.0, ''"})
  void isCanonical(String text, String canonical) {
    assertThat(MigrationId.parts(text).map(MigrationId::join)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "1.", ".1", "1..2", "1.a", "-1", "1.2\n", " 1", "१", "1,2", "+1"})
  void refusesOtherForms(String text) {
    assertThat(MigrationId.parts(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 1_000_000})
  void refusesEndlessIds(int length) {
    assertThat(MigrationId.parts("1".repeat(length))).isEmpty();
  }

  @Property(tries = 200)
  void zerosAtTheEndDoNotCount(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 9999) Integer> numbers) {
    List<String> padded = new ArrayList<>();
    numbers.forEach(number -> padded.add("00" + number));
    String text = String.join(".", padded);

    List<BigInteger> parts = MigrationId.parts(text).orElseThrow();
    assertThat(MigrationId.parts(text + ".0.00")).contains(parts);
    if (!parts.isEmpty()) {
      assertThat(MigrationId.parts(MigrationId.join(parts))).contains(parts);
    }
  }
}

package dev.dvp.bundler;

import static dev.dvp.bundler.PlainClasses.bytes;
import static dev.dvp.bundler.PlainClasses.file;
import static dev.dvp.bundler.PlainClasses.madeAtRunTime;
import static dev.dvp.bundler.PlainClasses.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PlainCallsTest {
  /** Of every kind of component, and two that are alike but for one. */
  public record Everything(
      boolean yes,
      byte small,
      char letter,
      short more,
      int number,
      long large,
      float part,
      double precise,
      String text,
      List<String> list,
      int[] array) {}

  public record Nothing() {}

  /** Tells all that the methods say. */
  public static final class Told implements Supplier<List<String>> {
    private static Everything everything(int number, double precise, String text, int[] array) {
      return new Everything(
          true,
          (byte) -3,
          'ä',
          (short) 300,
          number,
          1L << 40,
          -0.0f,
          precise,
          text,
          List.of("a"),
          array);
    }

    @Override
    public List<String> get() {
      List<String> told = new ArrayList<>();
      int[] array = {1};
      Everything one = everything(1, Double.NaN, null, array);
      List<Object> others =
          List.of(
              everything(1, Double.NaN, null, array),
              everything(2, Double.NaN, null, array),
              everything(1, 0, null, array),
              everything(1, Double.NaN, "x", array),
              everything(1, Double.NaN, null, new int[] {1}),
              new Nothing(),
              "text");
      for (Object other : others) {
        told.add(Boolean.toString(one.equals(other)));
      }
      told.add(Boolean.toString(one.equals(others.get(6))));
      told.add(Integer.toString(everything(7, 2.5, "text", null).hashCode()));
      told.add(everything(7, 2.5, "text", null).toString());
      told.add(new Nothing() + " " + new Nothing().hashCode() + new Nothing().equals(one));
      char letter = 'c';
      long large = -5;
      told.add(
          "all: "
              + letter
              + large
              + 1.5f
              + true
              + (byte) 3
              + null
              + told.size()
              + "\1\2"
              + array.length);
      return told;
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatIsWrittenDownIsWhatAJvmMakes() throws Exception {
    Supplier<List<String>> plain =
        (Supplier<List<String>>)
            new PlainClasses(List.of(Told.class, Everything.class, Nothing.class))
                .loadClass(Told.class.getName())
                .getConstructor()
                .newInstance();
    assertThat(plain.getClass()).isNotSameAs(Told.class);
    assertThat(plain.get()).isEqualTo(new Told().get());
    assertThat(plain.get().subList(0, 8))
        .containsExactly("true", "false", "false", "false", "false", "false", "false", "false");
  }

  @Test
  void nothingIsLeftToBeMade() throws IOException {
    for (Class<?> type : List.of(Everything.class, Nothing.class, Told.class)) {
      assertThat(madeAtRunTime(bytes(type))).as(type.getName()).isNotEmpty();
      assertThat(madeAtRunTime(plain(type).get(file(type)))).as(type.getName()).isEmpty();
    }
  }

  @Test
  void aClassWithoutSuchPlacesStaysAsItIs() throws IOException {
    byte[] bytes = bytes(BundleException.class);
    assertThat(PlainCalls.in("a.class", bytes)).containsExactly(Map.entry("a.class", bytes));
  }
}

package dev.dvp.bundler;

import static dev.dvp.bundler.PlainClasses.madeAtRunTime;
import static dev.dvp.bundler.PlainClasses.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every way in which Java can write a lambda, told by plain classes and by a JVM's own. */
class LambdasTest {
  /**
   * With a lambda in a default and in a static method, and private methods that are referred to.
   */
  public interface Greeting {
    String name();

    default Supplier<String> polite() {
      return () -> "Dear " + name();
    }

    default Supplier<String> hidden() {
      return this::whisper;
    }

    private String whisper() {
      return "psst, " + name();
    }

    static Function<String, Greeting> maker() {
      return name -> () -> name;
    }
  }

  /** What the class below inherits; both have a lambda in a method of one name. */
  public static class Parent {
    protected String word = "parent";

    public List<String> said() {
      Supplier<String> own = () -> "parent's " + word;
      return new ArrayList<>(List.of(own.get(), said(this::own)));
    }

    private String own() {
      return "own of the parent";
    }

    private static String said(Supplier<String> supplier) {
      return supplier.get();
    }

    protected String overridden() {
      return "the parent's";
    }
  }

  /** All kinds, with what each gives. */
  public static final class Told extends Parent implements Supplier<List<String>> {
    private final List<String> told = new ArrayList<>();

    @Override
    public List<String> said() {
      Supplier<String> own = () -> "child's " + word;
      Supplier<List<String>> before = super::said;
      List<String> all = before.get();
      all.add(own.get());
      all.add(((Supplier<String>) this::own).get());
      all.add(((Supplier<String>) super::overridden).get());
      all.add(((Supplier<String>) this::overridden).get());
      return all;
    }

    private String own() {
      return "own of the child";
    }

    @Override
    protected String overridden() {
      return "the child's";
    }

    @Override
    public List<String> get() {
      told.addAll(said());
      captures((byte) 1, 'c', (short) 2, 3, 4L, 5.5f, 6.5, true, "text", new int[] {7});
      conversions();
      references();
      told.add(Greeting.maker().apply("you").polite().get());
      told.add(Greeting.maker().apply("you").hidden().get());
      told.add(inASwitch(3).get());
      return told;
    }

    private void captures(
        byte small,
        char letter,
        short more,
        int number,
        long large,
        float part,
        double precise,
        boolean yes,
        String text,
        int[] array) {
      BiFunction<Long, Double, String> all =
          (longer, other) ->
              ""
                  + (small + more + number)
                  + letter
                  + (large + longer)
                  + (part + precise + other)
                  + yes
                  + text
                  + array[0]
                  + told.size();
      told.add(all.apply(10L, 0.25));
      Runnable nothing = () -> told.add("ran");
      nothing.run();
      Consumer<String> dropped = told::add;
      dropped.accept("dropped");
      Runnable droppedLong = System::nanoTime;
      droppedLong.run();
    }

    private void conversions() {
      Function<Integer, Integer> boxed = x -> x + 1;
      IntUnaryOperator plain = x -> x + 1;
      ToIntFunction<Integer> unboxed = Integer::intValue;
      ToLongFunction<Integer> widened = Integer::intValue;
      IntToLongFunction wider = Integer::bitCount;
      Function<Character, Integer> digit = Character::getNumericValue;
      Function<Byte, Integer> unsigned = Byte::toUnsignedInt;
      ToIntFunction<Character> code = LambdasTest::code;
      Supplier<Long> time = () -> 8L;
      LongSupplier long8 = time::get;
      DoubleSupplier fraction = "abc"::length;
      BinaryOperator<Integer> sum = Integer::sum;
      IntBinaryOperator most = Math::max;
      Function<Short, Object> object = x -> x;
      Predicate<Object> isNull = java.util.Objects::isNull;
      told.add("" + boxed.apply(1) + plain.applyAsInt(2) + unboxed.applyAsInt(3));
      told.add("" + widened.applyAsLong(4) + wider.applyAsLong(255) + digit.apply('7'));
      told.add("" + unsigned.apply((byte) -1) + code.applyAsInt('x') + long8.getAsLong());
      told.add("" + fraction.getAsDouble() + sum.apply(5, 6) + most.applyAsInt(7, 8));
      told.add("" + object.apply((short) 9) + isNull.test(null));
    }

    private void references() {
      Function<String, StringBuilder> construct = StringBuilder::new;
      Supplier<Hidden> hidden = Hidden::new;
      IntFunction<int[]> array = int[]::new;
      UnaryOperator<String> strip = String::strip;
      Comparator<String> order = String::compareTo;
      Callable<String> late = new Hidden()::toString;
      Consumer<String> sink = told::add;
      Function<Object[], List<Object>> varargs = Arrays::asList;
      told.add(construct.apply("a").append(hidden.get()).toString() + array.apply(3).length);
      told.add(strip.apply(" b ") + order.compare("a", "b") + varargs.apply(new Object[] {1, 2}));
      try {
        sink.accept(late.call());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      told.add(
          IntStream.range(0, 3)
              .mapToObj(i -> (Supplier<Integer>) () -> i * i)
              .map(Supplier::get)
              .map(String::valueOf)
              .collect(Collectors.joining(",")));
    }

    private static Supplier<String> inASwitch(int number) {
      return switch (number) {
        case 1 -> () -> "one";
        case 3 -> () -> "three" + number;
        default -> () -> "many";
      };
    }
  }

  /** Made by a private constructor. */
  private static final class Hidden {
    private Hidden() {}

    @Override
    public String toString() {
      return "hidden";
    }
  }

  /** One object each time, as a JVM has it, and one for each call where something is captured. */
  public static final class Identities implements Supplier<List<Boolean>> {
    private static Runnable constant() {
      return () -> {};
    }

    private static Supplier<Object> capturing(Object it) {
      return () -> it;
    }

    @Override
    public List<Boolean> get() {
      Runnable constant = constant();
      Supplier<Object> capturing = capturing(1);
      return List.of(constant == constant(), capturing == capturing(1));
    }
  }

  /** Has to be left as it is. */
  public static final class Written implements Supplier<Boolean> {
    @Override
    public Boolean get() {
      Runnable written = (Runnable & Serializable) () -> {};
      return written instanceof Serializable;
    }
  }

  static int code(char letter) {
    return letter;
  }

  private static final List<Class<?>> ALL =
      List.of(
          Greeting.class,
          Parent.class,
          Told.class,
          Hidden.class,
          Identities.class,
          Written.class,
          LambdasTest.class);

  private static Object told(ClassLoader loader, Class<?> by) throws ReflectiveOperationException {
    Object teller = loader.loadClass(by.getName()).getConstructor().newInstance();
    return ((Supplier<?>) teller).get();
  }

  @Test
  void theySayWhatAJvmsOwnSay() throws Exception {
    ClassLoader loader = new PlainClasses(ALL);
    assertThat(told(loader, Told.class)).isEqualTo(new Told().get());
    assertThat(loader.loadClass(Told.class.getName())).isNotSameAs(Told.class);
    assertThat(new Told().get())
        .contains("parent's parent", "child's parent", "own of the parent", "own of the child")
        .contains("the parent's", "the child's", "Dear you", "psst, you", "three3", "0,1,4");
  }

  @Test
  void theyAreTheSameObjectsWhereAJvmsAre() throws Exception {
    assertThat(told(new PlainClasses(ALL), Identities.class)).isEqualTo(List.of(true, false));
    assertThat(new Identities().get()).isEqualTo(List.of(true, false));
  }

  @Test
  void noneIsLeftToBeMade() throws IOException {
    for (Class<?> type : List.of(Greeting.class, Parent.class, Told.class, Identities.class)) {
      Map<String, byte[]> files = plain(type);
      assertThat(files.size()).as(type.getName()).isGreaterThan(1);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        assertThat(madeAtRunTime(file.getValue())).as(file.getKey()).isEmpty();
      }
    }
  }

  @Test
  void serializableOnesAreLeft() throws Exception {
    assertThat(plain(Written.class)).hasSize(1);
    assertThat(told(new PlainClasses(ALL), Written.class)).isEqualTo(true);
  }
}

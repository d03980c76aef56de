package dev.dvp.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

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

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  private static String file(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static Map<String, byte[]> plain(Class<?> type) throws IOException {
    return PlainCalls.in(file(type), bytes(type));
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();

    Loader(Class<?>... types) throws IOException {
      super(PlainCallsTest.class.getClassLoader());
      for (Class<?> type : types) {
        files.putAll(plain(type));
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] plain = files.get(name.replace('.', '/') + ".class");
      Class<?> known = findLoadedClass(name);
      if (plain == null || known != null) {
        return known == null ? super.loadClass(name, resolve) : known;
      }
      return defineClass(name, plain, 0, plain.length);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatIsWrittenDownIsWhatAJvmMakes() throws Exception {
    Supplier<List<String>> plain =
        (Supplier<List<String>>)
            new Loader(Told.class, Everything.class, Nothing.class)
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

  private static List<String> madeAtRunTime(byte[] classFile) {
    List<String> made = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String called, String descriptor, Handle bootstrap, Object... arguments) {
                    made.add(bootstrap.getOwner());
                  }
                };
              }
            },
            0);
    return made;
  }
}

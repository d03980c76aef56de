package dev.dvp.bundler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class OldClassesTest {
  /** Branches that meet with values of different classes: what stack maps are about. */
  public static final class Branching implements IntFunction<String> {
    @Override
    public String apply(int number) {
      Shape shape = number > 0 ? new Circle() : new Square();
      Comparable<?> value = number > 1 ? Integer.toString(number) : Boolean.FALSE;
      try {
        return shape.name().concat(value.toString());
      } catch (IllegalStateException e) {
        return "none";
      }
    }
  }

  abstract static class Shape {
    abstract String name();
  }

  static final class Circle extends Shape {
    @Override
    String name() {
      return "circle";
    }
  }

  static final class Square extends Shape {
    @Override
    String name() {
      throw new IllegalStateException();
    }
  }

  @Test
  void makesAClassOfJava5OneThatTheJvmVerifiesByItsStackMaps() throws Exception {
    Map<String, byte[]> old = new HashMap<>();
    for (Class<?> type :
        new Class<?>[] {Branching.class, Shape.class, Circle.class, Square.class}) {
      old.put(type.getName().replace('.', '/') + ".class", aged(type));
    }
    OldClasses oldClasses = new OldClasses(old);
    Map<String, byte[]> raised = new HashMap<>();
    old.forEach((name, bytes) -> raised.put(name, oldClasses.raise(bytes)));

    assertThat(raised.values())
        .allSatisfy(bytes -> assertThat(bytes[7]).isEqualTo((byte) Opcodes.V1_8));
    ClassLoader loader = new Loader(raised);
    @SuppressWarnings("unchecked")
    IntFunction<String> branching =
        (IntFunction<String>)
            loader.loadClass(Branching.class.getName()).getConstructor().newInstance();
    assertThat(branching.getClass().getClassLoader()).isSameAs(loader);
    assertThat(branching.apply(2)).isEqualTo("circle2");
    assertThat(branching.apply(0)).isEqualTo("none");
  }

  @Test
  void leavesNewerClassesAlone() throws IOException {
    byte[] bytes = bytes(Branching.class);

    assertThat(new OldClasses(Map.of()).raise(bytes)).isSameAs(bytes);
  }

  /** The class as a compiler for Java 5 would have written it: version 49, no stack maps. */
  private static byte[] aged(Class<?> type) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes(type))
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visit(
                  int version,
                  int access,
                  String name,
                  String signature,
                  String superName,
                  String[] interfaces) {
                super.visit(Opcodes.V1_5, access, name, signature, superName, interfaces);
              }

              @Override
              public void visitNestHost(String nestHost) {}
            },
            ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(ClassLoader.getPlatformClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}

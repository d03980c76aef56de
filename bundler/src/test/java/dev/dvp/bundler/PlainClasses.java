package dev.dvp.bundler;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Loads classes of a test as the bundler has written them, in place of javac's. */
final class PlainClasses extends ClassLoader {
  private final Map<String, byte[]> files = new HashMap<>();

  PlainClasses(List<Class<?>> types) throws IOException {
    super(PlainClasses.class.getClassLoader());
    for (Class<?> type : types) {
      files.putAll(plain(type));
    }
  }

  static String file(Class<?> type) {
    return file(type.getName());
  }

  private static String file(String name) {
    return name.replace('.', '/') + ".class";
  }

  /** Javac's own. */
  static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/" + file(type))) {
      return in.readAllBytes();
    }
  }

  /** The class and those of its lambdas. */
  static Map<String, byte[]> plain(Class<?> type) throws IOException {
    return PlainCalls.in(file(type), bytes(type));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] plain = files.get(file(name));
    Class<?> known = findLoadedClass(name);
    if (plain == null || known != null) {
      return known == null ? super.loadClass(name, resolve) : known;
    }
    return defineClass(name, plain, 0, plain.length);
  }

  /** What a JVM would still have to make: the factory of each such place. */
  static List<String> madeAtRunTime(byte[] classFile) {
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

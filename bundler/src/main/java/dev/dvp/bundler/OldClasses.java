package dev.dvp.bundler;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Brings classes that were compiled for Java 5 (picocli's are) up to the class-file version of Java
 * 8.
 *
 * <p>A JVM puts no class below version 50 into its class-data archive: it cannot check such a class
 * ahead of time, for want of stack maps ("Old class has been linked", {@code
 * SystemDictionaryShared::check_for_exclusion} in HotSpot). So the stack maps are computed here,
 * once; that takes 30 to 50 ms off each start of dvp.
 */
final class OldClasses {
  private static final int FIRST_WITH_STACK_MAPS = Opcodes.V1_6;
  private static final int RAISED = Opcodes.V1_8;
  private static final String OBJECT = "java/lang/Object";

  private final Map<String, byte[]> files;

  /**
   * Makes a converter.
   *
   * @param files all files of the jar to be, in which the super classes are looked up
   */
  OldClasses(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Returns the class with a version that can be archived: itself if its version is one, else a new
   * one.
   */
  byte[] raise(byte[] classFile) {
    int major = ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
    if (major >= FIRST_WITH_STACK_MAPS) {
      return classFile;
    }
    ClassWriter writer = new FramesFromFiles();
    new ClassReader(classFile)
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
                super.visit(RAISED, access, name, signature, superName, interfaces);
              }
            },
            ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  /** Computes stack maps without loading any class of the jar. */
  private final class FramesFromFiles extends ClassWriter {
    FramesFromFiles() {
      super(COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String first, String second) {
      Set<String> above = superClasses(first);
      for (String candidate : superClasses(second)) {
        if (above.contains(candidate)) {
          return candidate;
        }
      }
      return OBJECT;
    }
  }

  /**
   * The class itself and all above it, nearest first; the verifier takes any interface for {@code
   * Object}.
   */
  private Set<String> superClasses(String name) {
    Set<String> chain = new LinkedHashSet<>();
    String current = name;
    while (!current.equals(OBJECT)) {
      chain.add(current);
      current = superClass(current);
    }
    chain.add(OBJECT);
    return chain;
  }

  private String superClass(String name) {
    byte[] classFile = files.get(name + ".class");
    if (classFile != null) {
      ClassReader reader = new ClassReader(classFile);
      boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
      return isInterface ? OBJECT : reader.getSuperName();
    }
    try {
      Class<?> superClass = Class.forName(name.replace('/', '.'), false, null).getSuperclass();
      return superClass == null ? OBJECT : superClass.getName().replace('.', '/');
    } catch (ClassNotFoundException e) {
      // An optional dependency that is not there: the verifier will not find it either, and never
      // loads code that uses it.
      return OBJECT;
    }
  }
}

package dev.dvp.bundler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes down the code that javac leaves to a JVM to make when it is first run: joined strings
 * ({@code StringConcatFactory}), and the {@code equals}, {@code hashCode} and {@code toString} of
 * records ({@code ObjectMethods}).
 *
 * <p>For each such place a JVM spins method handles, which no class-data archive keeps; dvp does at
 * each start what a long-lived program does once. The figures are in docs/performance.md. Lambdas
 * are left as they are: an archive keeps them.
 */
final class PlainCalls extends ClassVisitor {
  private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
  private static final String RECORD = "java/lang/runtime/ObjectMethods";

  private final Map<String, Added> bodies = new LinkedHashMap<>();
  private String owner = "";
  private boolean isInterface;

  /** What a method that is added does. */
  private record Added(String name, String descriptor, PlainBody code) {}

  private PlainCalls(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** Returns the class without such places: itself if it has none, else a new one. */
  static byte[] in(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    PlainCalls calls = new PlainCalls(writer);
    reader.accept(calls, 0);
    return calls.bodies.isEmpty() ? classFile : writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    owner = name;
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String calledDescriptor, Handle bootstrap, Object... arguments) {
        String by = bootstrap.getOwner();
        if (by.equals(CONCAT) && bootstrap.getName().equals("makeConcatWithConstants")) {
          call(calledDescriptor, new JoinedText(calledDescriptor, List.of(arguments)));
        } else if (by.equals(RECORD)) {
          call(calledDescriptor, RecordMethod.of(called, owner, List.of(arguments)));
        } else {
          super.visitInvokeDynamicInsn(called, calledDescriptor, bootstrap, arguments);
        }
      }

      private void call(String calledDescriptor, PlainBody code) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            owner,
            added(calledDescriptor, code),
            calledDescriptor,
            isInterface);
      }
    };
  }

  private String added(String descriptor, PlainBody code) {
    String name = "plain$" + bodies.size();
    bodies.put(name, new Added(name, descriptor, code));
    return name;
  }

  @Override
  public void visitEnd() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    for (Added body : bodies.values()) {
      MethodVisitor method = super.visitMethod(access, body.name(), body.descriptor(), null, null);
      method.visitCode();
      body.code().write(method);
      method.visitMaxs(0, 0);
      method.visitEnd();
    }
    super.visitEnd();
  }

  /** The code of a static method whose arguments are those of the place it stands for. */
  interface PlainBody {
    /** Writes all of it, its return included. */
    void write(MethodVisitor method);
  }

  /** Appends a value on the stack to the builder below it. */
  static void append(MethodVisitor method, Type type) {
    String kind =
        switch (type.getSort()) {
          case Type.BYTE, Type.SHORT, Type.INT -> "I";
          case Type.BOOLEAN, Type.CHAR, Type.LONG, Type.FLOAT, Type.DOUBLE -> type.getDescriptor();
          default ->
              type.getDescriptor().equals("Ljava/lang/String;")
                  ? "Ljava/lang/String;"
                  : "Ljava/lang/Object;";
        };
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "append",
        "(" + kind + ")Ljava/lang/StringBuilder;",
        false);
  }

  /** Puts an empty builder on the stack. */
  static void builder(MethodVisitor method) {
    method.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/StringBuilder", "<init>", "()V", false);
  }

  /** Returns the text of the builder on the stack. */
  static void returnText(MethodVisitor method) {
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "toString",
        "()Ljava/lang/String;",
        false);
    method.visitInsn(Opcodes.ARETURN);
  }
}

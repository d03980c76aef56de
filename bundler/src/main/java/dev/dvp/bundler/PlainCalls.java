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
 * ({@code StringConcatFactory}), the {@code equals}, {@code hashCode} and {@code toString} of
 * records ({@code ObjectMethods}), and lambdas ({@code LambdaMetafactory}).
 *
 * <p>For each such place a JVM links a call site, in Java and at each start; for some it spins
 * method handles, too, which no class-data archive keeps. The figures are in docs/performance.md.
 */
final class PlainCalls extends ClassVisitor {
  private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
  private static final String RECORD = "java/lang/runtime/ObjectMethods";

  private final Map<String, Added> bodies = new LinkedHashMap<>();
  private String owner = "";
  private boolean isInterface;
  private final Lambdas lambdas;

  /** What a method that is added does. */
  private record Added(String name, String descriptor, PlainBody code) {}

  private PlainCalls(ClassVisitor next, Lambdas lambdas) {
    super(Opcodes.ASM9, next);
    this.lambdas = lambdas;
  }

  /**
   * Returns the class without such places, itself if it has none, and the classes of its lambdas.
   *
   * @param name the class's file in the jar
   */
  static Map<String, byte[]> in(String name, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    PlainCalls calls = new PlainCalls(writer, new Lambdas(reader));
    reader.accept(calls, 0);
    if (calls.bodies.isEmpty() && calls.lambdas.isEmpty()) {
      return Map.of(name, classFile);
    }
    Map<String, byte[]> files = calls.lambdas.classFiles();
    files.put(name, writer.toByteArray());
    return files;
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
    MethodVisitor next;
    if (lambdas.isBody(name, descriptor)) {
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      String all = isStatic ? descriptor : lambdas.asStatic(descriptor);
      next = super.visitMethod(lambdas.accessOfReachable(), name, all, null, exceptions);
    } else {
      next = super.visitMethod(access, name, descriptor, signature, exceptions);
    }
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
          lambdas
              .at(called, calledDescriptor, bootstrap, List.of(arguments))
              .ifPresentOrElse(
                  lambda -> lambda.visitSite(mv),
                  () ->
                      super.visitInvokeDynamicInsn(called, calledDescriptor, bootstrap, arguments));
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
    lambdas.writeDoors(this.cv);
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

package dev.dvp.bundler;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * A lambda or a method reference as a class of its own, as {@code LambdaMetafactory} spins one at
 * run time: its fields are what is captured, its one method calls what javac made of the body.
 *
 * @param self the class's name
 * @param type the functional interface
 * @param captured the types of what it captures
 * @param method the interface's method as it is declared
 * @param instantiated the same with the types that this lambda has
 * @param body what is called
 */
record WrittenLambda(
    Type self, Type type, List<Type> captured, Method method, Type instantiated, LambdaBody body) {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final String ONE = "ONE";

  private Method constructor() {
    return new Method("<init>", Type.VOID_TYPE, captured.toArray(Type[]::new));
  }

  private Method factory() {
    return new Method("make", type, captured.toArray(Type[]::new));
  }

  /** Writes what stands in place of the call site; what is captured is on the stack. */
  void visitSite(MethodVisitor site) {
    String owner = self.getInternalName();
    if (captured.size() == 0) {
      site.visitFieldInsn(Opcodes.GETSTATIC, owner, ONE, type.getDescriptor());
    } else {
      Method make = factory();
      site.visitMethodInsn(
          Opcodes.INVOKESTATIC, owner, make.getName(), make.getDescriptor(), false);
    }
  }

  /** Returns the class file. */
  byte[] classFile() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        self.getInternalName(),
        null,
        OBJECT.getInternalName(),
        new String[] {type.getInternalName()});
    writeConstructor(writer);
    if (captured.size() == 0) {
      writeOne(writer);
    } else {
      writeFactory(writer);
    }
    writeMethod(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static GeneratorAdapter code(int access, Method method, ClassWriter writer) {
    return new GeneratorAdapter(access, method, null, null, writer);
  }

  private static String field(int index) {
    return "captured" + index;
  }

  private void writeConstructor(ClassWriter writer) {
    GeneratorAdapter code = code(Opcodes.ACC_PRIVATE, constructor(), writer);
    code.loadThis();
    code.invokeConstructor(OBJECT, new Method("<init>", "()V"));
    for (int i = 0; i < captured.size(); i++) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      writer.visitField(access, field(i), captured.get(i).getDescriptor(), null, null).visitEnd();
      code.loadThis();
      code.loadArg(i);
      code.putField(self, field(i), captured.get(i));
    }
    code.returnValue();
    code.endMethod();
  }

  /** A lambda that captures nothing is one object, as it is when a JVM makes it. */
  private void writeOne(ClassWriter writer) {
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(access, ONE, type.getDescriptor(), null, null).visitEnd();
    GeneratorAdapter code = code(Opcodes.ACC_STATIC, new Method("<clinit>", "()V"), writer);
    code.newInstance(self);
    code.dup();
    code.invokeConstructor(self, constructor());
    code.putStatic(self, ONE, type);
    code.returnValue();
    code.endMethod();
  }

  private void writeFactory(ClassWriter writer) {
    GeneratorAdapter code = code(Opcodes.ACC_STATIC, factory(), writer);
    code.newInstance(self);
    code.dup();
    code.loadArgs();
    code.invokeConstructor(self, constructor());
    code.returnValue();
    code.endMethod();
  }

  private void writeMethod(ClassWriter writer) {
    GeneratorAdapter code = code(Opcodes.ACC_PUBLIC, method, writer);
    body.call(code, () -> loadArguments(code));
    Type result = method.getReturnType();
    if (result.equals(Type.VOID_TYPE)) {
      switch (body.result().getSize()) {
        case 0 -> {}
        case 1 -> code.pop();
        default -> code.pop2();
      }
    } else {
      convert(code, body.result(), instantiated.getReturnType(), result);
    }
    code.returnValue();
    code.endMethod();
  }

  private void loadArguments(GeneratorAdapter code) {
    for (int i = 0; i < captured.size(); i++) {
      code.loadThis();
      code.getField(self, field(i), captured.get(i));
    }
    Type[] declared = method.getArgumentTypes();
    Type[] actual = instantiated.getArgumentTypes();
    for (int i = 0; i < declared.length; i++) {
      code.loadArg(i);
      convert(code, declared[i], actual[i], body.parameters().get(captured.size() + i));
    }
  }

  /**
   * Brings the value on the stack from one type to another. {@code via} is what the lambda's own
   * types say that it is: of a generic interface's {@code Object}, a {@code Character}.
   */
  private static void convert(GeneratorAdapter code, Type from, Type via, Type to) {
    if (isPrimitive(from)) {
      if (isPrimitive(to)) {
        code.cast(from, to);
      } else {
        code.valueOf(from);
      }
    } else if (isPrimitive(to)) {
      boolean isLetter = via.equals(Type.getType(Character.class));
      code.unbox(isLetter ? Type.CHAR_TYPE : to);
    } else {
      if (!from.equals(via)) {
        code.checkCast(via);
      }
      if (!via.equals(to)) {
        code.checkCast(to);
      }
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }
}

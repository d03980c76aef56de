package dev.dvp.bundler;

import java.util.List;
import java.util.stream.IntStream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A method of a record as {@code ObjectMethods} makes it: the components are compared, hashed and
 * shown in their order.
 *
 * @param owner the record's class
 * @param components its fields
 */
record RecordMethod(Kind kind, String owner, List<Component> components)
    implements PlainCalls.PlainBody {
  enum Kind {
    EQUALS,
    HASH_CODE,
    TO_STRING
  }

  record Component(String name, Type type) {}

  static RecordMethod of(String method, String owner, List<Object> bootstrapArguments) {
    Kind kind =
        switch (method) {
          case "equals" -> Kind.EQUALS;
          case "hashCode" -> Kind.HASH_CODE;
          case "toString" -> Kind.TO_STRING;
          default -> throw new BundleException("A record has no method " + method);
        };
    List<Component> components =
        IntStream.range(2, bootstrapArguments.size())
            .mapToObj(i -> (Handle) bootstrapArguments.get(i))
            .map(field -> new Component(field.getName(), Type.getType(field.getDesc())))
            .toList();
    return new RecordMethod(kind, owner, components);
  }

  @Override
  public void write(MethodVisitor method) {
    switch (kind) {
      case EQUALS -> writeEquals(method);
      case HASH_CODE -> writeHashCode(method);
      case TO_STRING -> writeToString(method);
    }
  }

  private void writeEquals(MethodVisitor method) {
    Label differs = new Label();
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitTypeInsn(Opcodes.INSTANCEOF, owner);
    method.visitJumpInsn(Opcodes.IFEQ, differs);
    for (Component component : components) {
      get(method, 0, component);
      method.visitVarInsn(Opcodes.ALOAD, 1);
      method.visitTypeInsn(Opcodes.CHECKCAST, owner);
      method.visitFieldInsn(
          Opcodes.GETFIELD, owner, component.name(), component.type().getDescriptor());
      jumpUnlessSame(method, component.type(), differs);
    }
    method.visitInsn(Opcodes.ICONST_1);
    method.visitInsn(Opcodes.IRETURN);
    method.visitLabel(differs);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitInsn(Opcodes.IRETURN);
  }

  private static void jumpUnlessSame(MethodVisitor method, Type type, Label differs) {
    switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT ->
          method.visitJumpInsn(Opcodes.IF_ICMPNE, differs);
      case Type.LONG -> {
        method.visitInsn(Opcodes.LCMP);
        method.visitJumpInsn(Opcodes.IFNE, differs);
      }
      case Type.FLOAT, Type.DOUBLE -> {
        String one = type.getDescriptor();
        method.visitMethodInsn(
            Opcodes.INVOKESTATIC, boxed(type), "compare", "(" + one + one + ")I", false);
        method.visitJumpInsn(Opcodes.IFNE, differs);
      }
      default -> {
        String both = "(Ljava/lang/Object;Ljava/lang/Object;)Z";
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "equals", both, false);
        method.visitJumpInsn(Opcodes.IFEQ, differs);
      }
    }
  }

  private void writeHashCode(MethodVisitor method) {
    method.visitInsn(Opcodes.ICONST_0);
    for (Component component : components) {
      method.visitIntInsn(Opcodes.BIPUSH, 31);
      method.visitInsn(Opcodes.IMUL);
      get(method, 0, component);
      Type type = component.type();
      boolean isPrimitive = type.getSort() < Type.ARRAY;
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          isPrimitive ? boxed(type) : "java/util/Objects",
          "hashCode",
          "(" + (isPrimitive ? type.getDescriptor() : "Ljava/lang/Object;") + ")I",
          false);
      method.visitInsn(Opcodes.IADD);
    }
    method.visitInsn(Opcodes.IRETURN);
  }

  private void writeToString(MethodVisitor method) {
    String simple = owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
    String before = simple + "[";
    PlainCalls.builder(method);
    for (Component component : components) {
      appendText(method, before + component.name() + "=");
      get(method, 0, component);
      PlainCalls.append(method, component.type());
      before = ", ";
    }
    appendText(method, components.isEmpty() ? before + "]" : "]");
    PlainCalls.returnText(method);
  }

  private static void appendText(MethodVisitor method, String text) {
    method.visitLdcInsn(text);
    PlainCalls.append(method, Type.getType(String.class));
  }

  private void get(MethodVisitor method, int local, Component component) {
    method.visitVarInsn(Opcodes.ALOAD, local);
    method.visitFieldInsn(
        Opcodes.GETFIELD, owner, component.name(), component.type().getDescriptor());
  }

  private static String boxed(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.BYTE -> "java/lang/Byte";
      case Type.CHAR -> "java/lang/Character";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      default -> "java/lang/Double";
    };
  }
}

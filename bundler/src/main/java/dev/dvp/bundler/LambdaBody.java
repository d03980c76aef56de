package dev.dvp.bundler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/**
 * The method that a lambda calls.
 *
 * @param handle the method, or a constructor
 */
record LambdaBody(Handle handle) {
  private Type owner() {
    return Type.getObjectType(handle.getOwner());
  }

  private boolean isConstructor() {
    return handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
  }

  private boolean isStatic() {
    return handle.getTag() == Opcodes.H_INVOKESTATIC;
  }

  /** Returns the types of all that it takes, the receiver first if it has one. */
  List<Type> parameters() {
    List<Type> types = new ArrayList<>();
    if (!isConstructor() && !isStatic()) {
      types.add(owner());
    }
    types.addAll(List.of(Type.getArgumentTypes(handle.getDesc())));
    return types;
  }

  /** Returns the type of what comes of it. */
  Type result() {
    return isConstructor() ? owner() : Type.getReturnType(handle.getDesc());
  }

  /**
   * Writes the call.
   *
   * @param load writes how its {@link #parameters} get onto the stack
   */
  void call(GeneratorAdapter code, Runnable load) {
    if (isConstructor()) {
      code.newInstance(owner());
      code.dup();
    }
    load.run();
    code.visitMethodInsn(
        opcode(), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
  }

  private int opcode() {
    return switch (handle.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      case Opcodes.H_NEWINVOKESPECIAL, Opcodes.H_INVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> throw new BundleException("No lambda calls " + handle);
    };
  }
}

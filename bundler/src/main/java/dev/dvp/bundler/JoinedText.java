package dev.dvp.bundler;

import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Joins its arguments by a recipe of {@code StringConcatFactory.makeConcatWithConstants}: {@code
 * \1} in it stands for the next argument, {@code \2} for the next constant.
 */
record JoinedText(String descriptor, List<Object> bootstrapArguments)
    implements PlainCalls.PlainBody {
  private static final char ARGUMENT = '\1';
  private static final char CONSTANT = '\2';

  @Override
  public void write(MethodVisitor method) {
    PlainCalls.builder(method);
    Type[] types = Type.getArgumentTypes(descriptor);
    String recipe = (String) bootstrapArguments.get(0);
    StringBuilder literal = new StringBuilder();
    int argument = 0;
    int slot = 0;
    int constant = 1;
    for (int i = 0; i < recipe.length(); i++) {
      char c = recipe.charAt(i);
      if (c == ARGUMENT) {
        flush(method, literal);
        method.visitVarInsn(types[argument].getOpcode(Opcodes.ILOAD), slot);
        PlainCalls.append(method, types[argument]);
        slot += types[argument++].getSize();
      } else if (c == CONSTANT) {
        literal.append(text(bootstrapArguments.get(constant++)));
      } else {
        literal.append(c);
      }
    }
    flush(method, literal);
    PlainCalls.returnText(method);
  }

  /** javac passes only texts that hold a mark of the recipe's in this way. */
  private static String text(Object constant) {
    if (constant instanceof String || constant instanceof Number) {
      return constant.toString();
    }
    throw new BundleException("A text is joined with a constant of an unknown kind: " + constant);
  }

  private static void flush(MethodVisitor method, StringBuilder literal) {
    if (!literal.isEmpty()) {
      method.visitLdcInsn(literal.toString());
      PlainCalls.append(method, Type.getType(String.class));
      literal.setLength(0);
    }
  }
}

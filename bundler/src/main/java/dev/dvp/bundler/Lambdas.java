package dev.dvp.bundler;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The lambdas of one class as classes beside it.
 *
 * <p>A JVM gives the class that it makes of a lambda a key to the private methods of its host; a
 * class beside it has none. So the bodies that javac makes of lambdas become static methods which
 * the package can reach, and another private method that is referred to gets such a one before it.
 *
 * <p>Serializable lambdas are left to the JVM: what they are written as names their host.
 */
final class Lambdas {
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String BODY_PREFIX = "lambda$";

  private final String owner;
  private final boolean isInterface;
  private final Set<String> privateMethods = new HashSet<>();
  private final Map<List<Object>, WrittenLambda> written = new LinkedHashMap<>();
  private final Map<Handle, Handle> doors = new LinkedHashMap<>();
  private boolean isLeft;

  /** Looks through a class. */
  Lambdas(ClassReader host) {
    this.owner = host.getClassName();
    this.isInterface = (host.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    host.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            isLeft |= name.equals("$deserializeLambda$");
            if ((access & Opcodes.ACC_PRIVATE) != 0) {
              privateMethods.add(name + descriptor);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
  }

  /** Whether a method is the body of a lambda, as javac makes it, and has to be within reach. */
  boolean isBody(String name, String descriptor) {
    return !isLeft && name.startsWith(BODY_PREFIX) && privateMethods.contains(name + descriptor);
  }

  /** Returns the access of a method of the package's; an interface has none but public ones. */
  int accessOfReachable() {
    return Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (isInterface ? Opcodes.ACC_PUBLIC : 0);
  }

  /** Returns the descriptor of an instance method that has become static. */
  String asStatic(String descriptor) {
    return "(L" + owner + ";" + descriptor.substring(1);
  }

  /**
   * Returns the class for a call site, made at need.
   *
   * @return empty if the site makes no lambda, or one that is left to the JVM
   */
  Optional<WrittenLambda> at(
      String method, String descriptor, Handle bootstrap, List<Object> arguments) {
    if (isLeft
        || !bootstrap.getOwner().equals(FACTORY)
        || !bootstrap.getName().equals("metafactory")) {
      return Optional.empty();
    }
    return Optional.of(
        written.computeIfAbsent(
            List.of(method, descriptor, arguments),
            key ->
                new WrittenLambda(
                    Type.getObjectType(owner + "$$L" + written.size()),
                    Type.getReturnType(descriptor),
                    List.of(Type.getArgumentTypes(descriptor)),
                    new Method(method, ((Type) arguments.get(0)).getDescriptor()),
                    (Type) arguments.get(2),
                    new LambdaBody(reachable((Handle) arguments.get(1))))));
  }

  private Handle reachable(Handle handle) {
    boolean isOwn = handle.getOwner().equals(owner);
    if (isOwn && isBody(handle.getName(), handle.getDesc())) {
      boolean wasStatic = handle.getTag() == Opcodes.H_INVOKESTATIC;
      return staticMethod(
          handle.getName(), wasStatic ? handle.getDesc() : asStatic(handle.getDesc()));
    }
    boolean isPrivate = isOwn && privateMethods.contains(handle.getName() + handle.getDesc());
    // What is private in another class of the nest is within the host's reach alone.
    boolean mayBePrivate = !isOwn && nest(handle.getOwner()).equals(nest(owner));
    return isPrivate || mayBePrivate ? door(isPrivate ? special(handle) : handle) : handle;
  }

  /** The outermost class, which hosts the nest. */
  private static String nest(String type) {
    int inner = type.indexOf('$');
    return inner < 0 ? type : type.substring(0, inner);
  }

  private Handle door(Handle to) {
    return doors.computeIfAbsent(
        to,
        handle -> {
          LambdaBody body = new LambdaBody(handle);
          String descriptor =
              Type.getMethodDescriptor(body.result(), body.parameters().toArray(Type[]::new));
          return staticMethod("reach$" + doors.size(), descriptor);
        });
  }

  private Handle staticMethod(String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, isInterface);
  }

  /** Writes, into the host, the methods that stand before private ones. */
  void writeDoors(ClassVisitor host) {
    doors.forEach(
        (to, door) -> {
          GeneratorAdapter code =
              new GeneratorAdapter(
                  accessOfReachable(),
                  new Method(door.getName(), door.getDesc()),
                  null,
                  null,
                  host);
          new LambdaBody(to).call(code, code::loadArgs);
          code.returnValue();
          code.endMethod();
        });
  }

  /**
   * A private method is called specially, as every class file may and those before Java 11 must.
   */
  private static Handle special(Handle method) {
    boolean isVirtual =
        method.getTag() == Opcodes.H_INVOKEVIRTUAL || method.getTag() == Opcodes.H_INVOKEINTERFACE;
    return isVirtual
        ? new Handle(
            Opcodes.H_INVOKESPECIAL,
            method.getOwner(),
            method.getName(),
            method.getDesc(),
            method.isInterface())
        : method;
  }

  /** Whether there is none to be written, so that the host stays as it is. */
  boolean isEmpty() {
    return written.isEmpty();
  }

  /** Returns the lambdas' class files by their names. */
  Map<String, byte[]> classFiles() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    written
        .values()
        .forEach(each -> files.put(each.self().getInternalName() + ".class", each.classFile()));
    return files;
  }
}

package dev.dvp.core.operations;

import java.util.Set;

/** The builtin names that the interpreter has a use for; any other name is simply unknown. */
final class Builtins {
  private static final Set<String> NAMES =
      Set.of(
          "__import__",
          "all",
          "any",
          "bool",
          "callable",
          "classmethod",
          "dict",
          "dir",
          "enumerate",
          "eval",
          "exec",
          "exit",
          "filter",
          "frozenset",
          "getattr",
          "globals",
          "hasattr",
          "int",
          "isinstance",
          "iter",
          "len",
          "list",
          "locals",
          "map",
          "max",
          "min",
          "next",
          "print",
          "property",
          "quit",
          "range",
          "repr",
          "reversed",
          "set",
          "setattr",
          "sorted",
          "staticmethod",
          "str",
          "sum",
          "super",
          "tuple",
          "type",
          "vars",
          "zip");

  private static final Set<String> OF_PYTHON_2 =
      Set.of(
          "basestring",
          "cmp",
          "execfile",
          "long",
          "raw_input",
          "reduce",
          "reload",
          "unichr",
          "unicode",
          "xrange");

  private Builtins() {}

  static boolean contains(String name) {
    return NAMES.contains(name) || Exceptions.isBuiltin(name);
  }

  /** Whether only Python 2 had the name, so that using it raises NameError. */
  static boolean isOfPython2(String name) {
    return OF_PYTHON_2.contains(name);
  }
}

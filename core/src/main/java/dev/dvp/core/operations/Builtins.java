package dev.dvp.core.operations;

import java.util.Set;

/** The builtin names that the interpreter has a use for; any other name is simply unknown. */
final class Builtins {
  private static final Set<String> NAMES =
      Set.of(
          "__import__",
          "callable",
          "classmethod",
          "dict",
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
          "len",
          "list",
          "locals",
          "map",
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
          "super",
          "tuple",
          "type",
          "vars",
          "zip");

  private Builtins() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}

package dev.dvp.core.operations;

import java.util.Set;

/**
 * The modules that Python has before it imports anything: those built into it, which it looks for
 * first, and those that its own start loads. No file of a plugin stands in for one of them.
 */
final class StartedModules {
  private static final Set<String> NAMES =
      Set.of(
          "_abc",
          "_ast",
          "_codecs",
          "_collections",
          "_collections_abc",
          "_functools",
          "_imp",
          "_io",
          "_locale",
          "_operator",
          "_signal",
          "_sre",
          "_stat",
          "_string",
          "_symtable",
          "_thread",
          "_tracemalloc",
          "_warnings",
          "_weakref",
          "abc",
          "atexit",
          "builtins",
          "codecs",
          "encodings",
          "errno",
          "faulthandler",
          "gc",
          "genericpath",
          "io",
          "itertools",
          "marshal",
          "os",
          "posix",
          "posixpath",
          "pwd",
          "stat",
          "sys",
          "time",
          "zipimport");

  private StartedModules() {}

  static boolean contains(String module) {
    return NAMES.contains(module);
  }
}

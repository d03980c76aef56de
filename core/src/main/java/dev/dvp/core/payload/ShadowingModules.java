package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.StandardLibrary;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds modules of the plugin that take the place of others: all lie at one root, and Python looks
 * there before it looks at its own.
 */
final class ShadowingModules {
  /** Packages over several folders: whoever has one of them hides the others. */
  private static final Set<String> ALWAYS = Set.of("dlpx", "google");

  /** Modules that CPython 3.11 has built in, on every system: these come before all others. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "atexit",
          "builtins",
          "errno",
          "faulthandler",
          "gc",
          "itertools",
          "marshal",
          "sys",
          "time");

  private ShadowingModules() {}

  static void report(Payload payload, PayloadRequest request, Diagnostics out) {
    Set<String> runtime = new HashSet<>(request.runtimeModules());
    runtime.addAll(ALWAYS);
    modules(payload, request.srcDir())
        .forEach(
            (module, where) -> {
              if (runtime.contains(module)) {
                reportRuntime(module, where, out);
              } else if (StandardLibrary.contains(module)) {
                reportLibrary(module, where, out);
              }
            });
  }

  /** The plugin's own modules and packages at the root, and where each of them is. */
  private static Map<String, Location> modules(Payload payload, Path srcDir) {
    Map<String, Location> modules = new TreeMap<>();
    for (Payload.Entry entry : payload.entries()) {
      String name = entry.name();
      boolean isOwn = entry.content() instanceof Payload.OnDisk;
      if (isOwn && (name.endsWith(".py") || name.endsWith(".pyc"))) {
        int slash = name.indexOf('/');
        String module = name.substring(0, slash < 0 ? name.lastIndexOf('.') : slash);
        modules.putIfAbsent(module, Location.of(srcDir.resolve(slash < 0 ? name : module)));
        if (name.equals(module + "/__init__.py")) {
          modules.put(module, Location.of(srcDir.resolve(name)));
        }
      }
    }
    return modules;
  }

  private static void reportRuntime(String module, Location where, Diagnostics out) {
    out.add(
        PayloadRule.SHADOWS_RUNTIME.at(
            where,
            "`"
                + module
                + "` is also the name of a package that the plugin runs on, so `import "
                + module
                + "` would get this instead.",
            "Rename it. The runtime packages are no part of the source: `dvp build` adds them."));
  }

  private static void reportLibrary(String module, Location where, Diagnostics out) {
    boolean isBuiltIn = BUILT_IN.contains(module);
    out.add(
        PayloadRule.SHADOWS_STANDARD_LIBRARY.at(
            where,
            isBuiltIn
                ? "`import "
                    + module
                    + "` always gets the module that is built into Python, and never this."
                : "`import "
                    + module
                    + "` gets this instead of Python's own module, in Python's library and the"
                    + " runtime packages as well.",
            "Rename it, or put it into a package of the plugin's."));
  }
}

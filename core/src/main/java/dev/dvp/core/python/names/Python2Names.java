package dev.dvp.core.python.names;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names that Python 2 had without an import, with what to write today. */
final class Python2Names {
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("unicode", "Write `str`, which is Unicode text in Python 3."),
          Map.entry("unichr", "Write `chr`."),
          Map.entry("basestring", "Write `str`."),
          Map.entry("long", "Write `int`, which has no limit in Python 3."),
          Map.entry("xrange", "Write `range`."),
          Map.entry("raw_input", "Write `input`."),
          Map.entry("reduce", "Write `from functools import reduce` at the top of the file."),
          Map.entry("reload", "Write `importlib.reload`."),
          Map.entry("execfile", "Write `exec(open(path).read())`, or import the module."),
          Map.entry("file", "Write `open`."),
          Map.entry("cmp", "Write `(a > b) - (a < b)`, or sort with `key=`."),
          Map.entry("apply", "Write `function(*args, **kwargs)`."),
          Map.entry("buffer", "Write `memoryview`."),
          Map.entry("intern", "Write `sys.intern`."),
          Map.entry("coerce", "Python 3 has nothing like it: convert the values explicitly."),
          Map.entry("StandardError", "Write `Exception`."),
          Map.entry("izip", "Write `zip`."),
          Map.entry("imap", "Write `map`."),
          Map.entry("ifilter", "Write `filter`."));

  private Python2Names() {}

  static boolean contains(String name) {
    return INSTEAD.containsKey(name);
  }

  static @Nullable String instead(String name) {
    return INSTEAD.get(name);
  }
}

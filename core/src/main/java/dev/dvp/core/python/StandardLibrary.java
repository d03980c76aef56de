package dev.dvp.core.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The modules that every Python 3.11 has, those of all platforms. */
public final class StandardLibrary {
  /** A package: its modules, and the other names that it has. */
  private record Members(Set<String> modules, Set<String> names) {}

  private StandardLibrary() {}

  /**
   * Tells whether a module belongs to the standard library.
   *
   * @param module a dotted name; its first part decides
   * @return whether Python 3.11 comes with it
   */
  public static boolean contains(String module) {
    int dot = module.indexOf('.');
    return Names.ALL.contains(dot < 0 ? module : module.substring(0, dot));
  }

  /**
   * Tells whether a module can be imported, every part of its name taken into account.
   *
   * @param module a dotted name
   * @return whether Python 3.11 has it; always true below packages of tests and of tools
   */
  public static boolean containsModule(String module) {
    if (module.equals("test") || module.startsWith("test.")) {
      // Python's own tests, which it does not count as a part of the library.
      return true;
    }
    if (module.equals("typing.io") || module.equals("typing.re")) {
      // typing, which is no package, makes them when it is imported; 3.13 does no more.
      return true;
    }
    if (!contains(module)) {
      return false;
    }
    int dot = module.indexOf('.');
    while (dot >= 0) {
      String parent = module.substring(0, dot);
      if (isUnlisted(parent)) {
        return true;
      }
      int next = module.indexOf('.', dot + 1);
      String name = module.substring(dot + 1, next < 0 ? module.length() : next);
      if (Packages.members(parent).filter(known -> known.modules.contains(name)).isEmpty()) {
        return false;
      }
      dot = next;
    }
    return true;
  }

  /**
   * Tells whether a package surely lacks a name.
   *
   * @param module the package or module
   * @param name the name to import from it
   * @return false when it has the name, and for plain modules, whose names are not listed
   */
  public static boolean lacks(String module, String name) {
    return !isPlain(module)
        && !name.startsWith("__")
        && Packages.members(module)
            .filter(known -> !known.modules.contains(name) && !known.names.contains(name))
            .isPresent();
  }

  /**
   * What Python 3.11 has instead of a module of Python 2.
   *
   * @param module the top-level module
   * @return today's module; an empty text when there is none; nothing when it is no such module
   */
  public static Optional<String> insteadOf(String module) {
    return Optional.ofNullable(Python2.ALL.get(module));
  }

  /**
   * The names of all top-level modules, for suggestions.
   *
   * @return the names
   */
  public static Set<String> topModules() {
    return Names.ALL;
  }

  /** Modules that are no packages though modules can be imported as if from inside them. */
  private static boolean isPlain(String module) {
    return module.equals("os") || module.equals("xml.parsers.expat");
  }

  private static boolean isUnlisted(String parent) {
    int dot = parent.indexOf('.');
    return switch (dot < 0 ? parent : parent.substring(0, dot)) {
      case "test", "idlelib", "lib2to3", "turtledemo", "ensurepip" -> true;
      default -> parent.endsWith(".test") || parent.endsWith(".tests");
    };
  }

  private static List<String> lines(String resource) {
    try (InputStream in = StandardLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      // Whole, which is quicker than a reader; a String of these bytes needs no decoding.
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      List<String> read = new ArrayList<>();
      int end;
      for (int start = 0; start < text.length(); start = end + 1) {
        end = text.indexOf('\n', start);
        if (text.charAt(start) != '#') {
          read.add(text.substring(start, end));
        }
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loaded when the first import asks for it. */
  private static final class Names {
    static final Set<String> ALL = Set.copyOf(lines("standard-library.txt"));

    private Names() {}
  }

  /**
   * Loaded when something inside a package is asked for. Most are never asked for: what a line
   * holds is looked at when its package is.
   */
  private static final class Packages {
    private static final Map<String, String> LINES = load();
    private static final Map<String, Members> KNOWN = new ConcurrentHashMap<>();

    private Packages() {}

    static Optional<Members> members(String module) {
      String line = LINES.get(module);
      return line == null
          ? Optional.empty()
          : Optional.of(KNOWN.computeIfAbsent(module, key -> members(key, line)));
    }

    private static Members members(String module, String line) {
      int names = line.indexOf('|', module.length() + 1);
      return new Members(
          words(line.substring(module.length() + 1, names)), words(line.substring(names + 1)));
    }

    private static Map<String, String> load() {
      Map<String, String> packages = new HashMap<>();
      for (String line : lines("standard-library-packages.txt")) {
        packages.put(line.substring(0, line.indexOf('|')), line);
      }
      return packages;
    }

    private static Set<String> words(String text) {
      return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }
  }

  /** Loaded when a module is missing. */
  private static final class Python2 {
    static final Map<String, String> ALL = load();

    private Python2() {}

    private static Map<String, String> load() {
      Map<String, String> modules = new HashMap<>();
      for (String line : lines("python-2-modules.txt")) {
        int space = line.indexOf(' ');
        String today = line.substring(space + 1);
        modules.put(line.substring(0, space), today.equals("-") ? "" : today);
      }
      return Map.copyOf(modules);
    }
  }
}

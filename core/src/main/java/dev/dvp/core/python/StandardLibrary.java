package dev.dvp.core.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
      Members known = Packages.ALL.get(parent);
      if (known == null || !known.modules.contains(name)) {
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
    Members known = Packages.ALL.get(module);
    return known != null
        && !isPlain(module)
        && !known.modules.contains(name)
        && !known.names.contains(name)
        && !name.startsWith("__");
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
    List<String> read = new ArrayList<>();
    try (InputStream in = StandardLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          read.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  /** Loaded when the first import asks for it. */
  private static final class Names {
    static final Set<String> ALL = Set.copyOf(lines("standard-library.txt"));

    private Names() {}
  }

  /** Loaded when something inside a package is asked for. */
  private static final class Packages {
    static final Map<String, Members> ALL = load();

    private Packages() {}

    private static Map<String, Members> load() {
      Map<String, Members> packages = new HashMap<>();
      for (String line : lines("standard-library-packages.txt")) {
        String[] parts = line.split("\\|", -1);
        packages.put(parts[0], new Members(words(parts[1]), words(parts[2])));
      }
      return Map.copyOf(packages);
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

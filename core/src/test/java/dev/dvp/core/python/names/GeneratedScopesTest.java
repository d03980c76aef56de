package dev.dvp.core.python.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.PyModule;
import dev.dvp.core.python.PythonSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random nested scopes, each use numbered, against a model that knows nothing of walking a tree: it
 * is kept while the source is written.
 */
class GeneratedScopesTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  /** What the writer knows of a scope: its names, and those around it. */
  private record Level(Level outer, boolean isClass, TreeSet<String> bound) {}

  private static final class Writer {
    final StringBuilder text = new StringBuilder();
    final List<Runnable> later = new ArrayList<>();
    final List<Integer> undefined = new ArrayList<>();
    final Random random;
    int line;

    Writer(long seed) {
      random = new Random(seed);
    }

    void line(int depth, String code) {
      text.append("    ".repeat(depth)).append(code).append('\n');
      line++;
    }

    String name() {
      return NAMES.get(random.nextInt(NAMES.size()));
    }

    void block(Level level, int depth) {
      line(depth, "pass");
      int count = 2 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        statement(level, depth);
      }
    }

    void statement(Level level, int depth) {
      switch (random.nextInt(depth < 4 ? 7 : 3)) {
        case 0 -> bind(level, depth);
        case 1, 2 -> use(level, depth);
        case 3 -> function(level, depth);
        case 4 -> definition(level, depth);
        case 5 -> {
          String name = name();
          use(level, name, line + 1);
          line(depth, "print([" + name() + "_ for x_ in " + name + " if 0 or x_])");
          // The element is a name that nothing ever binds.
          undefined.add(line);
        }
        default -> {
          line(depth, "if print:");
          block(level, depth + 1);
        }
      }
    }

    void bind(Level level, int depth) {
      String name = name();
      line(
          depth,
          switch (random.nextInt(4)) {
            case 0 -> name + " = 1";
            case 1 -> "import " + name;
            case 2 -> "from os import path as " + name;
            default -> "(" + name + " := 1)";
          });
      level.bound.add(name);
    }

    void use(Level level, int depth) {
      String name = name();
      use(level, name, line + 1);
      line(depth, "print(" + name + ")");
    }

    /** Looks through this scope now, and through those around it as a function finds them. */
    void use(Level level, String name, int at) {
      if (level.bound.contains(name)) {
        return;
      }
      if (isAtModuleTime(level)) {
        if (!isFound(level.outer, name)) {
          undefined.add(at);
        }
        return;
      }
      boolean isInClass = level.isClass;
      Level function = isInClass ? functionAround(level) : level;
      boolean isFoundNow = isInClass && isFoundBetween(level.outer, function, name);
      if (!isFoundNow) {
        later.add(
            () -> {
              if (!isFound(function.outer, name)) {
                undefined.add(at);
              }
            });
      }
    }

    boolean isAtModuleTime(Level level) {
      for (Level at = level; at != null; at = at.outer) {
        if (!at.isClass) {
          return at.outer == null;
        }
      }
      return true;
    }

    Level functionAround(Level level) {
      Level at = level;
      while (at.isClass) {
        at = at.outer;
      }
      return at;
    }

    /** In the function that runs the class body, only what is bound so far counts. */
    boolean isFoundBetween(Level from, Level function, String name) {
      return function.bound.contains(name);
    }

    boolean isFound(Level from, String name) {
      for (Level at = from; at != null; at = at.outer) {
        if (!at.isClass && at.bound.contains(name)) {
          return true;
        }
      }
      return false;
    }

    void function(Level level, int depth) {
      String name = name();
      String parameter = name();
      line(depth, "def " + name + "(" + parameter + "):");
      Level inner = new Level(level, false, new TreeSet<>(List.of(parameter)));
      level.bound.add(name);
      block(inner, depth + 1);
    }

    void definition(Level level, int depth) {
      String name = name();
      line(depth, "class " + name + ":");
      block(new Level(level, true, new TreeSet<>()), depth + 1);
      level.bound.add(name);
    }
  }

  @Property(tries = 1500)
  void agreesWithTheModel(@ForAll long seed) {
    Writer writer = new Writer(seed);
    writer.block(new Level(null, false, new TreeSet<>()), 0);
    writer.later.forEach(Runnable::run);

    List<Integer> lines =
        DeepStack.call(
            () -> {
              PyModule module = PythonSources.parse(writer.text.toString());
              return FileScan.of(module, false).undefined.stream()
                  .map(use -> use.span().line())
                  .sorted()
                  .toList();
            });

    assertThat(lines)
        .as(writer.text.toString())
        .isEqualTo(writer.undefined.stream().sorted().toList());
  }
}

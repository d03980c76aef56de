package dev.dvp.core.operations;

import static dev.dvp.core.operations.RandomSource.PARAMETERS;
import static dev.dvp.core.operations.RandomSource.lines;

import java.util.ArrayList;
import java.util.List;

/** Writes registrations at random in which no other statement is nested. */
final class RandomRegistrations {
  /** How many kinds there are. */
  static final int KINDS = 10;

  private final RandomSource source;

  RandomRegistrations(RandomSource source) {
    this.source = source;
  }

  void write(int kind, StringBuilder out, String indent, String plugin) {
    int wanted = kind == 3 ? 0 : kind < 6 ? 1 : 2;
    List<String> taken = source.take(wanted);
    if (taken.size() < wanted || kind == 3) {
      lines(out, indent, migration(plugin));
      return;
    }
    String one = taken.get(0);
    String two = taken.get(taken.size() - 1);
    String text =
        switch (kind) {
          case 0, 1 -> decorated(one, plugin);
          case 2 -> called(one, plugin);
          case 4 -> alias(one, plugin);
          case 5 -> partial(one, plugin);
          case 6 -> loop(one, two, plugin);
          case 7 -> table(one, two, plugin);
          case 8 -> comprehension(one, two, plugin);
          default -> lazy(one, two, plugin);
        };
    lines(out, indent, text);
  }

  private String define(String name) {
    return "def " + name + PARAMETERS + ": pass\n";
  }

  private String decorated(String operation, String plugin) {
    List<String> decorators = new ArrayList<>();
    decorators.add("@" + plugin + ".virtual." + operation + "()\n");
    for (int i = source.random.nextInt(3); i > 0; i--) {
      decorators.add(
          source.random.nextInt(decorators.size() + 1), source.pick("@same\n", "@logged\n"));
    }
    return String.join("", decorators) + define(source.fresh("f"));
  }

  private String called(String operation, String plugin) {
    String name = source.fresh("g");
    return define(name)
        + source.pick(
            plugin + ".virtual." + operation + "()(" + name + ")",
            "getattr(" + plugin + ".virtual, '" + operation + "')()(" + name + ")",
            "getattr(getattr(" + plugin + ", 'virtual'), f'" + operation + "')()(" + name + ")",
            "(lambda q: q.virtual." + operation + "())(" + plugin + ")(" + name + ")",
            "same(" + plugin + ").virtual." + operation + "()(same(" + name + "))");
  }

  private String migration(String plugin) {
    int number = source.number();
    String id =
        source.pick(
            "'2026." + number + "'",
            "'2026' + '." + number + "'",
            "f'2026.{" + number + "}'",
            "'.'.join(['2026', str(" + number + ")])",
            "'%s.%d' % ('2026', " + number + ")",
            "'0{}.{}.0'.format(2026, " + number + ")");
    String kind =
        source.pick("repository", "source_config", "linked_source", "virtual_source", "snapshot");
    return "@%s.upgrade.%s(%s)\ndef %s(old_%s): return old_%s\n"
        .formatted(plugin, kind, id, source.fresh("m"), kind, kind);
  }

  private String alias(String operation, String plugin) {
    String name = source.fresh("a");
    String path = plugin + ".virtual";
    return source.pick(
            name + " = " + path + "\n@" + name + "." + operation + "()\n",
            name + " = " + path + "." + operation + "\n@" + name + "()\n",
            name + " = " + path + "." + operation + "()\n@" + name + "\n")
        + define(source.fresh("f"));
  }

  private String partial(String operation, String plugin) {
    String name = source.fresh("k");
    String add = source.fresh("add");
    String group = plugin + ".virtual";
    return define(name)
        + "def "
        + add
        + "(group, name, function):\n    return getattr(group, name)()(function)\n"
        + source
            .pick(
                "functools.partial(%1$s, %2$s)('%3$s', %4$s)",
                "functools.partial(%1$s, function=%4$s)(%2$s, name='%3$s')",
                "functools.partial(%1$s, %2$s, '%3$s')(%4$s)")
            .formatted(add, group, operation, name);
  }

  private String loop(String one, String two, String plugin) {
    String name = source.fresh("h");
    String turn = source.fresh("turn");
    String each =
        source
            .pick(
                "('%s', '%s')",
                "['%s', '%s']",
                "'%s %s'.split()",
                "{'%s': 1, '%s': 2}",
                "reversed(['%s', '%s'])",
                "iter(['%s', '%s'])",
                "sorted(['%s', '%s'], key=len)",
                "[n.lower() for n in ['%s', 'x', '%s'] if n != 'x']")
            .formatted(one, two);
    return define(name)
        + "for "
        + turn
        + " in "
        + each
        + ":\n    getattr("
        + plugin
        + ".virtual, "
        + turn
        + ")()("
        + name
        + ")\n"
        + source.pick("", "    continue\n", "    pass\n");
  }

  private String table(String one, String two, String plugin) {
    String f = source.fresh("t");
    String table = source.fresh("TABLE");
    String made =
        source
            .pick(
                "{'%1$s': %3$s, '%2$s': %3$s}",
                "dict(%1$s=%3$s, %2$s=%3$s)",
                "dict([('%1$s', %3$s)], %2$s=%3$s)",
                "dict(zip(('%1$s', '%2$s'), [%3$s, %3$s]))",
                "{n: %3$s for n in ('%1$s', '%2$s')}")
            .formatted(one, two, f);
    String items =
        source.pick("%s.items()", "list(%s.items())", "sorted(%s.items())").formatted(table);
    return define(f)
        + table
        + " = "
        + made
        + "\nfor name, function in "
        + items
        + ":\n    getattr("
        + plugin
        + ".virtual, name)()(function)\n";
  }

  private String comprehension(String one, String two, String plugin) {
    String f = source.fresh("c");
    String each = "getattr(" + plugin + ".virtual, n)()(" + f + ")";
    String both = "('" + one + "', '" + two + "')";
    return define(f)
        + source
            .pick(
                "[%s for n in %s]",
                "list(%s for n in %s)",
                "{n: %s for n in %s}",
                "list(map(lambda n: %s, %s))",
                "all(%s for n in %s)",
                "tuple(filter(lambda n: %s, %s))",
                "for n in %2$s: %1$s",
                "[%s for i, n in enumerate(%s) if i < 2]")
            .formatted(each, both);
  }

  /** What is not walked, or not to its end, registers less than it says. */
  private String lazy(String one, String two, String plugin) {
    String f = source.fresh("c");
    String each = "getattr(" + plugin + ".virtual, n)()(" + f + ")";
    String both = "('" + one + "', '" + two + "')";
    String text =
        source.pick(
            "(%s for n in %s)",
            "map(lambda n: %s, %s)",
            "filter(lambda n: %s, %s)",
            "enumerate(%s for n in %s)",
            "iter(map(lambda n: %s, %s))",
            "any(%s for n in %s)",
            "next(%s for n in %s)",
            "for _ in map(lambda n: %s, %s): break");
    boolean isBegun = text.startsWith("any") || text.startsWith("next") || text.startsWith("for");
    List<String> still = source.free();
    still.add(two);
    if (!isBegun) {
      still.add(one);
    }
    source.restore(still);
    return define(f) + text.formatted(each, both);
  }
}

package dev.dvp.core.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes small plugins at random: registrations nested in whatever Python offers for it. All that
 * they do is constant, so reading must see exactly what importing registers, and nothing is left
 * for a finding about what cannot be seen.
 */
final class RandomPlugins {
  private static final List<String> OPERATIONS =
      List.of("start", "stop", "status", "cleanup", "unconfigure", "pre_snapshot", "post_snapshot");
  private static final String PARAMETERS = "(virtual_source, repository, source_config)";
  private static final int MAX_DEPTH = 3;

  private final Random random;
  private final List<String> operations = new ArrayList<>();
  private final Map<String, StringBuilder> files = new LinkedHashMap<>();
  private int names;
  private int migrations;

  private RandomPlugins(long seed) {
    this.random = new Random(seed);
  }

  /** The files of the plugin that belongs to a seed: fewer statements, a smaller plugin. */
  static Map<String, String> write(long seed, int statements) {
    return new RandomPlugins(seed).plugin(statements);
  }

  private Map<String, String> plugin(int statements) {
    operations.addAll(OPERATIONS);
    StringBuilder core = new StringBuilder();
    core.append(
        pick(
            "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n",
            "from dlpx.virtualization import platform\nplugin = platform.plugin()\n",
            "import dlpx.virtualization.platform as p\nplugin, VERSION = p.Plugin(), 1\n",
            "from dlpx.virtualization.platform import *\nplugin: Plugin = Plugin()\n",
            "from dlpx.virtualization.platform import Plugin as P\ndef make():\n    return P()\n"
                + "plugin = make()\n"));
    boolean isApart = random.nextBoolean();
    StringBuilder main = isApart ? new StringBuilder() : core;
    if (isApart) {
      files.put("app/core.py", core);
      if (random.nextBoolean()) {
        files.put("app/__init__.py", new StringBuilder());
      }
      main.append(
          pick(
              "from app.core import plugin\n",
              "import app.core as c\nplugin = c.plugin\n",
              "from app import core\nplugin = core.plugin\n",
              "from app.core import *\n"));
    }
    files.put("plugin_runner.py", main);
    main.append("import functools\nON, OFF, NAME = True, not True, 'start'\n");
    main.append("def same(function):\n    return function\n");
    main.append(
        "def logged(function):\n    @functools.wraps(function)\n    def inner(**kwargs):\n"
            + "        return function(**kwargs)\n    return inner\n");
    for (int i = 0; i < statements; i++) {
      if (random.nextInt(6) == 0) {
        module(main, isApart);
      } else {
        statement(main, "", "plugin", 0);
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, text) -> texts.put(name, text.toString()));
    return texts;
  }

  /** A module of its own that takes the plugin from where it is made. */
  private void module(StringBuilder main, boolean isApart) {
    String name = fresh("ops");
    StringBuilder text = new StringBuilder();
    text.append("import functools\nON, OFF = True, False\n");
    text.append("def same(function):\n    return function\n");
    text.append("def logged(function):\n    return function\n");
    String from = isApart ? "app.core" : "plugin_runner";
    text.append(
        pick(
            "from " + from + " import plugin\n",
            "from " + from + " import plugin as owner\nplugin = owner\n",
            "import " + from + "\nplugin = " + from + ".plugin\n"));
    statement(text, "", "plugin", 1);
    statement(text, "", "plugin", 2);
    files.put("lib/" + name + ".py", text);
    main.append(
        pick(
            "import lib." + name + "\n",
            "from lib import " + name + "\n",
            "from lib." + name + " import *\n",
            "import importlib\nimportlib.import_module('lib." + name + "')\n",
            "try:\n    from lib import " + name + "\nexcept ImportError:\n    raise\n",
            "def load():\n    import lib." + name + "\nload()\n"));
  }

  private void statement(StringBuilder out, String indent, String plugin, int depth) {
    int kind = random.nextInt(depth < MAX_DEPTH ? 16 : 5);
    switch (kind) {
      case 0, 1 -> decorated(out, indent, plugin);
      case 2 -> called(out, indent, plugin);
      case 3 -> migration(out, indent, plugin);
      case 4 -> alias(out, indent, plugin);
      case 5, 6 -> condition(out, indent, plugin, depth);
      case 7, 8 -> function(out, indent, plugin, depth);
      case 9 -> loop(out, indent, plugin);
      case 10 -> tried(out, indent, plugin, depth);
      case 11 -> object(out, indent, plugin, depth);
      case 12 -> partial(out, indent, plugin);
      case 13 -> matched(out, indent, plugin, depth);
      case 14 -> table(out, indent, plugin);
      default -> comprehension(out, indent, plugin);
    }
  }

  /** Each operation once: a second registration ends the import, which other tests look at. */
  private String operation() {
    return operations.isEmpty() ? "" : operations.remove(random.nextInt(operations.size()));
  }

  private void decorated(StringBuilder out, String indent, String plugin) {
    String operation = operation();
    if (operation.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    List<String> decorators = new ArrayList<>();
    decorators.add("@" + plugin + ".virtual." + operation + "()");
    for (int i = random.nextInt(3); i > 0; i--) {
      decorators.add(random.nextInt(decorators.size() + 1), pick("@same", "@logged"));
    }
    decorators.forEach(decorator -> out.append(indent).append(decorator).append('\n'));
    out.append(indent).append("def ").append(fresh("f")).append(PARAMETERS).append(": pass\n");
  }

  private void called(StringBuilder out, String indent, String plugin) {
    String operation = operation();
    if (operation.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    String name = fresh("g");
    out.append(indent).append("def ").append(name).append(PARAMETERS).append(": pass\n");
    out.append(indent);
    out.append(
        pick(
            plugin + ".virtual." + operation + "()(" + name + ")\n",
            "getattr(" + plugin + ".virtual, '" + operation + "')()(" + name + ")\n",
            "getattr(getattr(" + plugin + ", 'virtual'), f'" + operation + "')()(" + name + ")\n",
            "(lambda q: q.virtual." + operation + "())(" + plugin + ")(" + name + ")\n",
            "same(" + plugin + ").virtual." + operation + "()(same(" + name + "))\n"));
  }

  private void migration(StringBuilder out, String indent, String plugin) {
    String id = "2026." + (++migrations);
    String text =
        pick(
            "'" + id + "'",
            "'2026' + '." + migrations + "'",
            "f'2026.{" + migrations + "}'",
            "'.'.join(['2026', str(" + migrations + ")])",
            "'%s.%d' % ('2026', " + migrations + ")",
            "'0{}.{}.0'.format(2026, " + migrations + ")");
    String kind =
        pick("repository", "source_config", "linked_source", "virtual_source", "snapshot");
    out.append(indent).append('@').append(plugin).append(".upgrade.").append(kind);
    out.append('(').append(text).append(")\n");
    out.append(indent).append("def ").append(fresh("m"));
    out.append("(old_").append(kind).append("): return old_").append(kind).append('\n');
  }

  private void alias(StringBuilder out, String indent, String plugin) {
    String operation = operation();
    if (operation.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    String name = fresh("a");
    out.append(indent);
    switch (random.nextInt(3)) {
      case 0 ->
          out.append(
              name
                  + " = "
                  + plugin
                  + ".virtual\n"
                  + indent
                  + "@"
                  + name
                  + "."
                  + operation
                  + "()\n");
      case 1 ->
          out.append(
              name
                  + " = "
                  + plugin
                  + ".virtual."
                  + operation
                  + "\n"
                  + indent
                  + "@"
                  + name
                  + "()\n");
      default ->
          out.append(
              name
                  + " = "
                  + plugin
                  + ".virtual."
                  + operation
                  + "()\n"
                  + indent
                  + "@"
                  + name
                  + "\n");
    }
    out.append(indent).append("def ").append(fresh("f")).append(PARAMETERS).append(": pass\n");
  }

  private void condition(StringBuilder out, String indent, String plugin, int depth) {
    String test =
        pick(
            "ON",
            "OFF",
            "not OFF",
            "ON and not OFF",
            "1 < 2 <= 2",
            "'a' in ('b', 'c')",
            "len('ab') == 2",
            "None is None",
            "ON if OFF else OFF",
            "isinstance(1, int) or ON");
    List<String> kept = new ArrayList<>(operations);
    out.append(indent).append("if ").append(test).append(":\n");
    statement(out, indent + "    ", plugin, depth + 1);
    List<String> afterBody = new ArrayList<>(operations);
    if (random.nextBoolean()) {
      // The other branch may register the same: only one of the two runs.
      operations.clear();
      operations.addAll(kept);
      out.append(indent).append("else:\n");
      statement(out, indent + "    ", plugin, depth + 1);
      operations.retainAll(afterBody);
    }
  }

  private void function(StringBuilder out, String indent, String plugin, int depth) {
    String name = fresh("register");
    boolean takesIt = random.nextBoolean();
    boolean isCalled = random.nextInt(4) > 0;
    List<String> kept = new ArrayList<>(operations);
    String inner = takesIt ? "p" : plugin;
    out.append(indent)
        .append("def ")
        .append(name)
        .append(takesIt ? "(p, *rest, on=True):\n" : "():\n");
    statement(out, indent + "    ", inner, depth + 1);
    if (random.nextInt(3) == 0) {
      out.append(indent).append("    if ").append(pick("ON", "OFF")).append(":\n");
      out.append(indent).append("        return\n");
      statement(out, indent + "    ", inner, depth + 1);
    }
    if (isCalled) {
      out.append(indent)
          .append(name)
          .append(
              takesIt
                  ? "(" + pick(plugin, "*[" + plugin + "]", plugin + ", 1, on=False") + ")\n"
                  : "()\n");
    } else {
      operations.clear();
      operations.addAll(kept);
    }
  }

  private void loop(StringBuilder out, String indent, String plugin) {
    String one = operation();
    String two = operation();
    if (two.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    String name = fresh("h");
    String turn = fresh("turn");
    out.append(indent).append("def ").append(name).append(PARAMETERS).append(": pass\n");
    out.append(indent).append("for ").append(turn).append(" in ");
    out.append(
        pick(
            "('" + one + "', '" + two + "')",
            "['" + one + "', '" + two + "']",
            "'" + one + " " + two + "'.split()",
            "{'" + one + "': 1, '" + two + "': 2}",
            "reversed(['" + one + "', '" + two + "'])",
            "[n.lower() for n in ['" + one + "', 'x', '" + two + "'] if n != 'x']"));
    out.append(":\n").append(indent).append("    getattr(").append(plugin).append(".virtual, ");
    out.append(turn).append(")()(").append(name).append(")\n");
    if (random.nextBoolean()) {
      out.append(indent).append("    ").append(pick("continue", "pass")).append('\n');
    }
  }

  private void tried(StringBuilder out, String indent, String plugin, int depth) {
    List<String> kept = new ArrayList<>(operations);
    String failing =
        pick("{}['x']", "[][1]", "raise ValueError('x')", "int('x')", "unicode", "pass", "ON");
    out.append(indent).append("try:\n").append(indent).append("    ").append(failing).append('\n');
    statement(out, indent + "    ", plugin, depth + 1);
    List<String> afterBody = new ArrayList<>(operations);
    operations.clear();
    operations.addAll(kept);
    out.append(indent)
        .append("except ")
        .append(
            pick("Exception", "(KeyError, IndexError, ValueError, NameError)", "BaseException"));
    out.append(":\n");
    statement(out, indent + "    ", plugin, depth + 1);
    operations.retainAll(afterBody);
    if (random.nextInt(3) == 0) {
      out.append(indent).append("finally:\n");
      statement(out, indent + "    ", plugin, depth + 1);
    }
  }

  private void object(StringBuilder out, String indent, String plugin, int depth) {
    String name = fresh("Registrar");
    out.append(indent).append("class ").append(name).append(":\n");
    switch (random.nextInt(3)) {
      case 0 -> {
        out.append(indent).append("    def __init__(self, p):\n");
        out.append(indent).append("        self.p = p\n");
        out.append(indent).append("    def register(self):\n");
        statement(out, indent + "        ", "self.p", depth + 1);
        out.append(indent).append(name).append('(').append(plugin).append(").register()\n");
      }
      case 1 -> {
        out.append(indent).append("    @staticmethod\n");
        out.append(indent).append("    def register(p):\n");
        statement(out, indent + "        ", "p", depth + 1);
        out.append(indent).append(name).append(".register(").append(plugin).append(")\n");
      }
      default -> {
        out.append(indent).append("    ON, OFF = True, False\n");
        out.append(indent).append("    def __call__(self, p):\n");
        statement(out, indent + "        ", "p", depth + 1);
        out.append(indent).append(name).append("()(").append(plugin).append(")\n");
      }
    }
  }

  private void partial(StringBuilder out, String indent, String plugin) {
    String operation = operation();
    if (operation.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    String name = fresh("k");
    String add = fresh("add");
    out.append(indent).append("def ").append(name).append(PARAMETERS).append(": pass\n");
    out.append(indent).append("def ").append(add).append("(group, name, function):\n");
    out.append(indent).append("    return getattr(group, name)()(function)\n");
    out.append(indent);
    out.append(
        pick(
            "functools.partial("
                + add
                + ", "
                + plugin
                + ".virtual)('"
                + operation
                + "', "
                + name
                + ")\n",
            "functools.partial("
                + add
                + ", function="
                + name
                + ")("
                + plugin
                + ".virtual, name='"
                + operation
                + "')\n",
            "functools.partial("
                + add
                + ", "
                + plugin
                + ".virtual, '"
                + operation
                + "')("
                + name
                + ")\n"));
  }

  private void matched(StringBuilder out, String indent, String plugin, int depth) {
    List<String> kept = new ArrayList<>(operations);
    out.append(indent).append("match ").append(pick("1", "2", "3", "'start'")).append(":\n");
    out.append(indent).append("    case ").append(pick("1", "1 | 2", "'start'")).append(":\n");
    statement(out, indent + "        ", plugin, depth + 1);
    List<String> afterBody = new ArrayList<>(operations);
    operations.clear();
    operations.addAll(kept);
    out.append(indent)
        .append("    case ")
        .append(pick("_", "other", "other if ON", "3"))
        .append(":\n");
    statement(out, indent + "        ", plugin, depth + 1);
    operations.retainAll(afterBody);
  }

  private void table(StringBuilder out, String indent, String plugin) {
    String one = operation();
    String two = operation();
    if (two.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    String f = fresh("t");
    String table = fresh("TABLE");
    out.append(indent).append("def ").append(f).append(PARAMETERS).append(": pass\n");
    out.append(indent).append(table).append(" = ");
    out.append(
        pick(
            "{'" + one + "': " + f + ", '" + two + "': " + f + "}\n",
            "dict(" + one + "=" + f + ", " + two + "=" + f + ")\n",
            "dict([('" + one + "', " + f + ")], " + two + "=" + f + ")\n",
            "dict(zip(('" + one + "', '" + two + "'), [" + f + ", " + f + "]))\n",
            "{n: " + f + " for n in ('" + one + "', '" + two + "')}\n"));
    out.append(indent).append("for name, function in ");
    out.append(pick("", "list(", "sorted("));
    boolean isOpen = out.charAt(out.length() - 1) == '(';
    out.append(table).append(".items()").append(isOpen ? ")" : "").append(":\n");
    out.append(indent)
        .append("    getattr(")
        .append(plugin)
        .append(".virtual, name)()(function)\n");
  }

  private void comprehension(StringBuilder out, String indent, String plugin) {
    String one = operation();
    String two = operation();
    if (two.isEmpty()) {
      migration(out, indent, plugin);
      return;
    }
    String f = fresh("c");
    out.append(indent).append("def ").append(f).append(PARAMETERS).append(": pass\n");
    String each = "getattr(" + plugin + ".virtual, n)()(" + f + ")";
    String both = "('" + one + "', '" + two + "')";
    out.append(indent);
    out.append(
        pick(
            "[" + each + " for n in " + both + "]\n",
            "list(" + each + " for n in " + both + ")\n",
            "{n: " + each + " for n in " + both + "}\n",
            "list(map(lambda n: " + each + ", " + both + "))\n",
            "[" + each + " for i, n in enumerate(" + both + ") if i < 2]\n"));
  }

  private String fresh(String stem) {
    return stem + (++names);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

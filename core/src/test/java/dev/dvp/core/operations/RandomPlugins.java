package dev.dvp.core.operations;

import static dev.dvp.core.operations.RandomSource.lines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small plugins at random: registrations nested in whatever Python offers for it. All that
 * they do is constant, so reading must see exactly what importing registers, and nothing is left
 * for a finding about what cannot be seen.
 */
final class RandomPlugins {
  private static final int MAX_DEPTH = 3;
  private static final int NESTING_KINDS = 14;

  private final RandomSource source;
  private final RandomRegistrations registrations;

  /** In a coroutine no other one is run: asyncio refuses that. */
  private boolean isAwaiting;

  private final Map<String, StringBuilder> files = new LinkedHashMap<>();

  private RandomPlugins(long seed) {
    this.source = new RandomSource(seed);
    this.registrations = new RandomRegistrations(source);
  }

  /** The files of the plugin that belongs to a seed: fewer statements, a smaller plugin. */
  static Map<String, String> write(long seed, int statements) {
    return new RandomPlugins(seed).plugin(statements);
  }

  private Map<String, String> plugin(int statements) {
    StringBuilder core = new StringBuilder();
    core.append(
        source.pick(
            "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n",
            "from dlpx.virtualization import platform\nplugin = platform.plugin()\n",
            "import dlpx.virtualization.platform as p\nplugin, VERSION = p.Plugin(), 1\n",
            "from dlpx.virtualization.platform import *\nplugin: Plugin = Plugin()\n",
            "from dlpx.virtualization.platform import Plugin as P\ndef make():\n    return P()\n"
                + "plugin = make()\n"));
    boolean isApart = source.random.nextBoolean();
    StringBuilder main = isApart ? new StringBuilder() : core;
    if (isApart) {
      files.put("app/core.py", core);
      if (source.random.nextBoolean()) {
        files.put("app/__init__.py", new StringBuilder());
      }
      main.append(
          source.pick(
              "from app.core import plugin\n",
              "import app.core as c\nplugin = c.plugin\n",
              "from app import core\nplugin = core.plugin\n",
              "from app.core import *\n"));
    }
    files.put("plugin_runner.py", main);
    helpers(main);
    for (int i = 0; i < statements; i++) {
      if (source.oneIn(6)) {
        module(main, isApart);
      } else {
        statement(main, "", "plugin", 0);
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, text) -> texts.put(name, text.toString()));
    return texts;
  }

  private static void helpers(StringBuilder out) {
    lines(
        out,
        "",
        """
        import contextlib, functools
        ON, OFF, NAME = True, not True, 'start'
        def same(function):
            return function
        def logged(function):
            @functools.wraps(function)
            def inner(**kwargs):
                return function(**kwargs)
            return inner
        """);
  }

  /** A module of its own that takes the plugin from where it is made. */
  private void module(StringBuilder main, boolean isApart) {
    String name = source.fresh("ops");
    StringBuilder text = new StringBuilder();
    helpers(text);
    String from = isApart ? "app.core" : "plugin_runner";
    text.append(
        source.pick(
            "from " + from + " import plugin\n",
            "from " + from + " import plugin as owner\nplugin = owner\n",
            "import " + from + "\nplugin = " + from + ".plugin\n"));
    statement(text, "", "plugin", 1);
    statement(text, "", "plugin", 2);
    files.put("lib/" + name + ".py", text);
    main.append(
        source.pick(
            "import lib." + name + "\n",
            "from lib import " + name + "\n",
            "from lib." + name + " import *\n",
            "import importlib\nimportlib.import_module('lib." + name + "')\n",
            "try:\n    from lib import " + name + "\nexcept ImportError:\n    raise\n",
            "def load():\n    import lib." + name + "\nload()\n"));
  }

  private void statement(StringBuilder out, String indent, String plugin, int depth) {
    int simple = RandomRegistrations.KINDS;
    int kind = source.random.nextInt(depth < MAX_DEPTH ? simple + NESTING_KINDS : simple);
    if (kind < simple) {
      registrations.write(kind, out, indent, plugin);
      return;
    }
    switch (kind - simple) {
      case 0, 1 -> condition(out, indent, plugin, depth);
      case 2, 3 -> function(out, indent, plugin, depth);
      case 4 -> tried(out, indent, plugin, depth);
      case 5 -> object(out, indent, plugin, depth);
      case 6 -> matched(out, indent, plugin, depth);
      case 7, 8, 9 -> generator(out, indent, plugin, depth);
      case 10, 11 -> context(out, indent, plugin, depth);
      case 12 -> later(out, indent, plugin, depth);
      default -> turns(out, indent, plugin, depth);
    }
  }

  /** Two statements of which one runs at most. */
  private void either(
      StringBuilder out, String indent, String plugin, int depth, String head, String other) {
    List<String> kept = source.free();
    lines(out, indent, head);
    String deeper = indent + " ".repeat(head.lines().count() > 1 ? 8 : 4);
    statement(out, deeper, plugin, depth + 1);
    List<String> afterBody = source.free();
    source.restore(kept);
    lines(out, indent + " ".repeat(deeper.length() - indent.length() - 4), other);
    statement(out, deeper, plugin, depth + 1);
    source.retain(afterBody);
  }

  private void condition(StringBuilder out, String indent, String plugin, int depth) {
    String test =
        source.pick(
            "ON",
            "OFF",
            "not OFF",
            "ON and not OFF",
            "1 < 2 <= 2",
            "'a' in ('b', 'c')",
            "len('ab') == 2",
            "None is None",
            "ON if OFF else OFF",
            "any(n == 'a' for n in 'ba')",
            "all(map(lambda n: n > 1, [2, 1]))",
            "isinstance(1, int) or ON");
    if (source.random.nextBoolean()) {
      either(out, indent, plugin, depth, "if " + test + ":", "else:");
    } else {
      lines(out, indent, "if " + test + ":");
      statement(out, indent + "    ", plugin, depth + 1);
    }
  }

  private void function(StringBuilder out, String indent, String plugin, int depth) {
    String name = source.fresh("register");
    boolean takesIt = source.random.nextBoolean();
    List<String> kept = source.free();
    String inner = takesIt ? "p" : plugin;
    lines(out, indent, "def " + name + (takesIt ? "(p, *rest, on=True):" : "():"));
    statement(out, indent + "    ", inner, depth + 1);
    if (source.oneIn(3)) {
      lines(out, indent + "    ", "if " + source.pick("ON", "OFF") + ":\n    return");
      statement(out, indent + "    ", inner, depth + 1);
    }
    if (source.oneIn(4)) {
      source.restore(kept);
    } else {
      String given = source.pick(plugin, "*[" + plugin + "]", plugin + ", 1, on=False");
      lines(out, indent, name + "(" + (takesIt ? given : "") + ")");
    }
  }

  private void tried(StringBuilder out, String indent, String plugin, int depth) {
    String failing =
        source.pick(
            "{}['x']", "[][1]", "raise ValueError('x')", "int('x')", "unicode", "pass", "ON");
    List<String> kept = source.free();
    lines(out, indent, "try:\n    " + failing);
    statement(out, indent + "    ", plugin, depth + 1);
    List<String> afterBody = source.free();
    source.restore(kept);
    String caught =
        source.pick("Exception", "(KeyError, IndexError, ValueError, NameError)", "BaseException");
    lines(out, indent, "except " + caught + ":");
    statement(out, indent + "    ", plugin, depth + 1);
    source.retain(afterBody);
    if (source.oneIn(3)) {
      lines(out, indent, "finally:");
      statement(out, indent + "    ", plugin, depth + 1);
    }
  }

  private void object(StringBuilder out, String indent, String plugin, int depth) {
    String name = source.fresh("Registrar");
    String head =
        source.pick(
            "def __init__(self, p):\n    self.p = p\ndef register(self):",
            "@staticmethod\ndef register(p):",
            "@classmethod\ndef register(cls, p):",
            "ON, OFF = True, False\ndef __call__(self, p):");
    lines(out, indent, "class " + name + ":");
    lines(out, indent + "    ", head);
    statement(out, indent + "        ", head.contains("self.p") ? "self.p" : "p", depth + 1);
    String call = head.contains("self.p") ? "(%s).register()" : "()(%s)";
    lines(out, indent, name + (head.startsWith("@") ? ".register(%s)" : call).formatted(plugin));
  }

  private void matched(StringBuilder out, String indent, String plugin, int depth) {
    String head =
        "match "
            + source.pick("1", "2", "3", "'start'")
            + ":\n    case "
            + source.pick("1", "1 | 2", "'start'")
            + ":";
    String other = "case " + source.pick("_", "other", "other if ON", "3") + ":";
    either(out, indent, plugin, depth, head, other);
  }

  /** A generator that is walked to its end, up to its first yield, or not at all. */
  private void generator(StringBuilder out, String indent, String plugin, int depth) {
    String name = source.fresh("each");
    List<String> kept = source.free();
    lines(out, indent, "def " + name + "(p):");
    boolean isGuarded = source.oneIn(3);
    if (isGuarded) {
      lines(out, indent, "    try:");
    }
    String deeper = indent + (isGuarded ? "        " : "    ");
    statement(out, deeper, "p", depth + 1);
    lines(out, deeper, source.pick("yield 1", "yield from [1]", "x = yield 'x'"));
    List<String> begun = source.free();
    statement(out, deeper, "p", depth + 1);
    List<String> ended = source.free();
    if (isGuarded) {
      lines(out, indent, "    except KeyError:\n        raise");
    }
    String call = name + "(" + plugin + ")";
    switch (source.random.nextInt(3)) {
      case 0 -> {
        lines(out, indent, source.pick("%s", "iter(%s)", "x = %s").formatted(call));
        source.restore(kept);
      }
      case 1 -> {
        String text =
            source.pick("next(%s)", "for _ in %s: break", "any(%s)", "any(map(bool, %s))");
        lines(out, indent, text.formatted(call));
        source.restore(begun);
      }
      default -> {
        String text =
            source.pick(
                "list(%s)",
                "for _ in %s: pass", "[*%s]", "all(%s)", "set(map(str, %s))", "x, = %s");
        lines(out, indent, text.formatted(call));
        source.restore(ended);
      }
    }
  }

  private void context(StringBuilder out, String indent, String plugin, int depth) {
    String name = source.fresh("scope");
    if (source.random.nextBoolean()) {
      lines(
          out,
          indent,
          "class "
              + name
              + ":\n    def __init__(self, p): self.p = p\n"
              + "    def __enter__(self): return self.p\n"
              + "    def __exit__(self, *exc): return False");
    } else {
      lines(out, indent, "@contextlib.contextmanager\ndef " + name + "(p):");
      statement(out, indent + "    ", "p", depth + 1);
      lines(
          out, indent, source.pick("    yield p", "    try:\n        yield p\n    finally: pass"));
      statement(out, indent + "    ", "p", depth + 1);
    }
    String inner = source.fresh("q");
    lines(out, indent, "with " + name + "(" + plugin + ") as " + inner + ":");
    statement(out, indent + "    ", inner, depth + 1);
  }

  /** A function that is kept and called afterwards, or a coroutine. */
  private void later(StringBuilder out, String indent, String plugin, int depth) {
    String name = source.fresh("step");
    List<String> kept = source.free();
    boolean isAwaited = source.random.nextBoolean() && !isAwaiting;
    isAwaiting |= isAwaited;
    lines(out, indent, (isAwaited ? "async def " : "def ") + name + "():");
    statement(out, indent + "    ", plugin, depth + 1);
    isAwaiting &= !isAwaited;
    if (source.oneIn(3)) {
      lines(out, indent, name + (isAwaited ? "().close()" : ""));
      source.restore(kept);
    } else {
      String run =
          source.pick(
              "[%s][0]()",
              "for run in [%s]: run()",
              "{'a': %s}['a']()",
              "steps = []; steps.append(%s); steps[-1]()");
      lines(out, indent, (isAwaited ? "import asyncio; asyncio.run(%s())" : run).formatted(name));
    }
  }

  /** A loop of one turn. */
  private void turns(StringBuilder out, String indent, String plugin, int depth) {
    lines(
        out,
        indent,
        source.pick(
            "for _ in range(1):",
            "for _ in range(5, 0, -9):",
            "for _ in filter(None, [0, 1]):",
            "while True:"));
    statement(out, indent + "    ", plugin, depth + 1);
    lines(out, indent + "    ", "break");
  }
}

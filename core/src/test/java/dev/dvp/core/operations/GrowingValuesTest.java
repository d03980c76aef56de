package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few lines of source whose values would be larger than any memory, or take for ever. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowingValuesTest {
  private static final String HEAD =
      """
      import functools
      import os
      from pathlib import Path
      from dlpx.virtualization.platform import Plugin
      plugin = Plugin()
      x = [1, 2]
      d = {1: 2}
      s = "ab"
      p = Path("a")
      t = (1, 2)
      u = (1, 2)
      """;
  private static final String START =
      """
      @plugin.virtual.start()
      def start(virtual_source, repository, source_config): pass
      """;

  @TempDir Path dir;

  private record Read(List<String> decorators, boolean isWarned) {}

  private Read read(String source) throws IOException {
    Files.writeString(dir.resolve("plugin_runner.py"), source);
    Diagnostics diagnostics = new Diagnostics();
    PluginOperations operations =
        OperationsReader.read(
                new OperationsReader.Request(
                    dir,
                    new EntryPoint("plugin_runner", "plugin"),
                    PluginType.DIRECT,
                    Location.of(Path.of("plugin_config.yml")),
                    java.util.Optional.empty()),
                diagnostics)
            .orElseThrow();
    return new Read(
        operations.found().stream().map(FoundOperation::decorator).toList(),
        diagnostics.sorted().stream().anyMatch(d -> d.rule() == OperationRule.NOT_SEEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = x + x",
        "x = [*x, *x]",
        "x = (*x, *x)",
        "x.extend(x)",
        "x += x",
        "x = list(zip(x + x, x + x))",
        "x = [y for y in x for z in (1, 2)]",
        "s = s + s",
        "s += s",
        "s = f\"{s}{s}\"",
        "s = \"%s%s\" % (s, s)",
        "s = \"{0}{0}\".format(s)",
        "s = \"{}{}\".format(s, s)",
        "s = \"\".join([s, s])",
        "s = s.join([s, s])",
        "s = s.replace(\"a\", \"aa\")",
        "s = os.path.join(s, s)",
        "p = p / p",
        "p = p.joinpath(p)",
        "p = Path(p, p)",
        "t = (t, t)",
        "x = functools.partial(x, *x) if s else x",
      })
  void whatGrowsWithoutEndIsNotFollowed(String line) throws IOException {
    Read read = read(HEAD + (line + "\n").repeat(40) + START);

    assertThat(read.decorators()).containsExactly("virtual.start");
    assertThat(read.isWarned()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = list(range(1000))\n{6*x = x + x\n}y = [len(x) for a in x for b in x for c in x]\n",
        "x = list(range(1000))\n{4*x = x + x\n}for a in x:\n  for b in x:\n    for c in x:\n      len(x)\n",
        "x = list(range(1000))\n{6*x.extend(x)\n}for a in range(1000):\n  for b in range(1000):\n"
            + "    for c in range(1000):\n      len(x)\n",
        "for a in range(1000):\n  for b in range(1000):\n    x.append(s)\n    x.insert(0, s)\n",
        "for a in range(1000):\n  for b in range(1000):\n    d[str(a) + '-' + str(b)] = a\n",
        "{40*t = (t, t)\nu = (u, u)\n}if t < u: x = 1\n",
        "{40*y = x if os.a else [1]\nz = x if os.b else [2]\nx = y if os.c else z\n}",
        "p = functools.partial(len)\n{40*p = functools.partial(p, p, p)\n}q = p if os.a else 1\n",
        "class C: pass\n{44*class A(C): pass\nclass B(C): pass\nclass C(A, B): pass\n}c = C()\n"
            + "if c: x = 1\nif c.a: x = 2\nif c == 1: x = 3\nd[c] = c(c[0]) + c\nfor y in c: pass\n"
            + "try:\n  raise C()\nexcept ValueError:\n  x = 5\n",
        "class C: pass\n{500*class C(C): pass\n}c = C()\nif c: x = 1\nif c.a: x = 2\n",
        "for a in range(1000):\n  x.append([])\n  for b in range(1000):\n    x[-1].append([[], [], dict()])\n",
        "for a in range(1000):\n  d[a] = dict()\n  for b in range(1000):\n    d[a][b] = dict(k=b)\n",
        "{13*s = s + s\n}for a in range(1000):\n  for b in range(1000):\n    s + s in s + 'b'\n",
      })
  void whatTakesTooLongIsGivenUp(String pattern) throws IOException {
    Read read = read(HEAD + expand(pattern) + START);

    assertThat(read.decorators().contains("virtual.start") || read.isWarned()).isTrue();
  }

  /** What is too long is not known, so that nothing is concluded from it. */
  @Test
  void nothingIsSaidOfAListThatIsTooLong() throws IOException {
    String table = HEAD + "x.extend(x)\n".repeat(20);
    for (String condition :
        List.of("len(x) == 2", "x[0] == 3", "5 in x", "x < [1]", "x[:1] == 1")) {
      Read read = read(table + "if " + condition + ":\n" + START.indent(2));
      assertThat(read.decorators()).as(condition).containsExactly("virtual.start");
    }
    assertThat(read(table + "if not x:\n" + START.indent(2)).decorators()).isEmpty();
  }

  /** A function that does too much is left, and what stands after it is seen. */
  @Test
  void aFunctionThatCopiesTooMuchIsLeftAlone() throws IOException {
    String busy =
        HEAD
            + "def busy():\n"
            + "  x = list(range(1000))\n"
            + "  for a in x:\n"
            + "    y = [*x, *x]\n";

    Read harmless = read(busy + "busy()\n" + START);
    assertThat(harmless.decorators()).containsExactly("virtual.start");
    assertThat(harmless.isWarned()).isFalse();

    Read registering = read(busy + "  plugin.virtual.stop()(busy)\nbusy()\n" + START);
    assertThat(registering.decorators()).containsExactly("virtual.start");
    assertThat(registering.isWarned()).isTrue();
  }

  /** Repeats what stands between <code>{n*</code> and the brace after it. */
  private static String expand(String pattern) {
    int open = pattern.indexOf('{');
    if (open < 0) {
      return pattern;
    }
    int star = pattern.indexOf('*', open);
    int close = pattern.indexOf('}', star);
    int times = Integer.parseInt(pattern.substring(open + 1, star));
    return pattern.substring(0, open)
        + pattern.substring(star + 1, close).repeat(times)
        + pattern.substring(close + 1);
  }
}

package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is read from a cache equals what was parsed, and damage is noticed. */
class TreeCodecTest {
  private static final Path FILE = Path.of("x.py");

  private static PythonFile copy(PythonFile file) {
    byte[] bytes = FileCodec.encode(file);
    return FileCodec.decode(file.path(), new ByteSource(bytes, 0, bytes.length));
  }

  private static List<String> sources() throws IOException {
    return SyntaxCasesTest.cases().stream().map(SyntaxCasesTest.Case::source).toList();
  }

  /** Every kind of node is in it; a part that codec and records do not share fails here. */
  @Test
  void keepsEverySyntaxCase() throws IOException {
    List<String> sources = sources();
    DeepStack.call(
        () -> {
          for (String source : sources) {
            PythonFile file = PythonParser.parse(FILE, source);
            assertThat(copy(file)).as(source).isEqualTo(file);
          }
          return sources.size();
        });
  }

  @Test
  void keepsNodesThatAreRareInTheCases() {
    String source =
        """
        x = 1j + 1e400 - 10**0 + %s + 0.0
        y = '\\ud800', 'é😀', b'\\xff\\x00', f'{x!r:>{y}}', ...
        z = {**x, 1: 2}, {1, 2}, [*y], lambda a, /, b=1, *c, d: int=2, **e: (yield)
        z[1:2:3, ::] = x if y else z
        async def f(a: int, *, b: str = 'x') -> None:
            async with a as b, c: await d
            async for i in j: pass
            else: pass
            return [i async for i in j if k if l], {i: j for i in k}, (i for i in j), {i for i in j}
        match x:
            case {'a': 1, **rest} | C(1, a=2) | [1, *_] if x: pass
            case [*all] | None: pass
            case 1 | 2 as t: pass
        try: pass
        except* E as e: raise X from Y
        from .. import a as b  # dvp: ignore[P201]
        from .x import *
        """
            .replace("lambda a, /, b=1, *c, d: int=2, **e: (yield)", "lambda a, /, b=1, *c, d=2: 1")
            .formatted("9".repeat(400))
            .replace("except* E as e: raise X from Y", "except* E as e: raise X from Y")
            .replace(
                "case {'a': 1, **rest} | C(1, a=2) | [1, *_] if x", "case {'a': 1} | C(1, a=2)")
            .replace("case [*all] | None: pass", "case {'k': [1, *all], **rest} if x: pass");
    PythonFile file = DeepStack.call(() -> PythonParser.parse(FILE, source));

    assertThat(file.problems()).isEmpty();
    assertThat(file.directives()).hasSize(1);
    assertThat(DeepStack.call(() -> copy(file))).isEqualTo(file);
  }

  @Test
  void keepsMutatedSources() throws IOException {
    String good = String.join("\n", sources());
    Random random = new Random(20_311);
    DeepStack.call(
        () -> {
          for (int i = 0; i < 1500; i++) {
            int start = good.lastIndexOf('\n', random.nextInt(good.length())) + 1;
            String piece = good.substring(start, Math.min(good.length(), start + 300));
            String mutated = Mutations.mutate(piece, random);
            PythonFile file = PythonParser.parse(FILE, mutated);
            assertThat(copy(file)).as(mutated).isEqualTo(file);
          }
          return 0;
        });
  }

  /** Any bytes give a file or {@link ByteSource.Damaged}, and nothing else. */
  @Test
  void noticesDamage() throws IOException {
    List<byte[]> good = new ArrayList<>();
    for (String source : sources()) {
      good.add(DeepStack.call(() -> FileCodec.encode(PythonParser.parse(FILE, source))));
    }
    Random random = new Random(7);
    int damaged =
        DeepStack.call(
            () -> {
              int count = 0;
              for (int i = 0; i < 20_000; i++) {
                count += isRead(broken(good.get(random.nextInt(good.size())), random)) ? 0 : 1;
              }
              return count;
            });
    assertThat(damaged).isBetween(1000, 19_999);
  }

  private static boolean isRead(byte[] bytes) {
    try {
      FileCodec.decode(FILE, new ByteSource(bytes, 0, bytes.length));
      return true;
    } catch (ByteSource.Damaged e) {
      return false;
    }
  }

  private static byte[] broken(byte[] good, Random random) {
    byte[] bytes = good.clone();
    if (random.nextInt(4) == 0) {
      return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    for (int i = 0; i <= random.nextInt(3); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  @Test
  void refusesNestingThatNoParserMakes() {
    ByteSink out = new ByteSink();
    out.writeUnsigned(0); // directives
    out.writeUnsigned(0); // problems
    out.writeUnsigned(0); // texts
    out.writeUnsigned(1); // statements
    for (int i = 0; i < 1_000_000; i++) {
      out.writeByte(i == 0 ? NodeKind.EXPRESSION : NodeKind.AWAIT);
      out.writeRaw(new byte[4], 0, 4);
    }
    assertThat(DeepStack.call(() -> isRead(out.toBytes()))).isFalse();
  }

  /** {@code -Ddvp.python.sources=/usr/lib/python3.11}: all files of a library. */
  @Test
  @EnabledIfSystemProperty(named = "dvp.python.sources", matches = ".+")
  void keepsALibrary() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("dvp.python.sources")))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".py")).toList();
      assertThat(sources).isNotEmpty();
      DeepStack.call(
          () -> {
            for (Path source : sources) {
              PythonFile file = PythonParser.read(source);
              assertThat(copy(file)).as(source.toString()).isEqualTo(file);
            }
            return sources.size();
          });
    }
  }
}

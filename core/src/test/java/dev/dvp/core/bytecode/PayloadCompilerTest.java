package dev.dvp.core.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.interpreter.PythonRelease;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadCompilerTest {
  private static final PythonRelease RELEASE = new PythonRelease(3, 11);

  @TempDir Path folder;
  private Python python = new Python(List.of("python3"), 3, 11, "3.11", true);
  private final Map<String, String> sources = new TreeMap<>();
  private final Diagnostics found = new Diagnostics();

  @BeforeEach
  void takesAPython() {
    Optional<Python> here = new PythonFinder(System.getenv()).find(RELEASE);
    assumeTrue(
        here.isPresent() || System.getenv().getOrDefault("DVP_TEST_PROGRAMS", "").contains("3.11"),
        "no CPython 3.11");
    python = here.orElseThrow();
    for (int i = 0; i < 60; i++) {
      sources.put(
          "pack/module" + i + ".py",
          """
          \"""Grüße\"""
          NAMES = {'a', 'b', 'name%d', 'module'}

          class Thing:
            def name(self, module, value=%d):
              return value in (1, 2, %d) or value in {'x', 'y', 'z'}
          """
              .formatted(i, i, i));
    }
    sources.put("pack/__init__.py", "");
    sources.put("notes.txt", "no module");
  }

  private Payload payload() throws IOException {
    List<Payload.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      entries.add(
          new Payload.Entry(
              source.getKey(),
              new Payload.OnDisk(file, Files.size(file), Files.getLastModifiedTime(file))));
    }
    return new Payload(entries, List.of());
  }

  private Map<String, byte[]> compile(Optional<CacheFolder> cache, int processes)
      throws IOException {
    return compile(payload(), cache, processes, Set.copyOf(sources.keySet()));
  }

  private Map<String, byte[]> compile(
      Payload payload, Optional<CacheFolder> cache, int processes, Set<String> own) {
    Map<String, byte[]> contents = new TreeMap<>();
    try (PayloadCompiler compiler =
            new PayloadCompiler(
                new PayloadCompiler.Setup(python, cache, processes, System.getenv()));
        ContentReader reader = new ContentReader()) {
      for (Payload.Entry entry : compiler.compile(payload, own, found).entries()) {
        contents.put(entry.name(), reader.readAll(entry.content()));
      }
    }
    return contents;
  }

  private static void assertSame(Map<String, byte[]> one, Map<String, byte[]> other) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach((name, bytes) -> assertThat(other.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void bytecodeTakesThePlaceOfSource() throws IOException {
    Map<String, byte[]> compiled = compile(Optional.empty(), 2);
    assertThat(compiled).hasSameSizeAs(sources).containsKeys("pack/__init__.pyc", "notes.txt");
    assertThat(compiled.keySet()).noneMatch(name -> name.endsWith(".py"));
    // 3.11's magic number, then the flags of a hash that nobody checks.
    assertThat(Arrays.copyOf(compiled.get("pack/module7.pyc"), 8))
        .isEqualTo(new byte[] {(byte) 0xa7, 0x0d, 0x0d, 0x0a, 1, 0, 0, 0});
    String text = new String(compiled.get("pack/module7.pyc"), StandardCharsets.ISO_8859_1);
    assertThat(text).contains("pack/module7.py").doesNotContain(folder.toString());
    assertThat(found.sorted()).isEmpty();
  }

  @Test
  void theBytesDependOnTheSourceAlone() throws IOException {
    Map<String, byte[]> all = compile(Optional.empty(), 1);
    assertSame(all, compile(Optional.empty(), 3));
    // Compiled alone and in another order, a module's names are new to Python.
    sources.keySet().removeIf(name -> !name.contains("module59") && name.endsWith(".py"));
    Map<String, byte[]> one = compile(Optional.empty(), 1);
    assertThat(one.get("pack/module59.pyc")).isEqualTo(all.get("pack/module59.pyc"));
    assertThat(one).hasSize(2);
  }

  @Test
  void whatWasCompiledIsUsedAgain() throws IOException {
    Optional<CacheFolder> cache = Optional.of(new CacheFolder(folder.resolve("cache")));
    Map<String, byte[]> clean = compile(cache, 2);
    Python ready = python;
    // A Python that does not exist: nothing may be left to compile.
    python = new Python(List.of("/nonexistent"), 3, 11, ready.version(), true);
    assertSame(compile(cache, 2), clean);
    sources.put("pack/module3.py", "changed = True\n");
    assertThatThrownBy(() -> compile(cache, 2))
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("did not compile");
    python = ready;
    assertThat(compile(cache, 2).get("pack/module3.pyc"))
        .isNotEqualTo(clean.get("pack/module3.pyc"));
  }

  @Test
  void theCacheMayGoWhileItIsPacked() throws IOException {
    CacheFolder cache = new CacheFolder(folder.resolve("cache"));
    Map<String, byte[]> clean = compile(Optional.of(cache), 2);
    try (PayloadCompiler compiler =
            new PayloadCompiler(
                new PayloadCompiler.Setup(python, Optional.of(cache), 2, System.getenv()));
        ContentReader reader = new ContentReader()) {
      Payload compiled = compiler.compile(payload(), Set.copyOf(sources.keySet()), found);
      FolderRemoval.quietly(folder.resolve("cache"));
      for (Payload.Entry entry : compiled.entries()) {
        assertThat(reader.readAll(entry.content())).isEqualTo(clean.get(entry.name()));
      }
    }
  }

  @Test
  void whatIsLeftOfABrokenCacheIsNotPacked() throws IOException {
    Optional<CacheFolder> cache = Optional.of(new CacheFolder(folder.resolve("cache")));
    Map<String, byte[]> clean = compile(cache, 2);
    List<Path> kept;
    try (Stream<Path> files = Files.list(folder.resolve("cache/bytecode"))) {
      kept = files.filter(file -> file.getFileName().toString().length() == 64).sorted().toList();
    }
    assertThat(kept).hasSize(61);
    Files.write(kept.get(0), new byte[0]);
    byte[] whole = Files.readAllBytes(kept.get(1));
    Files.write(kept.get(1), Arrays.copyOf(whole, whole.length - 1));
    whole = Files.readAllBytes(kept.get(2));
    whole[whole.length - 1] ^= 1;
    Files.write(kept.get(2), whole);
    assertSame(compile(cache, 2), clean);
    python = new Python(List.of("/nonexistent"), 3, 11, python.version(), true);
    assertSame(compile(cache, 2), clean);
  }

  @Test
  void tellsAllThatDoesNotCompile() throws IOException {
    sources.put("pack/wrong.py", "x = 1\ny = = 2\n");
    sources.put("pack/nul.py", "x = 1\0\n");
    sources.put("wheel/python2.py", "print 'hello'\n");
    Set<String> own = new HashSet<>(sources.keySet());
    own.remove("wheel/python2.py");
    Map<String, byte[]> compiled = compile(payload(), Optional.empty(), 2, own);
    List<Diagnostic> findings = found.sorted();
    assertThat(findings)
        .extracting(finding -> finding.rule().id())
        .containsExactlyInAnyOrder("B702", "B702", "B703");
    Location place =
        findings.stream()
            .map(Diagnostic::location)
            .filter(where -> where.file().endsWith("wrong.py"))
            .findFirst()
            .orElseThrow();
    assertThat(place.file()).isEqualTo(folder.resolve("src/pack/wrong.py"));
    assertThat(List.of(place.line(), place.column())).isEqualTo(List.of(2, 5));
    assertThat(compiled).containsKey("wheel/python2.py");
  }

  @Test
  void aModuleWithBytecodeOfItsOwnStaysAsItIs() throws IOException {
    sources.put("both.py", "x = 1\n");
    sources.put("both.pyc", "made by hand");
    assertThat(compile(Optional.empty(), 1)).containsKeys("both.py", "both.pyc");
  }

  @Test
  void saysWhatThePythonSaid() throws IOException {
    Path broken =
        Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho 'no json here' >&2\nexit 3\n");
    assumeTrue(broken.toFile().setExecutable(true));
    python = new Python(List.of(broken.toString()), 3, 11, "3.11.0", true);
    assertThatThrownBy(() -> compile(Optional.empty(), 1))
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("no json here");
  }

  @Test
  void isGivenUpAtOnce() throws IOException {
    PayloadCompiler.Setup setup =
        new PayloadCompiler.Setup(python, Optional.empty(), 1, System.getenv());
    Payload payload = payload();
    try (PayloadCompiler compiler = new PayloadCompiler(setup)) {
      compiler.cancel();
      assertThatThrownBy(() -> compiler.compile(payload, Set.of(), found))
          .isInstanceOf(CancellationException.class);
    }
  }
}

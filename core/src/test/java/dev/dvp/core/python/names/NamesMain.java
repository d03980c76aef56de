package dev.dvp.core.python.names;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks the names of a folder of any Python source and prints each finding and, last, what it
 * took; {@code benchmarks/vendored.sh} runs it.
 */
final class NamesMain {
  private NamesMain() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Diagnostics out = new Diagnostics();
    long[] millis = new long[2];
    long[] counts = new long[3];
    DeepStack.call(
        () -> {
          try (SourceTree tree = new SourceTree(folder)) {
            long start = System.nanoTime();
            List<PythonFile> files = tree.readAll(tree.files());
            millis[0] = (System.nanoTime() - start) / 1_000_000;
            start = System.nanoTime();
            NameCheck.check(tree, Optional.empty(), out);
            millis[1] = (System.nanoTime() - start) / 1_000_000;
            counts[0] = files.size();
            for (PythonFile file : files) {
              counts[1] += file.module().isEmpty() ? 1 : 0;
              counts[2] += lines(file.path());
            }
          }
          return true;
        });
    for (Diagnostic finding : out.sorted()) {
      System.out.printf(
          "%s:%d:%d: %s %s | %s | %s%n",
          folder.relativize(finding.location().file()),
          finding.location().line(),
          finding.location().column(),
          finding.rule().id(),
          finding.severity(),
          finding.message(),
          finding.help());
    }
    System.out.printf(
        "# %d files, %d lines, %d not parsed; read %d ms, names %d ms%n",
        counts[0], counts[2], counts[1], millis[0], millis[1]);
  }

  private static long lines(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).lines().count();
  }
}

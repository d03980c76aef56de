package dev.dvp.core.python;

import dev.dvp.core.diagnostics.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that was read: its syntax tree, or why there is none.
 *
 * @param path the file
 * @param module the syntax tree; absent when the file cannot be read or is no Python 3.11
 * @param problems what is wrong with the file, each with the severity that it has in a file that
 *     must work
 * @param directives its comments that speak to dvp
 */
public record PythonFile(
    Path path, Optional<PyModule> module, List<Diagnostic> problems, List<Directive> directives) {
  /** Copies the lists. */
  public PythonFile {
    problems = List.copyOf(problems);
    directives = List.copyOf(directives);
  }
}

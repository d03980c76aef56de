package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.AbstractParser;
import com.oracle.graal.python.pegparser.ErrorCallback;
import com.oracle.graal.python.pegparser.FutureFeature;
import com.oracle.graal.python.pegparser.InputType;
import com.oracle.graal.python.pegparser.Parser;
import com.oracle.graal.python.pegparser.scope.ScopeEnvironment;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Overlay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file as CPython 3.11 would compile it: parser, symbol table, then the compiler's own
 * checks. It recurses with the depth of the source, so it is called on a thread of {@link
 * DeepStack}.
 */
final class PythonParser {
  /** The grammar's minor version: 3.11 is the one Python that a plugin may ask for. */
  private static final int FEATURE_VERSION = 11;

  private static final int MAX_BYTES = 10 << 20;

  private PythonParser() {}

  static PythonFile read(Path file) {
    return read(file, ParseCache.none(), Overlay.NONE);
  }

  static PythonFile read(Path file, ParseCache cache, Overlay overlay) {
    byte[] bytes;
    try {
      bytes = bytes(file, overlay);
    } catch (IOException e) {
      return failed(
          file,
          PythonRule.UNREADABLE_SOURCE.at(
              Location.of(file), "The file cannot be read.", "Check its permissions."));
    }
    if (bytes.length > MAX_BYTES) {
      return failed(
          file,
          PythonRule.TOO_COMPLEX.at(
              new Location(file, 1, 1),
              "The file is larger than 10 MiB, and is not read.",
              "Keep data in a data file rather than in a module."));
    }
    Optional<PythonFile> known = cache.find(file, bytes);
    if (known.isPresent()) {
      return known.get();
    }
    PythonFile read = parse(file, bytes);
    cache.add(bytes, read);
    return read;
  }

  static byte[] bytes(Path file, Overlay overlay) throws IOException {
    Optional<byte[]> held = overlay.of(file);
    if (held.isPresent()) {
      return held.get();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private static PythonFile parse(Path file, byte[] bytes) {
    String text;
    try {
      text = SourceDecoder.decode(bytes);
    } catch (SyntaxProblem problem) {
      return failed(
          file,
          PythonRule.UNREADABLE_SOURCE.at(
              new Location(file, problem.line(), problem.column()),
              problem.text(),
              "Save the file as UTF-8, or name its encoding in the first line:"
                  + " `# -*- coding: latin-1 -*-`."));
    }
    return parse(file, text);
  }

  static PythonFile parse(Path file, String text) {
    List<Directive> directives = DirectiveScan.of(text);
    try {
      ModTy.Module tree = tree(text);
      PyModule module = new PyModule(new StatementConverter().all(tree.body));
      new CompilerChecks().check(module);
      return new PythonFile(file, Optional.of(module), List.of(), directives);
    } catch (SyntaxProblem problem) {
      return new PythonFile(
          file, Optional.empty(), List.of(finding(file, text, problem)), directives);
    } catch (StackOverflowError e) {
      return failed(
          file,
          PythonRule.TOO_COMPLEX.at(
              new Location(file, 1, 1),
              "An expression or a block of the file is nested too deeply to be read; Python's own"
                  + " compiler gives up on such a file as well.",
              "Split the expression or the function."));
    }
  }

  /** Statements that stand for themselves, not for a file. */
  static List<PyStatement> statements(String text) {
    PyModule module = new PyModule(new StatementConverter().all(tree(text).body));
    new CompilerChecks().check(module);
    return module.body();
  }

  private static ModTy.Module tree(String text) {
    ModTy.Module tree;
    try {
      tree = (ModTy.Module) parser(text).parse();
    } catch (SyntaxProblem problem) {
      throw TokenErrors.first(text, problem);
    } catch (RuntimeException e) {
      // The parser is not ours: a slip of it on some odd text must not end the command.
      throw new SyntaxProblem(1, 1, "the parser gave up on this file");
    }
    ScopeEnvironment.analyze(tree, new Errors(), EnumSet.noneOf(FutureFeature.class));
    return tree;
  }

  static Parser parser(String text) {
    return new Parser(
        text,
        new JavaStrings(),
        new Errors(),
        InputType.FILE,
        EnumSet.noneOf(AbstractParser.Flags.class),
        FEATURE_VERSION);
  }

  private static PythonFile failed(Path file, Diagnostic problem) {
    return new PythonFile(file, Optional.empty(), List.of(problem), List.of());
  }

  private static Diagnostic finding(Path file, String text, SyntaxProblem problem) {
    String line = line(text, problem.line());
    String words = ParserWords.mend(problem.text(), line, problem.column());
    Location place = new Location(file, problem.line(), problem.column());
    if (words.startsWith("too many nested") || words.startsWith("too many levels")) {
      return PythonRule.TOO_COMPLEX.at(
          place,
          "Python 3.11 refuses this: " + words + ".",
          "Split the expression or the function.");
    }
    SyntaxHints.Hint hint = SyntaxHints.of(words, line, problem.column());
    String start =
        switch (hint.rule()) {
          case PYTHON_2_SYNTAX ->
              "This is Python 2 (" + hint.what() + "), which Python 3.11 refuses";
          case NEWER_SYNTAX -> "This is " + hint.what() + " and Python 3.11 refuses";
          default -> "Python 3.11 refuses this";
        };
    String end = words.endsWith("?") || words.endsWith(".") ? "" : ".";
    return hint.rule().at(place, start + ": " + words + end, hint.help());
  }

  private static String line(String text, int number) {
    int start = 0;
    for (int i = 1; i < number; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** Ends the parsing at the first error. */
  private static final class Errors implements ErrorCallback {
    @Override
    public void reportIncompleteSource(int line) {
      throw new SyntaxProblem(line, 1, "unexpected end of the file");
    }

    @Override
    public void onError(ErrorType type, @Nullable SourceRange range, String message) {
      int line = range == null ? 1 : Math.max(1, range.startLine);
      int column = range == null ? 1 : Math.max(0, range.startColumn) + 1;
      int endLine = range == null ? line : range.endLine;
      throw new SyntaxProblem(line, column, endLine, message);
    }

    @Override
    public void onWarning(WarningType type, SourceRange range, String message) {
      // Python warns of invalid escapes at run time; the program is the same.
    }
  }
}

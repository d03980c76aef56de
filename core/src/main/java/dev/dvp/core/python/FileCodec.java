package dev.dvp.core.python;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was read of a file, as bytes without the file's name. */
@SuppressWarnings("EnumOrdinal") // An entry is read by the very build that wrote it.
final class FileCodec {
  private FileCodec() {}

  static byte[] encode(PythonFile file) {
    ByteSink out = new ByteSink();
    out.writeUnsigned(file.directives().size());
    for (Directive directive : file.directives()) {
      write(directive, out);
    }
    out.writeUnsigned(file.problems().size());
    for (Diagnostic problem : file.problems()) {
      write(problem, out);
    }
    file.module().ifPresent(module -> TreeWriter.write(module, out));
    return out.toBytes();
  }

  /** Throws {@link ByteSource.Damaged} when the bytes are none of {@link #encode}. */
  static PythonFile decode(Path path, ByteSource in) {
    List<Directive> directives = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      directives.add(directive(in));
    }
    List<Diagnostic> problems = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      problems.add(problem(path, in));
    }
    Optional<PyModule> module =
        problems.isEmpty() ? Optional.of(TreeReader.read(in)) : Optional.empty();
    if (in.left() > 0) {
      throw new ByteSource.Damaged();
    }
    return new PythonFile(path, module, problems, directives);
  }

  private static void write(Directive directive, ByteSink out) {
    StringTable.write(directive.text(), out);
    out.writeUnsigned(directive.line());
    out.writeUnsigned(directive.column());
    out.writeUnsigned(directive.firstLine());
    out.writeUnsigned(directive.lastLine());
    out.writeFlag(directive.isHeading());
  }

  private static Directive directive(ByteSource in) {
    return new Directive(
        StringTable.readText(in),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readFlag());
  }

  private static void write(Diagnostic problem, ByteSink out) {
    StringTable.write(problem.rule().id(), out);
    out.writeByte(problem.severity().ordinal());
    out.writeUnsigned(problem.location().line());
    out.writeUnsigned(problem.location().column());
    StringTable.write(problem.message(), out);
    StringTable.write(problem.help(), out);
  }

  private static Diagnostic problem(Path path, ByteSource in) {
    PythonRule rule = rule(StringTable.readText(in));
    Severity severity = NodeReader.constant(Severity.values(), in.readByte());
    Location place = new Location(path, in.readUnsigned(), in.readUnsigned());
    return new Diagnostic(
        rule, severity, place, StringTable.readText(in), StringTable.readText(in));
  }

  private static PythonRule rule(String id) {
    for (PythonRule rule : PythonRule.values()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw new ByteSource.Damaged();
  }
}

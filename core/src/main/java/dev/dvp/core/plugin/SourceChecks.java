package dev.dvp.core.plugin;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.operations.OperationsReader;
import dev.dvp.core.operations.OutdatedImports;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.SourceTree;
import dev.dvp.core.python.names.NameCheck;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.usage.UsageCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The checks that look at every file below srcDir, whether anything imports it or not. */
final class SourceChecks {
  private SourceChecks() {}

  /**
   * Checks all files. To be called on a {@link dev.dvp.core.python.DeepStack} after the operations
   * were read, so that the tree's search path is what the source makes of it.
   */
  static void run(
      OperationsReader.Request request,
      Optional<PluginOperations> operations,
      Supplier<Optional<PluginSchemas>> schemas,
      SourceTree tree,
      Diagnostics out) {
    List<PythonFile> files = tree.readAll(tree.files());
    reportUnreached(files, out);
    if (tree.find(OutdatedImports.PACKAGE).isEmpty()) {
      files.forEach(file -> OutdatedImports.check(file, out));
    }
    DeepStack.both(
        () -> NameCheck.check(tree, Optional.of(request.entryPoint().module()), out),
        () ->
            UsageCheck.run(
                new UsageCheck.Request(
                    request.entryPoint(), request.pluginType(), operations, schemas.get()),
                tree,
                out));
  }

  /**
   * What imports reach has been reported by who followed them. The rest does not keep the plugin
   * from working, so what is wrong with it is a warning.
   */
  private static void reportUnreached(List<PythonFile> files, Diagnostics out) {
    Set<Path> reported =
        out.sorted().stream().map(finding -> finding.location().file()).collect(Collectors.toSet());
    for (PythonFile file : files) {
      if (!reported.contains(file.path())) {
        for (Diagnostic problem : file.problems()) {
          out.add(problem.withSeverity(Severity.WARNING));
        }
      }
    }
  }
}

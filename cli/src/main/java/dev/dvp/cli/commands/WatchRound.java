package dev.dvp.cli.commands;

import dev.dvp.cli.ExitCode;
import dev.dvp.cli.report.Report;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.python.ParseCache;
import dev.dvp.core.schema.PluginSchemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generates and checks a plugin once, and remembers what it read for the next time. */
final class WatchRound {
  private final Path manifest;
  private final SeverityPolicy policy;
  private final ParseCache cache = ParseCache.inMemory();

  /**
   * What a look came to.
   *
   * @param report the findings
   * @param generated what became of the classes; empty when nothing did
   */
  record Outcome(Report report, Optional<GeneratedClassesWriter.Result> generated) {}

  WatchRound(Path manifest, SeverityPolicy policy) {
    this.manifest = manifest;
    this.policy = policy;
  }

  Outcome look() {
    Diagnostics found = new Diagnostics();
    PluginReader.Reading reading = PluginReader.read(manifest, cache, found);
    List<Diagnostic> findings = new ArrayList<>(found.sorted());
    Optional<GeneratedClassesWriter.Result> generated = Optional.empty();
    try {
      generated = generate(reading);
    } catch (DvpException e) {
      findings.addAll(e.diagnostics());
    }
    List<Diagnostic> shown = policy.apply(findings);
    int exitCode = policy.fails(shown) ? ExitCode.REFUSED : ExitCode.OK;
    return new Outcome(
        new Report("watch", exitCode, shown, found.ignored(), ""),
        generated.filter(one -> !one.written().isEmpty() || !one.removed().isEmpty()));
  }

  private static Optional<GeneratedClassesWriter.Result> generate(PluginReader.Reading reading) {
    Optional<PluginSchemas> schemas = reading.schemas();
    Optional<Path> srcDir = reading.document().srcDir();
    return schemas.isPresent() && srcDir.isPresent()
        ? Optional.of(
            GeneratedClassesWriter.write(GeneratedClasses.of(schemas.get()), srcDir.get()))
        : Optional.empty();
  }
}

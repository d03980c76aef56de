package dev.dvp.core.imported;

import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.FoundOperation;
import dev.dvp.core.operations.MissingOperations;
import dev.dvp.core.operations.OperationRule;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.plugin.PluginReader.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what reading a plugin found against what importing it registers. */
public final class ImportCheck {
  /** Findings that say no more than that the reader does not see it. */
  private static final Set<Rule> SETTLED =
      Set.of(
          OperationRule.NOT_SEEN,
          OperationRule.MISSING_ENTRY_OBJECT,
          OperationRule.NO_PLUGIN_OBJECT);

  private final Reading reading;
  private final List<Diagnostic> found;
  private final Python python;

  /**
   * What is known when both are done.
   *
   * @param operations what importing registers; what was read when the import failed
   * @param findings the reader's findings, without those that the import settles, and the import's
   */
  public record Result(Optional<PluginOperations> operations, List<Diagnostic> findings) {
    /** Copies the findings. */
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A check of one plugin.
   *
   * @param reading what reading the plugin gave
   * @param found the reader's findings
   * @param python what the plugin is imported with
   */
  public ImportCheck(Reading reading, List<Diagnostic> found, Python python) {
    this.reading = reading;
    this.found = List.copyOf(found);
    this.python = python;
  }

  /**
   * Imports the plugin, unless its manifest or schema is too broken for that, which has been
   * reported then.
   *
   * @param importer imports it
   * @return what came of it; nothing when there was nothing to import
   */
  public Optional<PluginImporter.Result> run(PluginImporter importer) {
    ManifestDocument document = reading.document();
    Optional<Path> srcDir = document.srcDir();
    Optional<EntryPoint> entryPoint = document.entryPoint();
    if (srcDir.isEmpty() || entryPoint.isEmpty() || reading.schemas().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> generated = GeneratedClasses.of(reading.schemas().get()).files();
    return Optional.of(importer.run(srcDir.get(), entryPoint.get(), generated));
  }

  /**
   * Compares.
   *
   * @param outcome what came of the import
   * @return operations and findings
   */
  public Result compare(ImportOutcome outcome) {
    if (outcome instanceof ImportOutcome.Registered registered) {
      return registered(registered);
    }
    List<Diagnostic> findings = new ArrayList<>(found);
    Diagnostic failure =
        new ImportFailures(python, reading.document().locationOf("entryPoint"))
            .finding(outcome, reading.document().text("entryPoint").orElse(""));
    // One finding for one cause: the reader has often said the same of the same line.
    boolean isKnown =
        found.stream()
            .anyMatch(
                d ->
                    d.severity() == Severity.ERROR
                        && d.location().line() == failure.location().line()
                        && d.location().file().equals(failure.location().file()));
    if (!isKnown) {
      findings.add(failure);
    }
    findings.sort(null);
    return new Result(reading.operations(), findings);
  }

  private Result registered(ImportOutcome.Registered registered) {
    boolean mayMiss = has(OperationRule.NOT_SEEN) || reading.operations().isEmpty();
    boolean mayBeTooMuch = has(OperationRule.CONDITIONAL_OPERATION);
    List<FoundOperation> read = reading.operations().map(PluginOperations::found).orElse(List.of());
    List<Diagnostic> findings =
        found.stream().filter(d -> !SETTLED.contains(d.rule())).collect(Collectors.toList());
    findings.addAll(new ImportComparison(mayMiss, mayBeTooMuch).of(read, registered.operations()));
    PluginOperations operations =
        PluginOperations.of(registered.operations(), migrationIds(registered.operations()));
    correctMissing(findings, registered.operations());
    findings.sort(null);
    return new Result(Optional.of(operations), findings);
  }

  private boolean has(Rule rule) {
    return found.stream().anyMatch(d -> d.rule() == rule);
  }

  /** What the reader did not see it took for missing. */
  private void correctMissing(List<Diagnostic> findings, List<FoundOperation> imported) {
    Optional<Location> plugin =
        findings.stream()
            .filter(d -> d.rule() == OperationRule.MISSING_OPERATION)
            .map(Diagnostic::location)
            .findFirst();
    if (plugin.isPresent()) {
      Set<String> decorators =
          imported.stream().map(FoundOperation::decorator).collect(Collectors.toSet());
      findings.removeIf(d -> d.rule() == OperationRule.MISSING_OPERATION);
      PluginType type = reading.document().pluginType().orElse(PluginType.DIRECT);
      findings.addAll(MissingOperations.find(type, decorators, plugin.get(), true));
    }
  }

  /** The ids of the PLATFORM migrations, in the artifact's order. */
  static List<String> migrationIds(List<FoundOperation> operations) {
    return PluginOperations.sortedIds(
        operations.stream()
            .flatMap(operation -> operation.migrationId().stream())
            .filter(id -> !id.startsWith("LUA "))
            .toList());
  }
}

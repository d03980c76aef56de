package dev.dvp.core.codegen;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaLines;
import dev.dvp.core.schema.SchemaPlace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects findings by JSON pointer. The schemas as they are handed in have no positions, and
 * hardly any generation has a finding: only then is the file read again for its lines.
 */
final class CodegenFindings {
  private record Finding(
      CodegenRule rule, String pointer, String message, String help, Optional<String> other) {}

  private final PluginSchemas schemas;
  private final Set<Finding> found = new LinkedHashSet<>();

  CodegenFindings(PluginSchemas schemas) {
    this.schemas = schemas;
  }

  void add(CodegenRule rule, SchemaPlace place, String message, String help) {
    found.add(new Finding(rule, place.filePointer(), message, help, Optional.empty()));
  }

  /** The same with another place that has a part in it, whose line the message tells. */
  void add(CodegenRule rule, SchemaPlace place, String message, String help, SchemaPlace other) {
    found.add(
        new Finding(rule, place.filePointer(), message, help, Optional.of(other.filePointer())));
  }

  /** The findings by place; without lines when the file cannot be read any more. */
  List<Diagnostic> located() {
    if (found.isEmpty()) {
      return List.of();
    }
    SchemaLines lines = new SchemaLines(schemas);
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Finding finding : found) {
      Location place = lines.keyAt(finding.pointer()).orElse(Location.of(schemas.file()));
      String other =
          finding
              .other()
              .flatMap(lines::keyAt)
              .map(twin -> " The other one is in line " + twin.line() + ".")
              .orElse("");
      diagnostics.add(finding.rule().at(place, finding.message() + other, finding.help()));
    }
    diagnostics.sort(null);
    return List.copyOf(diagnostics);
  }
}

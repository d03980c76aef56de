package dev.dvp.core.codegen;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.schema.PluginSchemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects findings by JSON pointer; only when there are any is the file read for their lines. */
final class CodegenFindings {
  private record Finding(CodegenRule rule, String pointer, String message, String help) {}

  private static final int LONGEST_SHOWN = 100;

  private final PluginSchemas schemas;
  private final Set<Finding> found = new LinkedHashSet<>();

  CodegenFindings(PluginSchemas schemas) {
    this.schemas = schemas;
  }

  void add(CodegenRule rule, SchemaPlace place, String message, String help) {
    found.add(new Finding(rule, place.filePointer(), message, help));
  }

  /** A name or pattern from the schema as a message can hold it: on one line, and not too long. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(
            point -> {
              boolean odd =
                  Character.isISOControl(point)
                      || !Character.isDefined(point)
                      || Character.getType(point) == Character.SURROGATE
                      || Character.getType(point) == Character.LINE_SEPARATOR
                      || Character.getType(point) == Character.PARAGRAPH_SEPARATOR;
              if (odd) {
                shown.append(String.format("\\u%04x", point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "…" : shown.toString();
  }

  List<Diagnostic> located() {
    if (found.isEmpty()) {
      return List.of();
    }
    Set<String> pointers = found.stream().map(Finding::pointer).collect(Collectors.toSet());
    Map<String, Location> places = SchemaLines.locate(schemas.file(), pointers);
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Finding finding : found) {
      diagnostics.add(
          finding
              .rule()
              .at(
                  places.getOrDefault(finding.pointer(), Location.of(schemas.file())),
                  finding.message(),
                  finding.help()));
    }
    diagnostics.sort(null);
    return List.copyOf(diagnostics);
  }
}

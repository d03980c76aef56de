package dev.dvp.cli.commands;

import dev.dvp.cli.Host;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.scaffold.ScaffoldRequest;
import dev.dvp.core.scaffold.Scaffolder;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A plugin that was just written.
 *
 * @param files the files of its template, and an editor's
 * @param generated the folder of the classes of its schema; nothing when it has no schema that can
 *     be read
 */
public record NewPlugin(List<Path> files, Optional<Path> generated) {

  /** Does ahead what every new plugin takes: the first random number, our schemas, templates. */
  public static void prepare() {
    UUID.randomUUID();
    ManifestReader.prepare();
    SchemaReader.prepare();
    GeneratedClasses.prepare();
  }

  /** Writes all of a new plugin, or nothing: also when interrupted. */
  static NewPlugin write(Host host, ScaffoldRequest request) {
    try (CreatedPaths created = new CreatedPaths()) {
      return host.cleanups().during(created::undo, () -> write(request, created));
    }
  }

  private static NewPlugin write(ScaffoldRequest request, CreatedPaths created) {
    List<Path> files = Scaffolder.scaffold(request, created);
    Optional<Path> generated = generate(request.rootDir(), created);
    created.keep();
    return new NewPlugin(files, generated);
  }

  /** A template may be an old plugin, or lead elsewhere: then there is nothing to make. */
  private static Optional<Path> generate(Path rootDir, CreatedPaths created) {
    Diagnostics found = new Diagnostics();
    ManifestDocument manifest = ManifestReader.read(rootDir.resolve("plugin_config.yml"), found);
    Optional<Path> srcDir = below(rootDir, manifest.srcDir());
    Optional<PluginSchemas> schemas =
        below(rootDir, manifest.schemaFile()).flatMap(file -> SchemaReader.read(file, found));
    if (srcDir.isEmpty() || schemas.isEmpty() || hasErrors(schemas.get())) {
      return Optional.empty();
    }
    Scaffolder.addFiles(srcDir.get(), GeneratedClasses.of(schemas.get()).files(), created);
    return Optional.of(srcDir.get().resolve(GeneratedClasses.FOLDER));
  }

  private static Optional<Path> below(Path rootDir, Optional<Path> path) {
    return path.map(Path::normalize).filter(one -> one.startsWith(rootDir));
  }

  private static boolean hasErrors(PluginSchemas schemas) {
    return GeneratedClasses.findings(schemas).stream()
        .anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}

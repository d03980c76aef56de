package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import dev.dvp.localengine.workflows.PluginAtHand;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a plugin that is run. The source is not read for it: an operation can be tried while
 * others are unfinished.
 *
 * @param document the manifest with its places
 * @param manifest the manifest, without errors
 * @param schemas the schemas, without errors
 */
record PluginFiles(ManifestDocument document, PluginManifest manifest, PluginSchemas schemas) {
  /**
   * Reads them.
   *
   * @throws DvpException when manifest or schemas have errors, with those of both
   */
  static PluginFiles read(Invocation call) {
    Diagnostics found = new Diagnostics();
    ManifestDocument document = ManifestReader.read(PluginOption.manifest(call), found);
    Optional<PluginSchemas> schemas =
        document.schemaFile().flatMap(file -> SchemaReader.read(file, found));
    Optional<PluginManifest> manifest = document.manifest();
    if (manifest.isEmpty() || schemas.isEmpty()) {
      throw new DvpException(SeverityPolicy.errors(found.sorted()));
    }
    return new PluginFiles(document, manifest.get(), schemas.get());
  }

  /** The folder of the manifest. */
  Path root() {
    return manifest.file().toAbsolutePath().normalize().resolveSibling("");
  }

  /** The same as workflows know it. */
  PluginAtHand atHand() {
    return new PluginAtHand(
        manifest.id(),
        manifest.name(),
        manifest.buildNumber().toString(),
        manifest.pluginType(),
        manifest.entryPoint(),
        document.locationOf("entryPoint"),
        schemas,
        manifest.srcDir());
  }
}

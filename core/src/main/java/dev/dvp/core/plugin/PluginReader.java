package dev.dvp.core.plugin;

import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.Overlay;
import dev.dvp.core.ignoring.Ignores;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.operations.OperationsReader;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.ParseCache;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.SourceTree;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads a whole plugin from its folder, never running any of its code. */
public final class PluginReader {
  private PluginReader() {}

  /**
   * What could be read of a plugin, faulty or not.
   *
   * @param document the manifest's fields with their places
   * @param schemas the schemas, when they have no error
   * @param operations what the source implements, as far as it could be seen
   */
  public record Reading(
      ManifestDocument document,
      Optional<PluginSchemas> schemas,
      Optional<PluginOperations> operations) {

    /**
     * The same with other operations.
     *
     * @param known what the source implements, as it is known by now
     * @return a copy
     */
    public Reading with(Optional<PluginOperations> known) {
      return new Reading(document, schemas, known);
    }

    /**
     * The plugin as a whole.
     *
     * @return the plugin, when manifest, schemas and source all could be read
     */
    public Optional<Plugin> plugin() {
      Optional<PluginManifest> manifest = document.manifest();
      return manifest.isPresent() && schemas.isPresent() && operations.isPresent()
          ? Optional.of(new Plugin(manifest.get(), schemas.get(), operations.get()))
          : Optional.empty();
    }
  }

  /**
   * Makes ready what every reading needs, whatever the plugin: compiles our own schemas, loads the
   * parser. It may run beside anything, and what it is not done with in time is waited for; who
   * does not call it has the same work done later. For a command that still has its own options to
   * read, while another core is idle.
   */
  public static void prepare() {
    ManifestReader.prepare();
    SchemaReader.prepare();
    SourceTree.prepare();
    OperationCatalogue.get();
  }

  /**
   * Reads manifest, schemas and source and checks all three. What depends on a faulty part is read
   * all the same where it can be, so that all problems are found at once.
   *
   * @param manifestFile the plugin's {@code plugin_config.yml}
   * @param out takes the findings
   * @return what could be read
   */
  public static Reading read(Path manifestFile, Diagnostics out) {
    return read(manifestFile, ParseCache.none(), out);
  }

  /**
   * The same with a cache.
   *
   * @param manifestFile the plugin's {@code plugin_config.yml}
   * @param cache knows what source files were read as before
   * @param out takes the findings
   * @return what could be read
   */
  public static Reading read(Path manifestFile, ParseCache cache, Diagnostics out) {
    return read(manifestFile, cache, Overlay.NONE, schemas -> {}, out);
  }

  /**
   * The same for a caller that makes something of the schemas.
   *
   * @param manifestFile the plugin's {@code plugin_config.yml}
   * @param cache knows what source files were read as before
   * @param meanwhile takes the schemas, on the caller's thread, while others read the source; it is
   *     not called when the schemas have an error
   * @param out takes the findings
   * @return what could be read
   */
  public static Reading read(
      Path manifestFile, ParseCache cache, Consumer<PluginSchemas> meanwhile, Diagnostics out) {
    return read(manifestFile, cache, Overlay.NONE, meanwhile, out);
  }

  /**
   * The same for a plugin as it would be with some files changed.
   *
   * @param manifestFile the plugin's {@code plugin_config.yml}
   * @param cache knows what source files were read as before
   * @param overlay what files hold instead of what is on the disk
   * @param out takes the findings
   * @return what could be read
   */
  public static Reading read(
      Path manifestFile, ParseCache cache, Overlay overlay, Diagnostics out) {
    return read(manifestFile, cache, overlay, schemas -> {}, out);
  }

  private static Reading read(
      Path manifestFile,
      ParseCache cache,
      Overlay overlay,
      Consumer<PluginSchemas> meanwhile,
      Diagnostics out) {
    ManifestDocument document = ManifestReader.read(manifestFile, overlay, out);
    // The source and the schema have nothing to do with each other, and each takes its time.
    FutureTask<Optional<PluginSchemas>> schemas =
        new FutureTask<>(
            () -> document.schemaFile().flatMap(file -> SchemaReader.read(file, overlay, out)));
    ForkJoinTask<Optional<PluginOperations>> operations =
        ForkJoinPool.commonPool()
            .submit(
                () -> source(document, cache, overlay, out, Optional.of(() -> result(schemas))));
    Optional<PluginSchemas> read = result(schemas);
    read.ifPresent(valid -> out.addAll(GeneratedClasses.findings(valid)));
    read.ifPresent(meanwhile);
    return new Reading(document, read, operations.join());
  }

  /** Whoever needs the schemas first reads them; the other waits. */
  private static Optional<PluginSchemas> result(FutureTask<Optional<PluginSchemas>> schemas) {
    schemas.run();
    return DeepStack.result(schemas);
  }

  /**
   * Reads what the source implements and nothing else, also for plugins that cannot be built any
   * more, such as those of an older language.
   *
   * @param document the manifest
   * @param cache knows what source files were read as before
   * @param out takes the findings about the source
   * @return the operations, when the manifest says where the source is and it could be read
   */
  public static Optional<PluginOperations> operations(
      ManifestDocument document, ParseCache cache, Diagnostics out) {
    return source(document, cache, Overlay.NONE, out, Optional.empty());
  }

  /**
   * Reads the source: its operations and, when the plugin is to be checked, all of its files.
   *
   * @param schemas where the schemas come from, when the plugin is to be checked
   */
  private static Optional<PluginOperations> source(
      ManifestDocument document,
      ParseCache cache,
      Overlay overlay,
      Diagnostics out,
      Optional<Supplier<Optional<PluginSchemas>>> schemas) {
    Optional<Path> srcDir = document.srcDir();
    Optional<EntryPoint> entryPoint = document.entryPoint();
    Ignores ignores = Ignores.beside(document.file());
    if (srcDir.isEmpty() || entryPoint.isEmpty()) {
      ignores.apply(List.of(), List.of(), out);
      return Optional.empty();
    }
    OperationsReader.Request request =
        new OperationsReader.Request(
            srcDir.get(),
            entryPoint.get(),
            document.pluginType().orElse(PluginType.DIRECT),
            document.locationOf("entryPoint"),
            document.text("luaName").map(name -> document.locationOf("luaName")));
    return DeepStack.call(
        () -> {
          try (SourceTree tree = new SourceTree(request.srcDir(), cache, overlay)) {
            return schemas.isPresent()
                ? check(request, schemas.get(), tree, ignores, out)
                : read(request, tree, ignores, out);
          }
        });
  }

  private static Optional<PluginOperations> read(
      OperationsReader.Request request, SourceTree tree, Ignores ignores, Diagnostics out) {
    Diagnostics found = new Diagnostics();
    Optional<PluginOperations> operations = OperationsReader.read(request, tree, found);
    ignores.apply(found.sorted(), tree.readSoFar(), out);
    return operations;
  }

  private static Optional<PluginOperations> check(
      OperationsReader.Request request,
      Supplier<Optional<PluginSchemas>> schemas,
      SourceTree tree,
      Ignores ignores,
      Diagnostics out) {
    // On all cores before anything is followed, which is the work of one.
    List<PythonFile> files = tree.readAll(tree.files());
    Diagnostics found = new Diagnostics();
    Optional<PluginOperations> operations = OperationsReader.read(request, tree, found);
    SourceChecks.run(request, operations, schemas, tree, found);
    ignores.applyAndCheck(found.sorted(), files, SourceRules.all(), out);
    return operations;
  }
}

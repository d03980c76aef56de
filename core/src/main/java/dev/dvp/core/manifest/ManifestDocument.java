package dev.dvp.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code plugin_config.yml} as it was read, valid or not: old or broken plugins still tell where
 * their source is. {@link #manifest()} is there when nothing in it keeps a plugin from being built.
 */
public final class ManifestDocument {
  private final Path file;
  private final Optional<Document> document;
  private final Optional<Path> srcDir;
  private final Optional<Path> schemaFile;
  private final Optional<PluginManifest> manifest;

  ManifestDocument(
      Path file,
      Optional<Document> document,
      Optional<Path> srcDir,
      Optional<Path> schemaFile,
      Optional<PluginManifest> manifest) {
    this.file = file;
    this.document = document;
    this.srcDir = srcDir;
    this.schemaFile = schemaFile;
    this.manifest = manifest;
  }

  /**
   * The manifest's file.
   *
   * @return the path as it was given
   */
  public Path file() {
    return file;
  }

  /**
   * A field's value as text.
   *
   * @param field the field's name
   * @return the text; a number, boolean or date as it was written; nothing for a missing field, an
   *     empty one, a list or an object
   */
  public Optional<String> text(String field) {
    if (document.isEmpty()) {
      return Optional.empty();
    }
    JsonNode value = document.get().root().path(field);
    if (value.isTextual()) {
      return Optional.of(value.textValue());
    }
    boolean written = value.isValueNode() && !value.isNull();
    return written ? document.get().rawAt(JsonPointers.child("", field)) : Optional.empty();
  }

  /**
   * Where a field stands.
   *
   * @param field the field's name
   * @return the place of its value; of its key when the value is empty; else the file
   */
  public Location locationOf(String field) {
    if (document.isEmpty() || !document.get().root().has(field)) {
      return Location.of(file);
    }
    String pointer = JsonPointers.child("", field);
    boolean empty = document.get().root().get(field).isNull();
    return empty ? document.get().keyAt(pointer) : document.get().valueAt(pointer);
  }

  /**
   * Where the plugin object is said to be.
   *
   * @return the entry point, also of a manifest with errors elsewhere
   */
  public Optional<EntryPoint> entryPoint() {
    return text("entryPoint").flatMap(EntryPoint::parse);
  }

  /**
   * The folder of the source.
   *
   * @return srcDir resolved against the manifest's folder, if it exists and lies below it; also of
   *     a manifest with errors elsewhere
   */
  public Optional<Path> srcDir() {
    return srcDir;
  }

  /**
   * The schema's file.
   *
   * @return schemaFile resolved against the manifest's folder, if it exists; also of a manifest
   *     with errors elsewhere
   */
  public Optional<Path> schemaFile() {
    return schemaFile;
  }

  /**
   * How the plugin ingests data.
   *
   * @return the type, also of a manifest with errors elsewhere
   */
  public Optional<PluginType> pluginType() {
    return text("pluginType").flatMap(PluginType::named);
  }

  /**
   * The typed manifest.
   *
   * @return the manifest, if it has no error
   */
  public Optional<PluginManifest> manifest() {
    return manifest;
  }
}

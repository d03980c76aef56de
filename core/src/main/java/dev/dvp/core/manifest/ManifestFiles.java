package dev.dvp.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a manifest names. */
final class ManifestFiles {
  private ManifestFiles() {}

  /**
   * The source folder: relative, existing, strictly below the manifest's folder, and still below it
   * when symbolic links are followed. Comparing whole path elements keeps {@code
   * ../plugin_sibling/src} out, which a comparison of texts would let in.
   */
  static Optional<Path> srcDir(Document document, Diagnostics out) {
    JsonNode value = document.root().path("srcDir");
    if (!value.isTextual() || value.textValue().isEmpty()) {
      return Optional.empty();
    }
    String text = value.textValue();
    Optional<String> wrong;
    try {
      wrong = whyNoSource(document.file(), text);
    } catch (InvalidPathException e) {
      wrong = Optional.of("No folder can have this name");
    } catch (IOException e) {
      wrong = Optional.of("The folder " + Shown.text(text) + " cannot be looked at");
    }
    if (wrong.isEmpty()) {
      return Optional.of(document.file().resolveSibling(text));
    }
    out.add(
        ManifestRule.BAD_SOURCE_FOLDER.at(
            document.valueAt("/srcDir"),
            wrong.get() + "; everything below `srcDir` becomes part of the plugin.",
            text.indexOf('\\') >= 0
                ? "Separate folders by `/`."
                : "Write the folder of the Python source, relative to the manifest: `srcDir: src`."));
    return Optional.empty();
  }

  private static Optional<String> whyNoSource(Path manifest, String text) throws IOException {
    boolean drive = text.length() > 1 && text.charAt(1) == ':';
    if (Path.of(text).isAbsolute() || text.startsWith("/") || drive) {
      return Optional.of("`srcDir` is an absolute path and would differ on each machine");
    }
    Path folder = Optional.ofNullable(manifest.toAbsolutePath().getParent()).orElseThrow();
    Path source = folder.resolve(text);
    Path plain = source.normalize();
    if (plain.equals(folder.normalize())) {
      return Optional.of("`srcDir` is the manifest's own folder, not one below it");
    }
    if (!plain.startsWith(folder.normalize())) {
      return Optional.of("`srcDir` leads out of the manifest's folder");
    }
    if (!Files.exists(source)) {
      return Optional.of("The folder " + Shown.text(text) + " does not exist");
    }
    if (!Files.isDirectory(source)) {
      return Optional.of(Shown.text(text) + " is a file, not a folder");
    }
    Path realFolder = folder.toRealPath();
    Path real = source.toRealPath();
    if (!real.startsWith(realFolder) || real.equals(realFolder)) {
      return Optional.of("`srcDir` is a link that leads out of the manifest's folder");
    }
    return Optional.empty();
  }

  /** The schema's file, relative to the manifest or absolute. */
  static Optional<Path> schemaFile(Document document, Diagnostics out) {
    JsonNode value = document.root().path("schemaFile");
    if (!value.isTextual() || value.textValue().isEmpty()) {
      return Optional.empty();
    }
    String text = value.textValue();
    String wrong;
    try {
      Path file = document.file().resolveSibling(text);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
      wrong =
          Files.isDirectory(file)
              ? Shown.text(text) + " is a folder, not a file."
              : "The file " + Shown.text(text) + " does not exist.";
    } catch (InvalidPathException e) {
      wrong = "No file can have this name.";
    }
    out.add(
        ManifestRule.MISSING_SCHEMA_FILE.at(
            document.valueAt("/schemaFile"),
            wrong,
            "Write the path of the plugin's schemas, relative to the manifest: `schemaFile:"
                + " schema.json`."));
    return Optional.empty();
  }
}

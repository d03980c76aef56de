package dev.dvp.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.OwnSchema;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.files.Overlay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads and checks {@code plugin_config.yml}: its YAML, then a JSON Schema (the resource {@code
 * plugin_config.schema.json}), then what no JSON Schema can say. All problems are reported at once.
 */
public final class ManifestReader {
  private static final Limits LIMITS = new Limits(1 << 20, 20, 10_000);

  private ManifestReader() {}

  /** Read when a manifest is first read. */
  private static final class Own {
    static final OwnSchema SCHEMA =
        new OwnSchema(ManifestReader.class, "plugin_config.schema.json");
  }

  /** Does ahead what the first reading would have to: see {@code PluginReader.prepare}. */
  public static void prepare() {
    Objects.requireNonNull(Own.SCHEMA);
  }

  /**
   * Reads a manifest.
   *
   * @param file the file
   * @param out receives what is wrong with it; a missing file is a finding, too
   * @return what could be read, possibly nothing but the file's name
   */
  public static ManifestDocument read(Path file, Diagnostics out) {
    return read(file, Overlay.NONE, out);
  }

  /**
   * Reads a manifest as it would be.
   *
   * @param file the file
   * @param overlay what files hold instead of what is on the disk
   * @param out receives what is wrong with it
   * @return what could be read
   */
  public static ManifestDocument read(Path file, Overlay overlay, Diagnostics out) {
    Diagnostics found = new Diagnostics();
    Optional<Document> document =
        YamlReader.read(
                file, LIMITS, overlay, problem -> found.add(problem.as(rule(problem.kind()))))
            .filter(read -> isMapping(read, found));
    ManifestDocument result =
        document
            .map(read -> check(read, found))
            .orElseGet(
                () ->
                    new ManifestDocument(
                        file,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    out.addAll(found.sorted());
    return result;
  }

  private static ManifestRule rule(Problem.Kind kind) {
    return switch (kind) {
      case UNREADABLE -> ManifestRule.UNREADABLE_MANIFEST;
      case SYNTAX -> ManifestRule.YAML_SYNTAX;
      case DUPLICATE_KEY -> ManifestRule.DUPLICATE_FIELD;
      case FEATURE, LIMIT -> ManifestRule.YAML_FEATURE;
      case NOT_AN_OBJECT -> ManifestRule.MANIFEST_WITHOUT_FIELDS;
    };
  }

  private static boolean isMapping(Document document, Diagnostics found) {
    if (document.root().isObject()) {
      return true;
    }
    found.add(
        ManifestRule.MANIFEST_WITHOUT_FIELDS.at(
            document.valueAt(""),
            "The manifest holds "
                + (document.root().isArray() ? "a list" : "a single value")
                + "; it consists of fields, one per line.",
            "Write `id: …`, `name: …` and so on; `dvp init` makes an example."));
    return false;
  }

  private static ManifestDocument check(Document document, Diagnostics found) {
    ManifestFindings findings = new ManifestFindings(document, found);
    Own.SCHEMA.check(document.root()).forEach(findings::add);
    findings.flush();
    Optional<Path> srcDir = ManifestFiles.srcDir(document, found);
    Optional<Path> schemaFile = ManifestFiles.schemaFile(document, found);
    Optional<BuildNumber> buildNumber =
        Optional.ofNullable(document.root().path("buildNumber").textValue())
            .flatMap(BuildNumber::parse);
    boolean complete = srcDir.isPresent() && schemaFile.isPresent() && buildNumber.isPresent();
    Optional<PluginManifest> manifest =
        found.hasErrors() || !complete
            ? Optional.empty()
            : Optional.of(typed(document, srcDir.get(), schemaFile.get(), buildNumber.get()));
    return new ManifestDocument(
        document.file(), Optional.of(document), srcDir, schemaFile, manifest);
  }

  /** Only for a document without errors: each required field is there and of its type. */
  private static PluginManifest typed(
      Document document, Path srcDir, Path schemaFile, BuildNumber buildNumber) {
    JsonNode fields = document.root();
    List<String> hostTypes = new ArrayList<>();
    fields.get("hostTypes").forEach(type -> hostTypes.add(type.textValue()));
    return new PluginManifest(
        document.file(),
        fields.get("id").textValue(),
        fields.get("name").textValue(),
        hostTypes,
        EntryPoint.parse(fields.get("entryPoint").textValue()).orElseThrow(),
        srcDir,
        schemaFile,
        PluginType.named(fields.get("pluginType").textValue()).orElseThrow(),
        fields.get("language").textValue(),
        buildNumber,
        text(fields, "externalVersion"),
        text(fields, "defaultLocale"),
        text(fields, "luaName"),
        text(fields, "minimumLuaVersion"),
        flag(fields, "manualDiscovery"),
        flag(fields, "rootSquashEnabled"),
        flag(fields, "extendedStartStopHooks"));
  }

  private static Optional<String> text(JsonNode fields, String name) {
    return Optional.ofNullable(fields.path(name).textValue());
  }

  private static Optional<Boolean> flag(JsonNode fields, String name) {
    return fields.has(name) ? Optional.of(fields.get(name).booleanValue()) : Optional.empty();
  }
}

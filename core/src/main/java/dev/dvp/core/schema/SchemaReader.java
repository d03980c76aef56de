package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.OwnSchema;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.files.Overlay;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads and checks {@code schema.json}: its JSON, then a meta-schema (the resource {@code
 * schema.schema.json}: draft 7 and the platform's keywords), then what no meta-schema can say. All
 * problems are reported at once. Nothing is ever fetched.
 */
public final class SchemaReader {
  private SchemaReader() {}

  /** Read when schemas are first read. */
  private static final class Own {
    static final OwnSchema META = new OwnSchema(SchemaReader.class, "schema.schema.json");
  }

  /** Does ahead what the first reading would have to: see {@code PluginReader.prepare}. */
  public static void prepare() {
    Objects.requireNonNull(Own.META);
  }

  /**
   * Reads the schemas of a plugin.
   *
   * @param file the file
   * @param out receives what is wrong with it; a missing file is a finding, too
   * @return the six definitions, if none of the findings is an error
   */
  public static Optional<PluginSchemas> read(Path file, Diagnostics out) {
    return read(file, Overlay.NONE, out);
  }

  /**
   * Reads the schemas of a plugin as they would be.
   *
   * @param file the file
   * @param overlay what files hold instead of what is on the disk
   * @param out receives what is wrong with it
   * @return the six definitions, if none of the findings is an error
   */
  public static Optional<PluginSchemas> read(Path file, Overlay overlay, Diagnostics out) {
    Findings findings = new Findings();
    Optional<PluginSchemas> schemas =
        JsonReader.read(
                file,
                Limits.HAND_WRITTEN,
                overlay,
                problem -> findings.add(problem.as(rule(problem.kind()))))
            .filter(document -> isObject(document, findings))
            .flatMap(document -> check(document, findings));
    out.addAll(findings.all().sorted());
    return schemas;
  }

  private static SchemaRule rule(Problem.Kind kind) {
    return switch (kind) {
      case UNREADABLE -> SchemaRule.UNREADABLE_SCHEMA;
      case SYNTAX -> SchemaRule.JSON_SYNTAX;
      case DUPLICATE_KEY -> SchemaRule.DUPLICATE_KEY;
      case FEATURE, LIMIT -> SchemaRule.JSON_LIMIT;
      case NOT_AN_OBJECT -> SchemaRule.SCHEMA_WITHOUT_DEFINITIONS;
    };
  }

  private static boolean isObject(Document document, Findings findings) {
    if (document.root().isObject()) {
      return true;
    }
    findings.add(
        SchemaRule.SCHEMA_WITHOUT_DEFINITIONS.at(
            document.valueAt(""),
            "The file holds no object; it consists of one with the plugin's six definitions.",
            "`dvp init` makes an example."));
    return false;
  }

  private static Optional<PluginSchemas> check(Document document, Findings findings) {
    Definitions definitions = Definitions.of(document, findings);
    KeywordValues values = new KeywordValues(document, findings);
    Own.META.check(definitions.known()).forEach(values::add);
    for (Definition definition : definitions.all()) {
      check(definition, values.isClean(definition), findings);
    }
    if (findings.all().hasErrors()) {
      return Optional.empty();
    }
    Map<DefinitionKind, ObjectNode> nodes = new EnumMap<>(DefinitionKind.class);
    for (Definition definition : definitions.all()) {
      nodes.put(definition.kind(), (ObjectNode) definition.node());
    }
    return Optional.of(new PluginSchemas(document.file(), nodes));
  }

  private static void check(Definition definition, boolean valid, Findings findings) {
    if (!definition.node().isObject()) {
      return;
    }
    DefinitionRules.check(definition, findings);
    List<SubSchema> schemas = SchemaWalk.of(definition);
    for (SubSchema schema : schemas) {
      if (findings.isFull()) {
        return;
      }
      KeywordRules.check(schema, findings);
      PropertyRules.check(schema, findings);
      ValueRules.check(schema, findings);
    }
    ReferenceRules references = new ReferenceRules(definition, findings);
    if (references.check(schemas) && valid) {
      new ChoiceRules(definition, findings).check(schemas);
    }
  }
}

package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.payload.PayloadNames;
import dev.dvp.core.schema.DefinitionKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The six schemas in an artifact, where they are spread over several keys. */
final class EmbeddedSchemas {
  private static final String REBUILD = "Mend `schema.json`, then build the artifact again.";
  private static final int MAX_REPORTS = 20;

  private EmbeddedSchemas() {}

  /** Compiled when an artifact is first checked; immutable. */
  private static final class Compiled {
    static final Schema DRAFT_7 =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));
  }

  /**
   * The definitions as {@code schema.json} has them, the identity keywords back in their schemas.
   * One that is not an object is left out.
   */
  static Map<DefinitionKind, ObjectNode> of(ObjectNode document) {
    Map<DefinitionKind, ObjectNode> schemas = new EnumMap<>(DefinitionKind.class);
    JsonNode discovery = document.path(ArtifactKeys.DISCOVERY);
    putIdentified(DefinitionKind.REPOSITORY, ArtifactKeys.REPOSITORY_PREFIX, discovery, schemas);
    putIdentified(
        DefinitionKind.SOURCE_CONFIG, ArtifactKeys.SOURCE_CONFIG_PREFIX, discovery, schemas);
    put(
        DefinitionKind.LINKED_SOURCE,
        document.path(ArtifactKeys.LINKED_SOURCE).path(ArtifactKeys.PARAMETERS),
        schemas);
    put(
        DefinitionKind.VIRTUAL_SOURCE,
        document.path(ArtifactKeys.VIRTUAL_SOURCE).path(ArtifactKeys.PARAMETERS),
        schemas);
    put(DefinitionKind.SNAPSHOT, document.path(ArtifactKeys.SNAPSHOT_SCHEMA), schemas);
    put(
        DefinitionKind.SNAPSHOT_PARAMETERS,
        document.path(ArtifactKeys.SNAPSHOT_PARAMETERS).path(ArtifactKeys.SCHEMA),
        schemas);
    return schemas;
  }

  private static void put(
      DefinitionKind kind, JsonNode schema, Map<DefinitionKind, ObjectNode> schemas) {
    if (schema instanceof ObjectNode object) {
      schemas.put(kind, object.deepCopy());
    }
  }

  private static void putIdentified(
      DefinitionKind kind,
      String prefix,
      JsonNode discovery,
      Map<DefinitionKind, ObjectNode> schemas) {
    put(kind, discovery.path(prefix + ArtifactKeys.SCHEMA_SUFFIX), schemas);
    ObjectNode schema = schemas.get(kind);
    JsonNode identity = discovery.get(prefix + ArtifactKeys.IDENTITY_FIELDS_SUFFIX);
    JsonNode name = discovery.get(prefix + ArtifactKeys.NAME_FIELD_SUFFIX);
    if (schema != null && identity != null && name != null) {
      schema.set("identityFields", identity);
      schema.set("nameField", name);
    }
  }

  /** Whether a discovery definition has its keys with values of the right types, and no others. */
  static boolean isDiscovery(JsonNode discovery) {
    boolean fine =
        discovery.size() == 8
            && discovery.path(ArtifactKeys.TYPE).asText().equals("PluginDiscoveryDefinition")
            && discovery.path(ArtifactKeys.MANUAL_DISCOVERY).isBoolean();
    for (String prefix :
        List.of(ArtifactKeys.REPOSITORY_PREFIX, ArtifactKeys.SOURCE_CONFIG_PREFIX)) {
      fine &= discovery.path(prefix + ArtifactKeys.SCHEMA_SUFFIX).isObject();
      fine &= discovery.path(prefix + ArtifactKeys.NAME_FIELD_SUFFIX).isTextual();
      fine &= discovery.path(prefix + ArtifactKeys.IDENTITY_FIELDS_SUFFIX).isArray();
    }
    return fine;
  }

  /** Reports schemas that are no JSON Schema, and identity fields that name no property. */
  static void check(ArtifactHeader header, Diagnostics diagnostics) {
    of(header.document())
        .forEach(
            (kind, schema) -> {
              Location where = header.place(key(kind));
              List<Error> errors = Compiled.DRAFT_7.validate(schema);
              errors.stream()
                  .limit(MAX_REPORTS)
                  .forEach(
                      error ->
                          report(
                              kind,
                              "is no JSON Schema: at `"
                                  + PayloadNames.printable(error.getInstanceLocation().toString())
                                  + "` "
                                  + PayloadNames.printable(error.getMessage()),
                              where,
                              diagnostics));
              if (kind.hasIdentity()) {
                checkIdentity(kind, schema, where, diagnostics);
              }
            });
  }

  private static void checkIdentity(
      DefinitionKind kind, ObjectNode schema, Location where, Diagnostics diagnostics) {
    JsonNode identity = schema.path("identityFields");
    if (identity.isArray() && identity.isEmpty()) {
      report(kind, "has no identity fields", where, diagnostics);
    }
    identity.forEach(
        field -> checkNames(kind, "identity field", field, schema, where, diagnostics));
    if (schema.has("nameField")) {
      checkNames(kind, "name field", schema.path("nameField"), schema, where, diagnostics);
    }
  }

  private static void checkNames(
      DefinitionKind kind,
      String role,
      JsonNode field,
      ObjectNode schema,
      Location where,
      Diagnostics diagnostics) {
    if (!field.isTextual() || !schema.path("properties").has(field.textValue())) {
      report(
          kind,
          "has the "
              + role
              + " `"
              + PayloadNames.printable(field.asText())
              + "`, which is no property",
          where,
          diagnostics);
    }
  }

  /** The artifact's key that holds a definition. */
  static String key(DefinitionKind kind) {
    return switch (kind) {
      case REPOSITORY, SOURCE_CONFIG -> ArtifactKeys.DISCOVERY;
      case LINKED_SOURCE -> ArtifactKeys.LINKED_SOURCE;
      case VIRTUAL_SOURCE -> ArtifactKeys.VIRTUAL_SOURCE;
      case SNAPSHOT -> ArtifactKeys.SNAPSHOT_SCHEMA;
      case SNAPSHOT_PARAMETERS -> ArtifactKeys.SNAPSHOT_PARAMETERS;
    };
  }

  private static void report(
      DefinitionKind kind, String problem, Location where, Diagnostics diagnostics) {
    diagnostics.add(
        BuildRule.ARTIFACT_BAD_SCHEMA.at(
            where, "The artifact's `" + kind.key() + "` " + problem + ".", REBUILD));
  }
}

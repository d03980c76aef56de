package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON Schema, draft 7, ready to be run over trees. Nothing is ever fetched: a {@code $ref} leads
 * into the schema itself or to one of the documents handed in. {@code format} asserts nothing.
 */
public final class SchemaCheck {
  private static final String DIALECT = "http://json-schema.org/draft-07/schema#";

  private final Schema schema;

  private SchemaCheck(Schema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema.
   *
   * @param root the schema, itself valid by draft 7
   * @param others JSON texts by the absolute URI under which a {@code $ref} names them
   * @return the check
   * @throws SchemaCheckException when the schema cannot be run, for example since its {@code
   *     $schema} names another draft
   */
  public static SchemaCheck of(JsonNode root, Map<String, String> others) {
    return of(root, others, false);
  }

  /**
   * Compiles a schema, with {@code format} as an assertion.
   *
   * @param root the schema, itself valid by draft 7
   * @param others JSON texts by the absolute URI under which a {@code $ref} names them
   * @return the check
   * @throws SchemaCheckException when the schema cannot be run
   */
  public static SchemaCheck withFormats(JsonNode root, Map<String, String> others) {
    return of(root, others, true);
  }

  private static SchemaCheck of(JsonNode root, Map<String, String> others, boolean hasFormats) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_POINTER)
            .preloadSchema(false)
            .regularExpressionFactory(BoundedPattern::of)
            .build();
    SchemaRegistry registry =
        SchemaRegistry.withDialect(
            dialect(hasFormats),
            builder -> {
              builder.schemaRegistryConfig(config);
              if (!others.isEmpty()) {
                builder.schemas(others);
              }
            });
    try {
      return new SchemaCheck(registry.getSchema(root));
    } catch (SchemaException e) {
      throw new SchemaCheckException(e);
    }
  }

  /** Draft 7; its formats' many patterns are compiled whether used or not. */
  private static Dialect dialect(boolean hasFormats) {
    List<KeywordType> keywords =
        KeywordType.getKeywords(SpecificationVersion.DRAFT_7).stream()
            .filter(keyword -> hasFormats || keyword != KeywordType.FORMAT)
            .filter(keyword -> keyword != KeywordType.ENUM)
            .toList();
    return Dialect.builder(DIALECT)
        .formats(hasFormats ? formats() : List.of())
        .specificationVersion(SpecificationVersion.DRAFT_7)
        .idKeyword("$id")
        .keywords(keywords)
        .keyword(new EnumKeyword())
        .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
        .build();
  }

  /**
   * Runs the schema.
   *
   * @param instance a tree of bounded depth
   * @return what it refuses, in no particular order; empty when the tree is valid
   * @throws SchemaCheckException when the schema cannot be run
   */
  public List<SchemaFinding> check(JsonNode instance) {
    return findings(schema, instance);
  }

  /**
   * Runs a part of the schema.
   *
   * @param pointer a JSON pointer to a subschema
   * @param instance a tree of bounded depth
   * @return what it refuses; empty when the tree is valid
   * @throws SchemaCheckException when the subschema cannot be run, for example for a {@code $ref}
   *     under an {@code $id} of its own
   */
  public List<SchemaFinding> checkAt(String pointer, JsonNode instance) {
    try {
      NodePath path = new NodePath(PathType.JSON_POINTER);
      JsonNode node = schema.getSchemaNode();
      for (String step : JsonPointers.steps(pointer)) {
        if (node.isArray()) {
          int index = Integer.parseInt(step);
          path = path.append(index);
          node = node.path(index);
        } else {
          path = path.append(step);
          node = node.path(step);
        }
      }
      return findings(pointer.isEmpty() ? schema : schema.getSubSchema(path), instance);
    } catch (SchemaException e) {
      throw new SchemaCheckException(e);
    }
  }

  private static List<SchemaFinding> findings(Schema schema, JsonNode instance) {
    List<SchemaFinding> findings = new ArrayList<>();
    for (Error error : errors(schema, instance)) {
      String property = error.getProperty();
      findings.add(
          new SchemaFinding(
              error.getKeyword(),
              error.getInstanceLocation().toString(),
              property == null ? "" : property,
              error.getSchemaNode(),
              error.getInstanceNode(),
              pointer(error),
              error.getEvaluationPath().toString()));
    }
    return findings;
  }

  private static List<Error> errors(Schema schema, JsonNode instance) {
    ExecutionContext context =
        new BoundedContext(schema.createExecutionContext().getExecutionConfig(), instance);
    try {
      return schema.validate(context, instance, OutputFormat.DEFAULT);
    } catch (SchemaException e) {
      throw new SchemaCheckException(e);
    }
  }

  /** Where the keyword stands; for one in another document, the reference that leads there. */
  private static String pointer(Error error) {
    String way = error.getEvaluationPath().toString();
    int reference = way.lastIndexOf("/$ref/");
    boolean isElsewhere = error.getSchemaLocation().getAbsoluteIri() != null;
    return reference >= 0 && isElsewhere
        ? way.substring(0, reference) + "/$ref"
        : error.getSchemaLocation().getFragment().toString();
  }

  private static List<Format> formats() {
    List<Format> formats = new ArrayList<>(Formats.DEFAULT);
    formats.add(new UnixPathFormat());
    return formats;
  }
}

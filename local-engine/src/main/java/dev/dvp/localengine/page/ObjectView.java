package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaPlace;
import dev.dvp.core.schema.ValueSchemas;
import dev.dvp.localengine.environments.Vault;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Shows objects of a plugin, without what its schema calls a secret. */
final class ObjectView {
  private static final String SECRET = "••••••";
  private static final int MOST_TEXT = 1000;
  private static final int SUMMARY_TEXT = 80;

  private final Optional<PluginSchemas> schemas;

  ObjectView(Optional<PluginSchemas> schemas) {
    this.schemas = schemas;
  }

  /** All of an object as a list of names and values. */
  void list(Html html, DefinitionKind kind, JsonNode value) {
    JsonNode shown = shown(kind, value);
    if (shown.isEmpty()) {
      html.element("p", "Nothing.", "class", "muted");
      return;
    }
    html.open("dl", "class", "facts");
    for (Map.Entry<String, JsonNode> one : shown.properties()) {
      html.open("div").element("dt", label(kind, one.getKey()));
      html.element("dd", Shorten.to(text(one.getValue()), MOST_TEXT)).close("div");
    }
    html.close("dl").line();
  }

  /** An object in a few words: its name, where the plugin says which that is. */
  String summary(DefinitionKind kind, JsonNode value) {
    String nameField = definition(kind).path("nameField").asText();
    JsonNode shown = shown(kind, value);
    String name = nameField.isEmpty() ? "" : text(shown.path(nameField));
    if (name.isBlank()) {
      name =
          shown.properties().stream()
              .map(one -> label(kind, one.getKey()) + ": " + text(one.getValue()))
              .collect(Collectors.joining(", "));
    }
    return Shorten.to(name, SUMMARY_TEXT);
  }

  private JsonNode definition(DefinitionKind kind) {
    JsonNode schema = schemas.map(all -> (JsonNode) all.definitions().get(kind)).orElse(null);
    return schema == null ? JsonNodeFactory.instance.objectNode() : schema;
  }

  private String label(DefinitionKind kind, String key) {
    String pretty = definition(kind).path("properties").path(key).path("prettyName").asText();
    return pretty.isBlank() ? key : pretty;
  }

  private static String text(JsonNode value) {
    boolean isPlainList =
        value.isArray()
            && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode);
    if (isPlainList) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }
    return value.isTextual() ? value.asText() : value.isMissingNode() ? "" : value.toString();
  }

  /** Where the schema is not known, nothing is shown: any value may be a secret. */
  private JsonNode shown(DefinitionKind kind, JsonNode value) {
    JsonNode schema = definition(kind);
    return schema.isEmpty()
        ? TextNode.valueOf("")
        : masked(ValueSchemas.of(SchemaPlace.root(kind, schema)), value);
  }

  private static JsonNode masked(ValueSchemas schema, JsonNode value) {
    if (schema.isSecret()) {
      boolean isNamed = value.path("type").asText().equals(Vault.SUPPLIER);
      return TextNode.valueOf(isNamed ? "credentials " + value.path("name").asText() : SECRET);
    }
    if (value instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              one -> copy.set(one.getKey(), masked(schema.member(one.getKey()), one.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      ValueSchemas items = schema.items();
      list.forEach(one -> copy.add(masked(items, one)));
      return copy;
    }
    return value;
  }
}

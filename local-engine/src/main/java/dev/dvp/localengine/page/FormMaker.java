package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PlatformReferences;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a form of a definition, as an engine's wizard shows it. */
final class FormMaker {
  /** Schemas may refer to themselves: deeper than this, JSON is typed. */
  private static final int DEEPEST = 4;

  private static final int MOST_ROWS = 40;
  private static final int JSON_ROWS = 4;

  /** The codes that older forms knew keywords by. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("0", "type"),
          Map.entry("1", "enum"),
          Map.entry("100", "multipleOf"),
          Map.entry("101", "minimum"),
          Map.entry("103", "maximum"),
          Map.entry("200", "minLength"),
          Map.entry("201", "maxLength"),
          Map.entry("202", "pattern"),
          Map.entry("302", "required"),
          Map.entry("400", "minItems"),
          Map.entry("401", "maxItems"),
          Map.entry("402", "uniqueItems"),
          Map.entry("500", "format"));

  private final Pickers pickers;

  FormMaker(Pickers pickers) {
    this.pickers = pickers;
  }

  /** The fields of a definition, in the order in which they are asked for. */
  List<Field> fields(PluginSchemas schemas, DefinitionKind kind) {
    return fields(SchemaPlace.root(kind, schemas.definition(kind)), 0);
  }

  private List<Field> fields(SchemaPlace object, int depth) {
    JsonNode properties = object.node().path("properties");
    Set<String> required = new HashSet<>();
    object.node().path("required").forEach(name -> required.add(name.asText()));
    List<Field> fields = new ArrayList<>();
    for (String key : ordered(object.node(), properties)) {
      fields.add(field(key, object.at("properties").at(key), required.contains(key), depth));
    }
    return fields;
  }

  /** Those that the plugin orders, then the others. */
  private static Set<String> ordered(JsonNode object, JsonNode properties) {
    Set<String> keys = new LinkedHashSet<>();
    for (JsonNode key : object.path("ordering")) {
      if (properties.has(key.asText())) {
        keys.add(key.asText());
      }
    }
    properties.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private Field field(String key, SchemaPlace written, boolean isRequired, int depth) {
    SchemaPlace place = written.resolved().orElse(written);
    JsonNode schema = place.node();
    Optional<JsonNode> initial = value(schema, "default").or(() -> value(schema, "const"));
    boolean isHidden = schema.path("dxFormProperties").path("hidden").asBoolean();
    boolean mayHide = isHidden && (initial.isPresent() || !isRequired);
    return new Field(
        key,
        first(written.node(), first(schema, key, "prettyName", "title"), "prettyName", "title"),
        first(written.node(), first(schema, "", "description"), "description"),
        isRequired,
        initial,
        messages(schema.path("dxFormProperties").path("validationMessages")),
        mayHide ? new Control.Hidden() : control(place, depth));
  }

  private static Optional<JsonNode> value(JsonNode schema, String keyword) {
    return Optional.ofNullable(schema.get(keyword));
  }

  private static String first(JsonNode schema, String otherwise, String... keywords) {
    for (String keyword : keywords) {
      String text = schema.path(keyword).asText("").strip();
      if (schema.path(keyword).isTextual() && !text.isEmpty()) {
        return text;
      }
    }
    return otherwise;
  }

  private static Map<String, String> messages(JsonNode given) {
    Map<String, String> messages = new HashMap<>();
    if (given.isTextual()) {
      messages.put("default", given.asText());
    }
    given
        .properties()
        .forEach(
            one -> {
              if (one.getValue().isTextual()) {
                messages.put(
                    CODES.getOrDefault(one.getKey(), one.getKey()), one.getValue().asText());
              }
            });
    return messages;
  }

  private Control control(SchemaPlace place, int depth) {
    JsonNode schema = place.node();
    if (PlatformReferences.isCredentials(schema.path("$ref").asText())) {
      return new Control.Choice(
          pickers.credentials(), "There are none yet: `dvp env credentials NAME` adds some.");
    }
    if (schema.path("enum").isArray()) {
      return new Control.Choice(options(schema.path("enum")), "");
    }
    return switch (type(schema)) {
      case "string" -> text(schema);
      case "integer" -> new Control.Numeral(true);
      case "number" -> new Control.Numeral(false);
      case "boolean" -> new Control.Check();
      case "object" -> object(place, depth);
      case "array" -> array(place, depth);
      default -> new Control.Json();
    };
  }

  /** The one type besides null, if there is one. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return type.asText();
    }
    List<String> types = new ArrayList<>();
    type.forEach(one -> types.add(one.asText()));
    types.remove("null");
    return types.size() == 1 ? types.get(0) : schema.has("properties") ? "object" : "";
  }

  private static List<Option> options(JsonNode values) {
    List<Option> options = new ArrayList<>();
    for (JsonNode value : values) {
      String label = value.isTextual() ? value.asText() : value.toString();
      options.add(new Option(String.valueOf(options.size()), label, value));
    }
    return options;
  }

  private Control text(JsonNode schema) {
    String format = schema.path("format").asText();
    if (format.equals("password")) {
      return new Control.Password();
    }
    if (format.equals("reference")) {
      Optional<Control> picker = picker(schema.path("referenceType").asText());
      if (picker.isPresent()) {
        return picker.get();
      }
    }
    int rows = schema.path("dxFormProperties").path("rows").asInt(1);
    return rows > 1 ? new Control.Area(Math.min(rows, MOST_ROWS)) : new Control.Line();
  }

  private Optional<Control> picker(String referenceType) {
    return switch (referenceType) {
      case "UNIX_HOST_ENVIRONMENT", "UnixHostEnvironment" ->
          Optional.of(new Control.Choice(pickers.environments(), ""));
      case "HOST_USER", "EnvironmentUser" -> Optional.of(new Control.Choice(pickers.users(), ""));
      default -> Optional.empty();
    };
  }

  private Control object(SchemaPlace place, int depth) {
    boolean hasFields = !place.node().path("properties").isEmpty();
    boolean isCollapsible = place.node().path("dxFormProperties").path("collapsible").asBoolean();
    return hasFields && depth < DEEPEST
        ? new Control.Section(fields(place, depth + 1), isCollapsible)
        : new Control.Json();
  }

  private Control array(SchemaPlace place, int depth) {
    SchemaPlace written = place.at("items");
    SchemaPlace items = written.resolved().orElse(written);
    if (!items.node().isObject()) {
      return new Control.Json();
    }
    Control item = control(items, depth);
    if (item instanceof Control.Section section) {
      return new Control.Items(section.fields());
    }
    return item instanceof Control.Line || item instanceof Control.Numeral
        ? new Control.Lines(item)
        : new Control.Json();
  }

  /** How many rows JSON is shown in. */
  static int jsonRows() {
    return JSON_ROWS;
  }
}

package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the types of one class's properties and collects what they need to import. */
final class PythonTypes {
  /** The dict that the platform's credentials are, in {@code base_model_.py}. */
  static final String CREDENTIALS = "CredentialsSupplier";

  /** More choices or alternatives than this are shown as their type. */
  private static final int MOST_SHOWN = 12;

  private static final int MAX_DEPTH = 12;
  private static final String NONE = "None";

  private static final Map<String, String> BUILTINS =
      Map.of(
          "string", "str",
          "integer", "int",
          "number", "float",
          "boolean", "bool",
          "array", "list",
          "object", "dict");

  /** Names that mean a property within the class, so that annotations cannot use them. */
  private final Set<String> hidden;

  private boolean usesBuiltins;
  private final Set<String> typing = new TreeSet<>();
  private final Set<String> classes = new TreeSet<>();

  /**
   * Starts with a class.
   *
   * @param properties what its properties are called
   */
  PythonTypes(Set<String> properties) {
    this.hidden = properties;
  }

  /** Whether the module {@code builtins} is to be imported. */
  boolean usesBuiltins() {
    return usesBuiltins;
  }

  /**
   * A builtin's name in an annotation.
   *
   * @param name for example {@code str}
   */
  String builtin(String name) {
    if (!hidden.contains(name)) {
      return name;
    }
    usesBuiltins = true;
    return "builtins." + name;
  }

  /** What to import from {@code typing}, sorted. */
  Set<String> typing() {
    return typing;
  }

  /** The generated classes to import, sorted. */
  Set<String> classes() {
    return classes;
  }

  /**
   * A property's entry in {@code swagger_types}: a builtin.
   *
   * @param check the property's check
   * @return {@code object} when there are several types or none
   */
  static String swaggerType(JsonNode check) {
    if (check.has("class") && !check.path("type").isArray()) {
      return "dict";
    }
    return BUILTINS.getOrDefault(check.path("type").asText(), "object");
  }

  /**
   * The annotation of a value that is read.
   *
   * @param check the value's check
   * @return an expression in the names of {@link #typing()} and {@link #classes()}
   */
  String value(JsonNode check) {
    return union(types(check, false, 0));
  }

  /**
   * The annotation of a value that is given: a dict will do where a class is meant.
   *
   * @param check the value's check
   * @return an expression in the names of {@link #typing()} and {@link #classes()}
   */
  String argument(JsonNode check) {
    return union(types(check, true, 0));
  }

  /**
   * The annotation of a dict whose values are such.
   *
   * @param values the annotation of its values
   * @return the annotation
   */
  String dictOf(String values) {
    typing.add("Dict");
    return "Dict[" + builtin("str") + ", " + values + "]";
  }

  /**
   * Allows None as well.
   *
   * @param type an annotation
   * @return the annotation
   */
  String optional(String type) {
    if (type.equals("Any") || type.startsWith("Optional[") || type.equals(NONE)) {
      return type;
    }
    typing.add("Optional");
    return "Optional[" + type + "]";
  }

  /** One annotation of several, which mean any of them. */
  String union(Set<String> alternatives) {
    Set<String> types = new LinkedHashSet<>(alternatives);
    if (types.isEmpty() || types.contains("Any")) {
      typing.add("Any");
      return "Any";
    }
    // A type checker lets an int pass for a float.
    if (types.contains(builtin("float"))) {
      types.remove(builtin("int"));
    }
    boolean none = types.remove(NONE);
    if (types.isEmpty()) {
      return NONE;
    }
    String type = String.join(", ", types);
    if (types.size() > 1) {
      typing.add("Union");
      type = "Union[" + type + "]";
    }
    return none ? optional(type) : type;
  }

  /** The annotations that a value may have any of; empty where no value is right. */
  private Set<String> types(JsonNode check, boolean argument, int depth) {
    if (!check.isObject() || check.has("shared") || depth > MAX_DEPTH) {
      return Set.of("Any");
    }
    Set<String> literals = literals(check);
    if (!literals.isEmpty()) {
      return literals;
    }
    Set<String> types = new LinkedHashSet<>();
    for (JsonNode name : check.path("type").isArray() ? check.path("type") : List.of(check)) {
      String type = name.isTextual() ? name.textValue() : name.path("type").asText();
      if (!type.isEmpty()) {
        types.addAll(one(type, check, argument, depth));
      }
    }
    return types.isEmpty() ? untyped(check, argument, depth) : types;
  }

  /** Where the schema has no type of its own, its combinations may have. */
  private Set<String> untyped(JsonNode check, boolean argument, int depth) {
    if (check.has("class")) {
      return Set.of("Any");
    }
    for (JsonNode part : check.path("allOf")) {
      Set<String> types = types(part, argument, depth + 1);
      if (!types.contains("Any")) {
        return types;
      }
    }
    for (String key : List.of("anyOf", "oneOf")) {
      JsonNode parts = check.path(key);
      if (!parts.isEmpty() && parts.size() <= MOST_SHOWN) {
        Set<String> types = new LinkedHashSet<>();
        parts.forEach(part -> types.addAll(types(part, argument, depth + 1)));
        if (!types.contains("Any")) {
          return types;
        }
      }
    }
    return Set.of("Any");
  }

  /** {@code enum} and {@code const} of short ASCII texts and null, as editors complete them. */
  private Set<String> literals(JsonNode check) {
    List<JsonNode> values = new ArrayList<>();
    if (check.has("const")) {
      values.add(check.path("const"));
    } else {
      check.path("enum").forEach(values::add);
    }
    List<String> texts = new ArrayList<>();
    boolean none = false;
    for (JsonNode value : values) {
      boolean isPlain = value.isTextual() && value.textValue().length() <= 40;
      none |= value.isNull();
      if (isPlain) {
        texts.add(PythonText.quoted(value.textValue()));
      } else if (!value.isNull()) {
        return Set.of();
      }
    }
    if (texts.isEmpty() || texts.size() > MOST_SHOWN || check.path("secret").asBoolean(false)) {
      return Set.of();
    }
    typing.add("Literal");
    String literal = "Literal[" + String.join(", ", texts) + "]";
    return none ? new LinkedHashSet<>(List.of(literal, NONE)) : Set.of(literal);
  }

  private Set<String> one(String type, JsonNode check, boolean argument, int depth) {
    switch (type) {
      case "null" -> {
        return Set.of(NONE);
      }
      case "object" -> {
        return object(check, argument, depth);
      }
      case "array" -> {
        typing.add("List");
        return Set.of("List[" + items(check, argument, depth) + "]");
      }
      default -> {
        return Set.of(builtin(BUILTINS.getOrDefault(type, "Any")));
      }
    }
  }

  private String items(JsonNode check, boolean argument, int depth) {
    JsonNode items = check.path("items");
    if (items.isObject()) {
      return union(types(items, argument, depth + 1));
    }
    if (!items.isArray() || check.path("additionalItems").asBoolean(true)) {
      return union(Set.of("Any"));
    }
    Set<String> types = new LinkedHashSet<>();
    items.forEach(item -> types.addAll(types(item, argument, depth + 1)));
    return union(types);
  }

  private Set<String> object(JsonNode check, boolean argument, int depth) {
    if (check.has("class")) {
      String name = check.path("class").textValue();
      classes.add(name);
      return argument
          ? new LinkedHashSet<>(List.of(name, dictOf(union(Set.of("Any")))))
          : Set.of(name);
    }
    if (check.path("secret").asBoolean(false) && check.size() == 2) {
      classes.add(CREDENTIALS);
      return argument
          ? new LinkedHashSet<>(List.of(CREDENTIALS, dictOf(union(Set.of("Any")))))
          : Set.of(CREDENTIALS);
    }
    boolean hasNames = !check.path("properties").isEmpty();
    return Set.of(dictOf(hasNames ? union(Set.of("Any")) : others(check, argument, depth)));
  }

  /**
   * The annotation of what an object may hold besides its properties.
   *
   * @param check the keywords for its members
   * @param argument whether the value is given, not read
   */
  String others(JsonNode check, boolean argument) {
    return others(check, argument, 0);
  }

  private String others(JsonNode check, boolean argument, int depth) {
    JsonNode additional = check.path("additionalProperties");
    if (additional.asBoolean(additional.isMissingNode())) {
      return union(Set.of("Any"));
    }
    Set<String> types = new LinkedHashSet<>();
    if (additional.isObject()) {
      types.addAll(types(additional, argument, depth + 1));
    }
    check
        .path("patternProperties")
        .forEach(pattern -> types.addAll(types(pattern, argument, depth + 1)));
    return union(types);
  }
}

package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the types of one class's properties and collects what they need to import. */
final class PythonTypes {
  private static final Map<String, String> BUILTINS =
      Map.of(
          "string", "str",
          "integer", "int",
          "number", "float",
          "boolean", "bool",
          "array", "list",
          "object", "dict");

  private final Set<String> typing = new TreeSet<>();
  private final Set<String> classes = new TreeSet<>();

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
    return union(check, false);
  }

  /**
   * The annotation of a value that is given: a dict will do where a class is meant.
   *
   * @param check the value's check
   * @return an expression in the names of {@link #typing()} and {@link #classes()}
   */
  String argument(JsonNode check) {
    return union(check, true);
  }

  /**
   * Allows None as well.
   *
   * @param type an annotation
   * @return the annotation
   */
  String optional(String type) {
    if (type.equals("Any") || type.startsWith("Optional[")) {
      return type;
    }
    typing.add("Optional");
    return "Optional[" + type + "]";
  }

  private String union(JsonNode check, boolean argument) {
    Set<String> types = new LinkedHashSet<>();
    boolean none = false;
    for (JsonNode name : check.path("type").isArray() ? check.path("type") : List.of(check)) {
      String type = name.isTextual() ? name.textValue() : name.path("type").asText();
      none |= "null".equals(type);
      if (!"null".equals(type)) {
        types.add(one(type, check, argument));
      }
    }
    if (types.isEmpty() || types.contains("Any")) {
      typing.add("Any");
      return types.isEmpty() ? "None" : "Any";
    }
    String type = String.join(", ", types);
    if (types.size() > 1 || (type.startsWith("Union[") && none)) {
      typing.add("Union");
      type = "Union[" + type + "]";
    }
    return none ? optional(type) : type;
  }

  private String one(String type, JsonNode check, boolean argument) {
    boolean object = type.equals("object") || type.isEmpty();
    if (object && check.has("class")) {
      String name = check.path("class").textValue();
      classes.add(name);
      if (!argument) {
        return name;
      }
      typing.addAll(List.of("Any", "Dict", "Union"));
      return "Union[" + name + ", Dict[str, Any]]";
    }
    if (object && !type.isEmpty()) {
      typing.addAll(List.of("Any", "Dict"));
      return "Dict[str, Any]";
    }
    if (type.equals("array")) {
      typing.add("List");
      JsonNode items = check.path("items");
      if (items.isObject()) {
        return "List[" + union(items, argument) + "]";
      }
      typing.add("Any");
      return "List[Any]";
    }
    return BUILTINS.getOrDefault(type, "Any");
  }
}

package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaPlace;
import dev.dvp.core.schema.ValueSchemas;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the six definitions, and the objects in them, into the classes to be generated. */
final class ClassReader implements CheckReader.Classes {
  /** What every class has and the platform calls: no property may stand in the way. */
  static final Set<String> MEMBERS =
      Set.of("from_dict", "to_dict", "to_str", "swagger_types", "attribute_map");

  /** What a dict has: plugins, and {@code json.dumps}, take nested objects for plain dicts. */
  static final Set<String> DICT_MEMBERS =
      Set.of(
          "clear copy fromkeys get items keys pop popitem setdefault update values".split(" ", -1));

  private record Pending(SchemaPlace place, String name, boolean nested) {}

  private final CodegenFindings findings;
  private final CheckReader checks;
  private final ClassNames names = new ClassNames();
  private final Map<String, String> known = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  ClassReader(CodegenFindings findings) {
    this.findings = findings;
    this.checks = new CheckReader(findings, this);
  }

  /**
   * Reads all six.
   *
   * @param schemas the schemas
   * @return the classes: each definition's, then those of the objects in it
   */
  List<PythonClass> read(PluginSchemas schemas) {
    for (DefinitionKind kind : DefinitionKind.values()) {
      names.take(kind.className());
    }
    List<PythonClass> classes = new ArrayList<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      SchemaPlace root = SchemaPlace.root(kind, schemas.definition(kind));
      pending.add(new Pending(root.resolved().orElse(root), kind.className(), false));
      while (!pending.isEmpty()) {
        classes.add(read(pending.remove()));
      }
    }
    return classes;
  }

  /** The checks that are parts of themselves; complete when all classes are read. */
  ObjectNode shared() {
    return checks.shared();
  }

  @Override
  public String classOf(SchemaPlace schema, String wanted) {
    return known.computeIfAbsent(
        schema.filePointer(),
        pointer -> {
          String name = names.take(wanted);
          pending.add(new Pending(schema, name, true));
          return name;
        });
  }

  private PythonClass read(Pending wanted) {
    SchemaPlace place = wanted.place();
    PropertyFinder found = new PropertyFinder(place);
    ValueSchemas all = ValueSchemas.of(place);
    List<PythonClass.Property> properties = properties(wanted, found, all);
    boolean keepsOthers = wanted.nested() || allowsOthers(place.node());
    ObjectNode others = CheckReader.object();
    if (keepsOthers) {
      checks.others(place, all, others, Optional.of(wanted.name() + "Value"));
    } else {
      sayWhatIsMissing(place, found);
    }
    ObjectNode whole = CheckReader.object();
    if (keepsOthers && !found.requiredButUnknown().isEmpty()) {
      found.requiredButUnknown().forEach(whole.putArray("required")::add);
    }
    for (String key : List.of("enum", "const")) {
      if (!wanted.nested() && place.node().has(key)) {
        whole.set(key, place.node().path(key));
      }
    }
    checks.whole(place, all, whole);
    return new PythonClass(
        wanted.name(),
        place.filePointer(),
        wanted.nested(),
        keepsOthers && !wanted.nested() ? Optional.of(othersName(properties)) : Optional.empty(),
        documentation(place.node(), classSummary(wanted)),
        properties,
        others,
        whole,
        checks.takeNotes());
  }

  private static String classSummary(Pending wanted) {
    return wanted.nested()
        ? "An object of the plugin's " + wanted.place().definition().key() + "."
        : "The plugin's " + wanted.place().definition().key() + ".";
  }

  /** Whether a definition says itself that there may be more than its properties. */
  private static boolean allowsOthers(JsonNode schema) {
    JsonNode additional = schema.path("additionalProperties");
    return !schema.path("patternProperties").isEmpty()
        || additional.isObject()
        || additional.asBoolean(false);
  }

  /** The attribute that has the rest. */
  private static String othersName(List<PythonClass.Property> properties) {
    String name = "additional_properties";
    Set<String> taken = new HashSet<>();
    properties.forEach(property -> taken.addAll(List.of(property.name(), property.accessor())));
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }

  /** A definition's own class keeps what has a name; the schema may mean to allow more. */
  private void sayWhatIsMissing(SchemaPlace place, PropertyFinder found) {
    if (!found.requiredButUnknown().isEmpty()) {
      String names = Shown.plain(String.join("`, `", found.requiredButUnknown()));
      checks.notEnforced(
          place.at("required"),
          "The class has no attribute for `"
              + names
              + "`, which the schema requires and does not"
              + " describe.",
          "Add it to `properties`, or take it out of `required`.");
    }
  }

  private List<PythonClass.Property> properties(
      Pending wanted, PropertyFinder found, ValueSchemas all) {
    Map<String, Map.Entry<String, SchemaPlace>> attributes = new HashMap<>();
    List<PythonClass.Property> properties = new ArrayList<>();
    for (Map.Entry<String, SchemaPlace> entry : found.places().entrySet()) {
      String name = entry.getKey();
      String attribute = AttributeNames.of(name);
      Map.Entry<String, SchemaPlace> twin = attributes.putIfAbsent(attribute, entry);
      if (twin == null) {
        properties.add(
            property(wanted, name, attribute, entry.getValue(), found, all.member(name)));
      } else {
        sayCollision(wanted, entry, twin, attribute);
      }
    }
    return properties;
  }

  private PythonClass.Property property(
      Pending wanted,
      String name,
      String attribute,
      SchemaPlace place,
      PropertyFinder found,
      ValueSchemas all) {
    String className = wanted.name() + AttributeNames.classNamePart(name);
    JsonNode check =
        found.isCertain(name)
            ? checks.read(place, all, Optional.of(className))
            : all.isSecret() ? CheckReader.object().put("secret", true) : CheckReader.object();
    boolean hidden =
        MEMBERS.contains(attribute) || (wanted.nested() && DICT_MEMBERS.contains(attribute));
    if (hidden) {
      findings.add(
          CodegenRule.HIDDEN_NAME,
          place,
          "The property `"
              + Shown.plain(name)
              + "` is called like the method `"
              + attribute
              + "` of its class `"
              + wanted.name()
              + "`, so that it is read and set as `"
              + attribute
              + "_`.",
          "Give the property another name, if no plugin in use depends on it.");
    }
    JsonNode schema = place.resolved().map(SchemaPlace::node).orElse(place.node());
    return new PythonClass.Property(
        name,
        attribute,
        hidden ? attribute + "_" : attribute,
        check,
        found.isRequired(name),
        documentation(
            place.node(), documentation(schema, "The schema's `" + Shown.plain(name) + "`.")),
        checks.takeNotes());
  }

  private void sayCollision(
      Pending wanted,
      Map.Entry<String, SchemaPlace> property,
      Map.Entry<String, SchemaPlace> twin,
      String attribute) {
    findings.add(
        CodegenRule.NAME_COLLISION,
        property.getValue(),
        "The properties `"
            + Shown.plain(twin.getKey())
            + "` and `"
            + Shown.plain(property.getKey())
            + "` would both be the attribute `"
            + attribute
            + "` of the class `"
            + wanted.name()
            + "`, so that one would be lost.",
        "Rename one of them: case, dashes, dots and blanks all become lower case and underscores.",
        twin.getValue());
  }

  private static String documentation(JsonNode schema, String otherwise) {
    String title = schema.path("prettyName").asText("").strip();
    String text = schema.path("description").asText("").strip();
    if (title.isEmpty() && text.isEmpty()) {
      return otherwise;
    }
    if (title.isEmpty() || text.isEmpty() || title.equals(text)) {
      return title.isEmpty() ? text : title;
    }
    boolean sentence = ".!?:".indexOf(title.charAt(title.length() - 1)) >= 0;
    return title + (sentence ? "" : ".") + "\n\n" + text;
  }

  /** The attributes that must have a value. */
  static ArrayNode required(PythonClass made) {
    ArrayNode required = CheckReader.object().arrayNode();
    made.properties().stream()
        .filter(PythonClass.Property::required)
        .forEach(property -> required.add(property.name()));
    return required;
  }
}

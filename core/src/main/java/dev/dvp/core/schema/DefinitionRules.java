package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Shown;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rules about a definition as a whole: its type, its name and identity, its record size. */
final class DefinitionRules {
  private final Definition definition;
  private final Findings out;
  private final PropertyNames names;

  private DefinitionRules(Definition definition, Findings out) {
    this.definition = definition;
    this.out = out;
    this.names = PropertyNames.of(definition, definition.pointer());
  }

  static void check(Definition definition, Findings out) {
    DefinitionRules rules = new DefinitionRules(definition, out);
    rules.type();
    if (definition.kind().hasIdentity()) {
      rules.nameField();
      rules.identityFields();
    }
    DefinitionKind kind = definition.kind();
    if (kind == DefinitionKind.LINKED_SOURCE || kind == DefinitionKind.VIRTUAL_SOURCE) {
      rules.recordSize();
    }
  }

  private void type() {
    JsonNode type = definition.node().path("type");
    if (type.isTextual()
        && Keywords.isType(type.textValue())
        && !type.textValue().equals("object")) {
      out.add(
          SchemaRule.DEFINITION_NOT_OBJECT.at(
              place("type"),
              "`"
                  + definition.kind().key()
                  + "` describes values of the type "
                  + Shown.value(type)
                  + "; the platform keeps objects with properties.",
              "Write `\"type\": \"object\"` and describe the values in `properties`."));
    }
  }

  private void nameField() {
    JsonNode field = definition.node().path("nameField");
    if (!field.isTextual()) {
      return;
    }
    String name = field.textValue();
    if (names.lacks(name)) {
      unknown("nameField", name, place("nameField"));
    } else if (isNotText(name)) {
      out.add(
          SchemaRule.NAME_FIELD_NOT_TEXT.at(
              place("nameField"),
              "`nameField` names "
                  + Shown.text(name)
                  + ", which is no text; the engine shows its value to users as a name.",
              "Name a property of `\"type\": \"string\"`."));
    }
  }

  private void identityFields() {
    JsonNode fields = definition.node().path("identityFields");
    if (!fields.isArray()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).textValue();
      Location place = place("identityFields/" + i);
      if (name == null) {
        continue;
      }
      if (!seen.add(name)) {
        out.add(PropertyRules.repeated("identityFields", name, place));
      } else if (names.lacks(name)) {
        unknown("identityFields", name, place);
      } else {
        identityField(name, place);
      }
    }
  }

  private void identityField(String name, Location place) {
    if (isNotText(name)) {
      out.add(
          SchemaRule.IDENTITY_FIELD_NOT_TEXT.at(
              place,
              "The identity field "
                  + Shown.text(name)
                  + " is no text; the engine compares identities as texts.",
              "Give the property `\"type\": \"string\"`, or identify by another one."));
    }
    if (names.pointer(name).isPresent() && !names.isRequired(name)) {
      out.add(
          SchemaRule.OPTIONAL_IDENTITY_FIELD.at(
              place,
              "The identity field "
                  + Shown.text(name)
                  + " is not in `required`: two objects without it are one to the engine.",
              "Add it to `required`."));
    }
  }

  private void unknown(String keyword, String name, Location place) {
    out.add(
        SchemaRule.UNKNOWN_IDENTITY_PROPERTY.at(
            place,
            "`"
                + keyword
                + "` names "
                + Shown.text(name)
                + ", but `"
                + definition.kind().key()
                + "` has no such property.",
            PropertyRules.meant(name, names)));
  }

  /** Tells whether a property certainly holds no text. */
  private boolean isNotText(String name) {
    return names.pointer(name).map(pointer -> isNotText(definition.at(pointer), 0)).orElse(false);
  }

  private boolean isNotText(JsonNode schema, int depth) {
    String reference = schema.path("$ref").textValue();
    if (reference != null) {
      Optional<String> target = definition.target(reference);
      boolean platform = reference.startsWith(PlatformReferences.PLATFORM);
      return platform
          || (depth < 20
              && target.isPresent()
              && isNotText(definition.at(target.get()), depth + 1));
    }
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return Keywords.isType(type.textValue()) && !type.textValue().equals("string");
    }
    if (!type.isArray() || type.isEmpty()) {
      return false;
    }
    for (JsonNode one : type) {
      if (one.asText().equals("string")) {
        return false;
      }
    }
    return true;
  }

  private void recordSize() {
    Optional<String> pointer = names.pointer("recordSizeInKB");
    if (pointer.isEmpty()) {
      return;
    }
    JsonNode property = definition.at(pointer.get());
    JsonNode type = property.path("type");
    if (property.has("$ref") || (type.isTextual() && type.textValue().equals("integer"))) {
      return;
    }
    String where = type.isMissingNode() ? pointer.get() : JsonPointers.child(pointer.get(), "type");
    out.add(
        SchemaRule.RECORD_SIZE_NOT_INTEGER.at(
            definition.document().valueAt(where),
            "`recordSizeInKB` must be an integer: the engine takes it as the dataset's record"
                + " size.",
            "Write `\"type\": \"integer\"`."));
  }

  private Location place(String rest) {
    return definition.document().valueAt(definition.pointer() + "/" + rest);
  }
}

package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.List;
import java.util.Optional;

/**
 * The part of a form that asks for an object of a definition.
 *
 * @param schemas the plugin's schemas
 * @param kind the definition
 * @param parent a JSON pointer to the object within the form
 * @param fields its fields
 */
record SchemaForm(PluginSchemas schemas, DefinitionKind kind, String parent, List<Field> fields) {
  /** Copies the list. */
  SchemaForm {
    fields = List.copyOf(fields);
  }

  static SchemaForm of(PluginSchemas schemas, DefinitionKind kind, String parent, Pickers pickers) {
    return new SchemaForm(schemas, kind, parent, new FormMaker(pickers).fields(schemas, kind));
  }

  /** Whether it asks for anything. */
  boolean isEmpty() {
    return fields.stream().allMatch(field -> field.control() instanceof Control.Hidden);
  }

  Typed initial(Optional<JsonNode> value) {
    return Typed.initial(fields, parent, value);
  }

  /** Reads the object, and tells what is wrong with it. */
  ObjectNode read(Typed typed, List<Wrong> out) {
    FormReader.Read read = FormReader.read(fields, parent, typed);
    out.addAll(new FormCheck(fields, parent).check(schemas, kind, read));
    return read.value();
  }

  void write(Html html, Typed typed, List<Wrong> wrong) {
    new FormView(html, typed, wrong).fields(fields, parent);
  }
}

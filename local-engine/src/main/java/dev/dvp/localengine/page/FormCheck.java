package dev.dvp.localengine.page;

import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what was typed against the plugin's schema, and puts each refusal to its field. */
final class FormCheck {
  private final List<Field> fields;
  private final String parent;

  /** For fields whose object is at a pointer in the form. */
  FormCheck(List<Field> fields, String parent) {
    this.fields = List.copyOf(fields);
    this.parent = parent;
  }

  /** All that is wrong: what could not be read, then what the schema refuses. */
  List<Wrong> check(PluginSchemas schemas, DefinitionKind kind, FormReader.Read read) {
    List<Wrong> all = new ArrayList<>(read.wrong());
    List<InstanceCheck.Refusal> refusals;
    try {
      refusals = InstanceCheck.of(schemas, kind).refusals(read.value());
    } catch (SchemaCheckException e) {
      all.add(new Wrong("", "", "The plugin's schema cannot be run: " + e.getMessage() + "."));
      return all;
    }
    for (InstanceCheck.Refusal refusal : refusals) {
      boolean isKnown = all.stream().anyMatch(one -> isSame(one.pointer(), refusal));
      if (!isKnown) {
        all.add(wrong(refusal));
      }
    }
    return all;
  }

  /** What was not read is missing, or breaks the object that it belongs to. */
  private boolean isSame(String pointer, InstanceCheck.Refusal refusal) {
    String refused = parent + refusal.pointer();
    return pointer.equals(refused)
        || (refusal.keyword().equals("required")
            && JsonPointers.child(refused, refusal.property()).equals(pointer));
  }

  private Wrong wrong(InstanceCheck.Refusal refusal) {
    String pointer =
        refusal.keyword().equals("required")
            ? JsonPointers.child(refusal.pointer(), refusal.property())
            : refusal.pointer();
    Optional<Found> found = find(fields, parent, JsonPointers.steps(pointer));
    String message =
        found
            .flatMap(one -> one.field().message(refusal.keyword()))
            .orElseGet(() -> sentence(refusal.what()));
    return new Wrong(
        found.map(Found::pointer).orElse(""),
        found.map(one -> one.field().label()).orElse(""),
        message);
  }

  private record Found(Field field, String pointer) {}

  /** The innermost field that a pointer leads to or through. */
  private static Optional<Found> find(List<Field> fields, String parent, List<String> steps) {
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    List<String> rest = steps.subList(1, steps.size());
    for (Field field : fields) {
      if (field.key().equals(steps.get(0))) {
        Found here = new Found(field, field.pointer(parent));
        return inner(field.control(), here.pointer(), rest).or(() -> Optional.of(here));
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> inner(Control control, String pointer, List<String> rest) {
    if (control instanceof Control.Section section) {
      return find(section.fields(), pointer, rest);
    }
    if (control instanceof Control.Items items && !rest.isEmpty()) {
      String item = JsonPointers.child(pointer, rest.get(0));
      return find(items.fields(), item, rest.subList(1, rest.size()));
    }
    return Optional.empty();
  }

  private static String sentence(String what) {
    return what.endsWith(".") ? what : what + ".";
  }
}

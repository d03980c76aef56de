package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.JsonPointers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the fields of a form: what a user typed, or what it starts with. */
final class Typed {
  /** More of one list than anybody fills in by hand. */
  static final int MOST_ITEMS = 50;

  /** Before the pointer of a value. */
  private static final String VALUE = "v";

  /** Before the pointer of a list: how many objects are shown. */
  private static final String COUNT = "n";

  static final String CHECKED = "yes";

  private final Map<String, String> texts;

  Typed(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /** What a form starts with, where a value is known; passwords are typed anew. */
  static Typed initial(List<Field> fields, String parent, Optional<JsonNode> value) {
    Map<String, String> texts = new LinkedHashMap<>();
    fill(fields, parent, value, texts);
    return new Typed(texts);
  }

  /** This and another part of the form. */
  Typed plus(Typed other) {
    Map<String, String> all = new HashMap<>(texts);
    all.putAll(other.texts);
    return new Typed(all);
  }

  /** The same with another text. */
  Typed with(String pointer, String text) {
    return plus(new Typed(Map.of(name(pointer), text)));
  }

  private static void fill(
      List<Field> fields, String parent, Optional<JsonNode> object, Map<String, String> texts) {
    for (Field field : fields) {
      Optional<JsonNode> value =
          object.isPresent()
              ? object.map(known -> known.get(field.key())).filter(one -> !one.isNull())
              : field.initial();
      fill(field.control(), field.pointer(parent), value, texts);
    }
  }

  private static void fill(
      Control control, String pointer, Optional<JsonNode> value, Map<String, String> texts) {
    if (control instanceof Control.Section section) {
      fill(section.fields(), pointer, value.filter(JsonNode::isObject), texts);
    } else if (control instanceof Control.Items items) {
      int count = 0;
      for (JsonNode one : value.map(list -> (Iterable<JsonNode>) list).orElse(List.of())) {
        fill(items.fields(), JsonPointers.child(pointer, "" + count++), Optional.of(one), texts);
      }
      texts.put(COUNT + pointer, "" + count);
    } else {
      value.map(known -> text(control, known)).ifPresent(text -> texts.put(VALUE + pointer, text));
    }
  }

  private static String text(Control control, JsonNode value) {
    if (control instanceof Control.Password || control instanceof Control.Hidden) {
      return "";
    }
    if (control instanceof Control.Choice choice) {
      return choice.options().stream()
          .filter(option -> option.value().equals(value))
          .map(Option::key)
          .findFirst()
          .orElse("");
    }
    if (control instanceof Control.Lines) {
      StringBuilder lines = new StringBuilder();
      value.forEach(one -> lines.append(one.asText()).append('\n'));
      return lines.toString();
    }
    if (control instanceof Control.Json) {
      return value.toPrettyString();
    }
    return control instanceof Control.Check ? value.asBoolean() ? CHECKED : "" : value.asText();
  }

  /** The text of a value; empty when there is none. */
  String text(String pointer) {
    return texts.getOrDefault(name(pointer), "");
  }

  /** How many objects of a list there are in the form. */
  int count(String pointer) {
    String text = texts.getOrDefault(countName(pointer), "0");
    return text.matches("\\d{1,3}") ? Math.min(Integer.parseInt(text), MOST_ITEMS) : 0;
  }

  /** The same with room for one more object in a list. */
  Typed withOneMore(String pointer) {
    Map<String, String> more = new HashMap<>(texts);
    more.put(countName(pointer), "" + Math.min(count(pointer) + 1, MOST_ITEMS));
    return new Typed(more);
  }

  /** What the input of a value is called in the form. */
  static String name(String pointer) {
    return VALUE + pointer;
  }

  /** What tells in the form how many objects a list has. */
  static String countName(String pointer) {
    return COUNT + pointer;
  }
}

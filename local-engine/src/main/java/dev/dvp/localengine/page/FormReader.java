package dev.dvp.localengine.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.documents.JsonPointers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes an object of what was typed into a form. What is left empty is left out. */
final class FormReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

  private final Typed typed;
  private final List<Wrong> wrong = new ArrayList<>();

  private FormReader(Typed typed) {
    this.typed = typed;
  }

  /**
   * What was read.
   *
   * @param value the object
   * @param wrong what cannot be read, or is missing
   */
  record Read(ObjectNode value, List<Wrong> wrong) {
    /** Copies the list. */
    public Read {
      wrong = List.copyOf(wrong);
    }
  }

  /** Reads fields whose object is at a pointer in the form. */
  static Read read(List<Field> fields, String parent, Typed typed) {
    FormReader reader = new FormReader(typed);
    ObjectNode value = reader.object(fields, parent);
    return new Read(value, reader.wrong);
  }

  private ObjectNode object(List<Field> fields, String parent) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Field field : fields) {
      String pointer = field.pointer(parent);
      value(field, pointer)
          .ifPresentOrElse(
              value -> object.set(field.key(), value), () -> requireNothing(field, pointer));
    }
    return object;
  }

  private void requireNothing(Field field, String pointer) {
    boolean isReported = wrong.stream().anyMatch(one -> one.pointer().equals(pointer));
    if (field.isRequired() && !isReported) {
      String what = field.control() instanceof Control.Choice ? "Choose one." : "Fill this in.";
      wrong.add(new Wrong(pointer, field.label(), field.message("required").orElse(what)));
    }
  }

  private Optional<JsonNode> value(Field field, String pointer) {
    Control control = field.control();
    if (control instanceof Control.Hidden) {
      return field.initial();
    }
    if (control instanceof Control.Check) {
      return Optional.of(BooleanNode.valueOf(typed.text(pointer).equals(Typed.CHECKED)));
    }
    if (control instanceof Control.Section section) {
      boolean isWanted = field.isRequired() || isTouched(section.fields(), pointer);
      return isWanted ? Optional.of(object(section.fields(), pointer)) : Optional.empty();
    }
    if (control instanceof Control.Items items) {
      return items(items, pointer);
    }
    String text = typed.text(pointer).replace("\r\n", "\n");
    return text.isEmpty() ? Optional.empty() : text(field, pointer, text);
  }

  private Optional<JsonNode> text(Field field, String pointer, String text) {
    Control control = field.control();
    if (control instanceof Control.Numeral number) {
      return number(field, pointer, number, text.strip());
    }
    if (control instanceof Control.Choice choice) {
      Optional<JsonNode> chosen =
          choice.options().stream()
              .filter(option -> option.key().equals(text))
              .map(Option::value)
              .findFirst();
      return chosen.or(() -> wrong(field, pointer, "Choose one of the list."));
    }
    if (control instanceof Control.Lines lines) {
      return lines(field, pointer, lines, text);
    }
    return control instanceof Control.Json
        ? json(field, pointer, text)
        : Optional.of(TextNode.valueOf(text));
  }

  private Optional<JsonNode> wrong(Field field, String pointer, String message) {
    wrong.add(new Wrong(pointer, field.label(), field.message("type").orElse(message)));
    return Optional.empty();
  }

  private Optional<JsonNode> number(
      Field field, String pointer, Control.Numeral number, String text) {
    Optional<JsonNode> value = number(number, text);
    return value.or(
        () ->
            wrong(
                field,
                pointer,
                number.isWhole()
                    ? "Write a whole number, for example 5432."
                    : "Write a number, for example 0.5."));
  }

  private static Optional<JsonNode> number(Control.Numeral number, String text) {
    Pattern pattern = number.isWhole() ? WHOLE : NUMBER;
    if (!pattern.matcher(text).matches()) {
      return Optional.empty();
    }
    if (number.isWhole()) {
      return Optional.of(whole(new BigDecimal(text)));
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? Optional.of(DoubleNode.valueOf(value)) : Optional.empty();
  }

  /** In the smallest type that takes it, as a reader of JSON would. */
  private static JsonNode whole(BigDecimal value) {
    try {
      long number = value.longValueExact();
      return number == (int) number
          ? JsonNodeFactory.instance.numberNode((int) number)
          : JsonNodeFactory.instance.numberNode(number);
    } catch (ArithmeticException e) {
      return JsonNodeFactory.instance.numberNode(value.toBigIntegerExact());
    }
  }

  private Optional<JsonNode> lines(Field field, String pointer, Control.Lines lines, String text) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String line : text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
      if (lines.item() instanceof Control.Numeral number) {
        Optional<JsonNode> value = number(number, line);
        if (value.isEmpty()) {
          return wrong(field, pointer, "Write a number on each line.");
        }
        list.add(value.get());
      } else {
        list.add(line);
      }
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private Optional<JsonNode> items(Control.Items items, String pointer) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < typed.count(pointer); i++) {
      String item = JsonPointers.child(pointer, String.valueOf(i));
      if (isTouched(items.fields(), item)) {
        list.add(object(items.fields(), item));
      }
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private Optional<JsonNode> json(Field field, String pointer, String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(value -> !value.isMissingNode());
    } catch (JsonProcessingException e) {
      return wrong(field, pointer, "Write JSON, for example [\"a\", \"b\"].");
    }
  }

  /** Whether the user wrote anything into the fields of an object that may be left out. */
  private boolean isTouched(List<Field> fields, String parent) {
    return fields.stream()
        .anyMatch(
            field -> {
              String pointer = field.pointer(parent);
              if (field.control() instanceof Control.Section section) {
                return isTouched(section.fields(), pointer);
              }
              if (field.control() instanceof Control.Items) {
                return typed.count(pointer) > 0;
              }
              return !typed.text(pointer).isBlank();
            });
  }
}

package dev.dvp.core.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.files.Overlay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) with positions. A key that stands twice is a problem, and the last one
 * wins, as in Python's own reader.
 */
public final class JsonReader {
  private final SourceText source;
  private final Limits limits;
  private final Consumer<Problem> problems;
  private final JsonParser parser;
  private int values;

  private JsonReader(
      SourceText source, Limits limits, Consumer<Problem> problems, JsonParser parser) {
    this.source = source;
    this.limits = limits;
    this.problems = problems;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @param file the file, in UTF-8
   * @param limits how much of it
   * @param problems receives what is wrong with it
   * @return the document, or nothing when it could not be read at all
   */
  public static Optional<Document> read(Path file, Limits limits, Consumer<Problem> problems) {
    return read(file, limits, Overlay.NONE, problems);
  }

  /**
   * Reads a file as it would be.
   *
   * @param file the file, in UTF-8
   * @param limits how much of it
   * @param overlay what files hold instead of what is on the disk
   * @param problems receives what is wrong with it
   * @return the document, or nothing when it could not be read at all
   */
  public static Optional<Document> read(
      Path file, Limits limits, Overlay overlay, Consumer<Problem> problems) {
    return SourceText.read(file, limits, overlay, problems)
        .flatMap(source -> parse(source, limits, problems));
  }

  /**
   * Reads a text.
   *
   * @param source the text
   * @param limits its depth and number of values
   * @param problems receives what is wrong with it
   * @return the document, or nothing when it could not be read at all
   */
  public static Optional<Document> parse(
      SourceText source, Limits limits, Consumer<Problem> problems) {
    // Jackson's own limits only stand behind ours, which have a place and plain words.
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth() + 10)
                    .maxNumberLength(limits.bytes())
                    .maxNameLength(limits.bytes())
                    .maxStringLength(limits.bytes())
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(source.text())) {
      return Optional.of(new JsonReader(source, limits, problems, parser).document());
    } catch (Stop stop) {
      problems.accept(stop.problem());
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      problems.accept(new JsonSyntax(source).explain((int) Math.max(0, offset)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return Optional.empty();
  }

  private Document document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new Stop(
          new Problem(
              Problem.Kind.NOT_AN_OBJECT,
              source.at(0),
              "The file is empty; a JSON object is expected.",
              "Write at least `{}`."));
    }
    Position position = new Position(-1);
    JsonNode root = value(first, position, 0);
    if (parser.nextToken() != null) {
      throw new Stop(
          new Problem(
              Problem.Kind.SYNTAX,
              source.at(offset()),
              "The JSON value ended before this; nothing may follow it.",
              "Remove what follows, or look for a closing bracket too many before it."));
    }
    return new Document(source, root, position, false);
  }

  private JsonNode value(@Nullable JsonToken token, Position position, int depth)
      throws IOException {
    position.value = offset();
    if (++values > limits.values()) {
      throw new Stop(limit("The file holds more than " + limits.values() + " values."));
    }
    if (depth > limits.depth()) {
      throw new Stop(
          limit("Objects and lists stand more than " + limits.depth() + " levels deep here."));
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (token == null) {
      throw new Stop(new JsonSyntax(source).explain(source.text().length()));
    }
    return switch (token) {
      case START_OBJECT -> object(position, depth);
      case START_ARRAY -> array(position, depth);
      case VALUE_STRING -> nodes.textNode(text(parser.getText()));
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
      default -> throw new IllegalStateException("no value: " + token);
    };
  }

  private ObjectNode object(Position position, int depth) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = text(parser.currentName());
      Position member = new Position(offset());
      Position before = position.child(name);
      if (before != null) {
        problems.accept(
            new Problem(
                Problem.Kind.DUPLICATE_KEY,
                source.at(member.key),
                "The key "
                    + Shown.text(name)
                    + " stands twice in this object, first in line "
                    + source.at(before.key).line()
                    + "; only this one, the last, counts.",
                "Remove one of the two."));
      }
      object.set(name, value(parser.nextToken(), member, depth + 1));
      position.put(name, member);
    }
    return object;
  }

  private ArrayNode array(Position position, int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Position element = new Position(-1);
      array.add(value(token, element, depth + 1));
      position.add(element);
    }
    return array;
  }

  private JsonNode number(JsonToken token) throws IOException {
    String text = parser.getText();
    Optional<JsonNode> number =
        token == JsonToken.VALUE_NUMBER_INT ? Numbers.integer(text, 10) : Numbers.decimal(text);
    return number.orElseGet(
        () -> {
          problems.accept(limit("This number is longer or larger than any program can hold."));
          return JsonNodeFactory.instance.numberNode(0);
        });
  }

  private String text(String text) {
    if (Surrogates.hasLone(text)) {
      problems.accept(
          new Problem(
              Problem.Kind.LIMIT,
              source.at(offset()),
              "This text holds half of a surrogate pair (`\\ud800` to `\\udfff`), which is no"
                  + " character.",
              "Write both halves, or the character itself."));
    }
    return text;
  }

  private Problem limit(String message) {
    return new Problem(Problem.Kind.LIMIT, source.at(offset()), message, "");
  }

  private int offset() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }
}

package dev.dvp.core.artifact;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * An artifact's JSON without the payload, and where each of its keys stands.
 *
 * @param file the artifact's file
 * @param document all keys but {@code sourceCode}
 * @param places where each key of the outermost object stands, {@code sourceCode} included
 * @param hasPayload whether {@code sourceCode} is there and a string
 * @param payload where the payload's base64 stands, when it can be read in place
 * @param isWhole whether it was read to its end, so that what is not in it is not in the file
 */
record ArtifactHeader(
    Path file,
    ObjectNode document,
    Map<String, Location> places,
    boolean hasPayload,
    Optional<PayloadPlace> payload,
    boolean isWhole) {

  /**
   * Reads the file from end to end; the payload is skipped, not kept.
   *
   * @throws DvpException when the file cannot be read, is no JSON object or goes over a limit
   */
  static ArtifactHeader read(Path file) {
    return ArtifactJson.openHeader(
        file,
        Progress.NONE,
        (parser, header, places) -> new Reader(file, parser, header, places).readAll());
  }

  /**
   * Reads as much as can be read: of a file that was cut, the keys before.
   *
   * @param problems where it is said what cannot be read
   * @throws DvpException when nothing can be read
   */
  static ArtifactHeader readSome(Path file, Progress progress, Diagnostics problems) {
    AtomicReference<Reader> last = new AtomicReference<>();
    try {
      return ArtifactJson.openHeader(
          file,
          progress,
          (parser, header, places) -> {
            Reader reader = new Reader(file, parser, header, places);
            last.set(reader);
            return reader.readAll();
          });
    } catch (DvpException e) {
      Reader reader = last.get();
      if (reader == null || reader.document.isEmpty()) {
        throw e;
      }
      problems.addAll(e.diagnostics());
      return reader.soFar();
    }
  }

  /** Where a key stands, or the whole file when it is not there. */
  Location place(String key) {
    return places.getOrDefault(key, Location.of(file));
  }

  private static final int MAX_REPORTS = 20;

  /** Builds the tree by hand: the payload between the other keys must not become a string. */
  private static final class Reader {
    private final Path file;
    private final JsonParser parser;
    private final HeaderStream header;
    private final Function<JsonLocation, Location> where;
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final ObjectNode document = nodes.objectNode();
    private final Map<String, Location> places = new LinkedHashMap<>();
    private boolean hasPayload;
    private long payloadStart;
    private long payloadBytes;
    private boolean isWhole;

    /** Keys that stand twice within values, where reading can go on. */
    private final Diagnostics duplicates = new Diagnostics();

    private int reports;

    Reader(
        Path file, JsonParser parser, HeaderStream header, Function<JsonLocation, Location> where) {
      this.file = file;
      this.parser = parser;
      this.header = header;
      this.where = where;
    }

    /** What was read before a fault; a payload that was cut is none. */
    ArtifactHeader soFar() {
      return new ArtifactHeader(file, document, places, hasPayload, header.payload(), isWhole);
    }

    ArtifactHeader readAll() throws IOException {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw ArtifactJson.notAnObject(file, parser, first == null);
      }
      for (JsonToken token = next(); token == JsonToken.FIELD_NAME; token = next()) {
        String key = parser.currentName();
        Location place = where.apply(parser.currentTokenLocation());
        if (places.putIfAbsent(key, place) != null) {
          throw new DvpException(duplicate(key, "in the artifact", place));
        }
        JsonToken value = next();
        if (!key.equals(ArtifactKeys.SOURCE_CODE)) {
          document.set(key, value(value));
        } else if (value == JsonToken.VALUE_STRING) {
          hasPayload = true;
          payloadStart = parser.currentTokenLocation().getByteOffset();
        } else {
          parser.skipChildren();
        }
      }
      ArtifactJson.refuseMore(parser, where);
      isWhole = true;
      duplicates.throwIfErrors();
      return soFar();
    }

    private JsonToken next() throws IOException {
      // Moving on from a string that nobody asked for skips it without keeping it.
      JsonToken token = parser.nextToken();
      if (payloadStart > 0 && payloadBytes == 0) {
        payloadBytes = parser.currentTokenLocation().getByteOffset() - payloadStart;
      }
      long other = parser.currentLocation().getByteOffset() - payloadBytes;
      if (other > ArtifactJson.MAX_HEADER_BYTES) {
        throw ArtifactJson.overLimit(
            where.apply(parser.currentTokenLocation()),
            "Besides its payload the artifact holds more than "
                + (ArtifactJson.MAX_HEADER_BYTES >> 20)
                + " MB, which no plugin needs.");
      }
      if (token == null) {
        throw new IllegalStateException("Jackson reports an unclosed object by an exception");
      }
      return token;
    }

    private static Diagnostic duplicate(String key, String in, Location place) {
      return BuildRule.ARTIFACT_DUPLICATE_KEY.at(
          place,
          "`"
              + PayloadNames.printable(key)
              + "` stands "
              + in
              + " twice, so readers would not agree on it.",
          "Build the artifact again with `dvp build`.");
    }

    private JsonNode value(JsonToken token) throws IOException {
      return switch (token) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> nodes.textNode(parser.getText());
        case VALUE_NUMBER_INT -> integer();
        // Not as a double: 1e400 in a schema is a number, and must not turn into infinity.
        case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
        case VALUE_TRUE -> nodes.booleanNode(true);
        case VALUE_FALSE -> nodes.booleanNode(false);
        case VALUE_NULL -> nodes.nullNode();
        default -> throw new IllegalStateException("no value starts with " + token);
      };
    }

    private JsonNode integer() throws IOException {
      return switch (parser.getNumberType()) {
        case INT -> nodes.numberNode(parser.getIntValue());
        case LONG -> nodes.numberNode(parser.getLongValue());
        default -> nodes.numberNode(parser.getBigIntegerValue());
      };
    }

    private ObjectNode object() throws IOException {
      ObjectNode object = nodes.objectNode();
      for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
        String key = parser.currentName();
        if (object.has(key) && reports++ < MAX_REPORTS) {
          Location place = where.apply(parser.currentTokenLocation());
          duplicates.add(duplicate(key, "in an object of the artifact", place));
        }
        object.set(key, value(next()));
      }
      return object;
    }

    private ArrayNode array() throws IOException {
      ArrayNode array = nodes.arrayNode();
      for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
        array.add(value(token));
      }
      return array;
    }
  }
}

package dev.dvp.localengine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a running engine says of itself in {@code engine.json}, written once it answers and removed
 * when it stops.
 *
 * @param pid its process
 * @param port its port
 * @param started when it began to answer
 * @param version the version of dvp
 * @param instance a random name of this one run, by which a client knows that the port is still
 *     this engine's
 */
record EngineFile(long pid, int port, Instant started, String version, String instance) {
  private static final int MAX_BYTES = 4096;

  /**
   * Reads the file.
   *
   * @return what it says, or nothing when it is missing or holds something else
   * @throws IOException when it is there and cannot be read
   */
  static Optional<EngineFile> read(Path file) throws IOException {
    Optional<String> text = PrivateFiles.read(file, MAX_BYTES);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(fields(text.get())));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // somebody else's file, or one that was damaged: no engine wrote it
    }
  }

  private static EngineFile of(Map<String, String> fields) {
    int port = Integer.parseInt(fields.getOrDefault("port", ""));
    if (port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("port " + port);
    }
    return new EngineFile(
        Long.parseLong(fields.getOrDefault("pid", "")),
        port,
        Instant.parse(fields.getOrDefault("started", "")),
        fields.getOrDefault("version", ""),
        fields.getOrDefault("instance", ""));
  }

  private static Map<String, String> fields(String json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          throw new IllegalArgumentException(name);
        }
        fields.put(name, parser.getText());
      }
    }
    return fields;
  }

  /** Writes the file for its owner alone, whole or not at all. */
  void write(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("pid", pid);
      json.writeNumberField("port", port);
      json.writeStringField("started", started.toString());
      json.writeStringField("version", version);
      json.writeStringField("instance", instance);
      json.writeEndObject();
    }
    PrivateFiles.write(file, text + "\n");
  }
}

package dev.dvp.core.imported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.FoundOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the answer of {@code dvp_import.py}. */
final class ImportAnswer {
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final Path srcDir;

  ImportAnswer(Path srcDir) {
    this.srcDir = srcDir;
  }

  /** What the file says; nothing when there is none, or none that our script wrote. */
  Optional<ImportOutcome> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return parse(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Optional<ImportOutcome> parse(JsonNode answer) {
    return switch (answer.path("outcome").asText()) {
      case "imported" -> Optional.of(imported(answer));
      case "raised" -> Optional.of(raised(answer.path("error")));
      default -> Optional.empty();
    };
  }

  private ImportOutcome imported(JsonNode answer) {
    return answer.has("objectType")
        ? new ImportOutcome.NoPlugin(answer.path("objectType").asText())
        : new ImportOutcome.Registered(
            operations(answer.path("registrations")), operations(answer.path("others")));
  }

  private List<FoundOperation> operations(JsonNode rows) {
    List<FoundOperation> operations = new ArrayList<>();
    for (JsonNode row : rows) {
      Optional<String> id =
          row.has("migrationId")
              ? Optional.of(
                  (row.path("migrationType").asText().equals("LUA") ? "LUA " : "")
                      + row.path("migrationId").asText())
              : Optional.empty();
      operations.add(
          new FoundOperation(
              row.path("operation").asText(),
              row.path("function").asText(),
              place(row.path("place")),
              id));
    }
    return operations;
  }

  private ImportOutcome raised(JsonNode error) {
    List<ImportOutcome.Frame> frames = new ArrayList<>();
    for (JsonNode frame : error.path("frames")) {
      frames.add(new ImportOutcome.Frame(place(frame), frame.path("function").asText()));
    }
    return new ImportOutcome.Raised(
        error.path("type").asText(),
        error.path("message").asText(),
        Optional.of(error.path("module").asText()).filter(module -> !module.isEmpty()),
        frames);
  }

  /** Names below srcDir are relative; any other is a file that is not the plugin's. */
  private Location place(JsonNode place) {
    try {
      return new Location(
          srcDir.resolve(place.path("file").asText()), Math.max(0, place.path("line").asInt()), 0);
    } catch (InvalidPathException e) {
      return Location.of(srcDir);
    }
  }
}

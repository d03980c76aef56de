package dev.dvp.localengine.plugins;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.jobs.WorkFailedException;
import dev.dvp.localengine.support.PluginLogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Which plugin an artifact is of: what must be known before its work can be put in line.
 *
 * @param pluginId the plugin's UUID
 * @param name its name as users see it
 */
record ArtifactName(String pluginId, String name) {
  /** Up to here the whole artifact is read at once, so that what is wrong is told at once. */
  private static final long SMALL = 16L << 20;

  /**
   * Reads it. Of a large artifact only the beginning is read, as far as needed, since the client
   * waits for the answer; the rest is checked in the background like all artifacts.
   *
   * @throws WorkFailedException when the file is no artifact
   */
  static ArtifactName read(ReceivedArtifact received) throws WorkFailedException {
    Optional<ArtifactName> beginning =
        received.bytes() > SMALL ? readBeginning(received) : Optional.empty();
    ArtifactName name = beginning.isPresent() ? beginning.get() : readAll(received);
    // The id names a folder here, so it must be what the platform says it is.
    if (!PluginLogs.isPluginId(name.pluginId())) {
      throw new WorkFailedException(Refusals.NO_UUID);
    }
    return name;
  }

  private static ArtifactName readAll(ReceivedArtifact received) throws WorkFailedException {
    try {
      Artifact artifact = ArtifactReader.read(received.file());
      return new ArtifactName(artifact.pluginId(), artifact.name());
    } catch (DvpException e) {
      throw new WorkFailedException(Refusals.invalid(e.diagnostics()));
    }
  }

  /** Nothing when the keys do not stand before the payload, or the JSON is broken there. */
  private static Optional<ArtifactName> readBeginning(ReceivedArtifact received) {
    Optional<String> id = Optional.empty();
    Optional<String> name = Optional.empty();
    try (InputStream in = Files.newInputStream(received.file());
        JsonParser parser = new JsonFactory().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while ((id.isEmpty() || name.isEmpty()) && parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (key.equals("sourceCode")) {
          return Optional.empty();
        }
        if (key.equals("pluginId") && value == JsonToken.VALUE_STRING) {
          id = Optional.of(parser.getText());
        } else if (key.equals("name") && value == JsonToken.VALUE_STRING) {
          name = Optional.of(parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // reading all of it will tell what is wrong
    }
    Optional<String> found = name;
    return id.flatMap(plugin -> found.map(text -> new ArtifactName(plugin, text)));
  }
}

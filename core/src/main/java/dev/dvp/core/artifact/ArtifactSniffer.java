package dev.dvp.core.artifact;

import com.fasterxml.jackson.core.JsonToken;
import dev.dvp.core.diagnostics.DvpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** Tells a plugin's artifact from any other file, so that an old one never ends up in a new one. */
public final class ArtifactSniffer {
  /** How the artifacts of our writer start: enough to know one that was cut. */
  private static final byte[] OUR_START =
      "{\"type\":\"Plugin\",\"pluginId\":".getBytes(StandardCharsets.US_ASCII);

  private ArtifactSniffer() {}

  /**
   * Tells whether a file is an artifact, from its name and a look at it: one that is called as
   * artifacts usually are is looked at more closely, whoever made it.
   *
   * @param target where the next artifact will be written, whatever its name
   * @return the test of a file
   */
  public static Predicate<Path> notGoingInto(Path target) {
    return file -> {
      String name = String.valueOf(file.getFileName());
      return (name.equals("artifact.json") || isSame(file, target))
          ? isArtifact(file)
          : name.endsWith(".json") && isOurs(file);
    };
  }

  private static boolean isSame(Path file, Path target) {
    try {
      return Files.exists(target) && Files.isSameFile(file, target);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether our writer made the file, perhaps not to its end: a look at its first bytes. */
  static boolean isOurs(Path file) {
    return Arrays.equals(start(file), OUR_START);
  }

  /** Whether the file is an artifact, whoever made it; a file that cannot be read is none. */
  static boolean isArtifact(Path file) {
    byte[] start = start(file);
    // Other files are read from end to end only if they start as the JSON of an object does.
    return Arrays.equals(start, OUR_START)
        || (new String(start, StandardCharsets.UTF_8).stripLeading().startsWith("{")
            && hasKeysOfAnArtifact(file));
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(OUR_START.length);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static boolean hasKeysOfAnArtifact(Path file) {
    try {
      return ArtifactJson.open(
          file,
          parser -> {
            boolean isPlugin = false;
            boolean hasPayload = false;
            parser.nextToken();
            while (!(isPlugin && hasPayload) && parser.nextToken() == JsonToken.FIELD_NAME) {
              String key = parser.currentName();
              JsonToken value = parser.nextToken();
              if (key.equals(ArtifactKeys.SOURCE_CODE)) {
                hasPayload = value == JsonToken.VALUE_STRING;
              } else if (key.equals(ArtifactKeys.TYPE)) {
                isPlugin =
                    value == JsonToken.VALUE_STRING && parser.getText().equals(ArtifactKeys.PLUGIN);
              }
              parser.skipChildren();
            }
            return isPlugin && hasPayload;
          });
    } catch (DvpException e) {
      return false;
    }
  }
}

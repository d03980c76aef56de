package dev.dvp.core.artifact;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads artifacts, also those that other tools made: keys in any order, any white space, payloads
 * of source or bytecode. The payload is never held in memory; everything besides it is, up to 16
 * MB.
 */
public final class ArtifactReader {
  private ArtifactReader() {}

  /**
   * Reads what the artifact says about its plugin. The payload is skipped unseen, and keys that are
   * not needed for the result may be missing: {@link #check} is the strict way.
   *
   * @param file the artifact's file
   * @return the artifact
   * @throws DvpException when the file cannot be read, is no complete JSON object in UTF-8, goes
   *     over a limit, or lacks what makes an artifact
   */
  public static Artifact read(Path file) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Artifact> artifact = ArtifactFields.read(ArtifactHeader.read(file), diagnostics);
    return artifact.orElseThrow(() -> new DvpException(diagnostics.sorted()));
  }

  /**
   * Checks the whole artifact, payload included, as strictly as an engine would: everything that it
   * would refuse is reported.
   *
   * @param file the artifact's file
   * @param scratch a folder with room for the payload's zip, which is used only when the artifact
   *     has its payload in a form that cannot be read in place; nothing stays in it
   * @param diagnostics where to report; nothing is added when the artifact is fine
   * @return what the artifact says about its plugin, when at least that can be read
   */
  public static Optional<Artifact> check(Path file, Path scratch, Diagnostics diagnostics) {
    return ArtifactCheck.check(file, scratch, diagnostics);
  }

  /**
   * Writes the zip that the artifact carries, in constant memory. A payload that is cut or no
   * base64 shows only here: what was written by then is worthless.
   *
   * @param file the artifact's file
   * @param zip where to write; not closed
   * @throws IOException when {@code zip} cannot be written
   * @throws DvpException when the artifact cannot be read, or its payload is missing or no base64
   */
  public static void extractPayload(Path file, OutputStream zip) throws IOException {
    Sink sink = new Sink(zip);
    try {
      ArtifactJson.open(
          file,
          parser -> {
            seekPayload(file, parser);
            decode(file, parser, sink);
            return file;
          });
    } catch (DvpException e) {
      if (sink.failure.isPresent()) {
        throw sink.failure.get();
      }
      throw e;
    }
  }

  private static void seekPayload(Path file, JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw ArtifactJson.notAnObject(file, parser, first == null);
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(ArtifactKeys.SOURCE_CODE);
      JsonToken value = parser.nextToken();
      if (found && value == JsonToken.VALUE_STRING) {
        return;
      }
      parser.skipChildren();
    }
    throw new DvpException(ArtifactFields.payloadMissing(ArtifactHeader.read(file)));
  }

  private static void decode(Path file, JsonParser parser, OutputStream sink) throws IOException {
    try {
      parser.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, sink);
    } catch (JsonEOFException e) {
      throw e;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DvpException(
          BuildRule.PAYLOAD_NOT_BASE64.at(
              ArtifactJson.place(file, parser.currentLocation()),
              "The payload in `sourceCode` is no base64 at this place, so no file can be unpacked.",
              "Build the artifact again with `dvp build`."),
          e);
    }
  }

  /** Tells a failure of the caller's stream from one of the artifact's file. */
  private static final class Sink extends OutputStream {
    private final OutputStream target;
    private Optional<IOException> failure = Optional.empty();

    Sink(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        target.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
  }
}

package dev.dvp.core.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.JsonTrees;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.plugin.Plugin;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Writes artifacts, in constant memory and in the same bytes for the same input: the zip goes to a
 * temporary file beside the target, from there as base64 into a second one with the JSON, and that
 * takes the target's place in one step. Whatever fails, the target stays as it was and the
 * temporary files go.
 */
public final class ArtifactWriter {
  private static final int BUFFER = 1 << 16;

  private ArtifactWriter() {}

  /**
   * What was written.
   *
   * @param file the artifact's file
   * @param files how many files it carries
   * @param bytes the size of the artifact
   */
  public record Written(Path file, int files, long bytes) {}

  /**
   * Writes an artifact and tells how far it got.
   *
   * @param plugin a valid plugin
   * @param payload the files that go in
   * @param target the artifact's file; replaced when it is there
   * @param entryTime the time that every file in the payload gets, to two seconds, between 1980 and
   *     2107
   * @param progress hears how far packing got
   * @param temporary holds the temporary files: the caller closes it afterwards, and from another
   *     thread when the work is given up
   * @return what was written
   * @throws DvpException when a file cannot be read or the artifact cannot be written
   * @throws CancellationException when {@code temporary} was closed meanwhile
   */
  public static Written write(
      Plugin plugin,
      Payload payload,
      Path target,
      Instant entryTime,
      Progress progress,
      CreatedPaths temporary) {
    ArtifactTarget artifact = ArtifactTarget.of(target, plugin, temporary);
    Path zip = artifact.temporaryFile();
    try {
      PayloadZip.write(payload, zip, entryTime, progress);
      Path json = artifact.temporaryFile();
      writeJson(plugin, zip, json);
      long bytes = Files.size(json);
      artifact.delete(zip);
      artifact.replaceBy(json);
      int files = (int) payload.entries().stream().filter(entry -> !entry.isFolder()).count();
      return new Written(target, files, bytes);
    } catch (IOException e) {
      if (temporary.isUndone()) {
        throw new CancellationException("the build was given up");
      }
      throw artifact.writeFailed(e);
    }
  }

  private static void writeJson(Plugin plugin, Path zip, Path file) throws IOException {
    // Only into the file that was made for it: if that was taken away meanwhile, it stays away.
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
        JsonGenerator json = new JsonFactory().createGenerator(out);
        InputStream payload = Files.newInputStream(zip)) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> entry : ArtifactDocument.of(plugin).properties()) {
        json.writeFieldName(entry.getKey());
        JsonTrees.write(entry.getValue(), json);
      }
      // Last, so that a look at the file's head shows everything else.
      json.writeFieldName(ArtifactKeys.SOURCE_CODE);
      // Without a length, which would have to fit an int.
      json.writeBinary(new BufferedInputStream(payload, BUFFER), -1);
      json.writeEndObject();
    }
  }
}

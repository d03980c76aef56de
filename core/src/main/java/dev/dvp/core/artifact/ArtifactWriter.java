package dev.dvp.core.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.JsonTrees;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.packing.Base64Stream;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.packing.PayloadPacker;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.plugin.Plugin;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Writes artifacts, in constant memory and in the same bytes for the same input: the zip goes as
 * base64 straight into a temporary file beside the target, and that takes the target's place in one
 * step. Whatever fails, the target stays as it was and the temporary file goes.
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
   * How an artifact is written; but for the first nothing in the result depends on it.
   *
   * @param entryTime the time that every file in the payload gets, to two seconds, between 1980 and
   *     2107
   * @param threads how many compress at once
   * @param cache what earlier builds compressed
   * @param progress hears how far packing got
   * @param finished hears when the artifact is complete
   */
  public record Way(
      Instant entryTime, int threads, PackedCache cache, Progress progress, Finished finished) {}

  /** Hears that an artifact is complete, before it takes its place. */
  @FunctionalInterface
  public interface Finished {
    /** Nobody listens. */
    Finished NOTHING = artifact -> {};

    /**
     * The artifact is complete.
     *
     * @param artifact the temporary file with all of it
     * @throws IOException when what is to be made of it cannot be written: then the artifact does
     *     not take its place either
     */
    void before(Path artifact) throws IOException;
  }

  /**
   * Writes an artifact and tells how far it got.
   *
   * @param plugin a valid plugin
   * @param payload the files that go in
   * @param target the artifact's file; replaced when it is there
   * @param way how it is written
   * @param temporary holds the temporary files: the caller closes it afterwards, and from another
   *     thread when the work is given up
   * @return what was written
   * @throws DvpException when a file cannot be read or the artifact cannot be written
   * @throws CancellationException when {@code temporary} was closed meanwhile
   */
  public static Written write(
      Plugin plugin, Payload payload, Path target, Way way, CreatedPaths temporary) {
    ArtifactTarget artifact = ArtifactTarget.of(target, plugin, temporary);
    Path json = artifact.temporaryFile();
    Supplier<Path> spoolFile = new Once(artifact::temporaryFile);
    PayloadPacker.Request request =
        new PayloadPacker.Request(
            payload, way.entryTime(), way.threads(), way.cache(), spoolFile, way.progress());
    try {
      writeJson(plugin, request, json);
      long bytes = Files.size(json);
      way.finished().before(json);
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

  /**
   * What to say when a file beside the artifact cannot take its place.
   *
   * @param artifact the artifact's file
   * @param e why
   * @return the failure
   */
  public static DvpException cannotReplace(Path artifact, IOException e) {
    return new DvpException(
        BuildRule.TARGET_NOT_WRITABLE.at(
            Location.of(artifact),
            "A file beside the artifact `"
                + artifact
                + "` cannot be replaced"
                + Reasons.of(e)
                + ".",
            "Make the folder and what is in it writable for you."),
        e);
  }

  private static void writeJson(Plugin plugin, PayloadPacker.Request request, Path file)
      throws IOException {
    // Only into the file that was made for it: if that was taken away meanwhile, it stays away.
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), BUFFER)) {
      try (JsonGenerator json = generator(out)) {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : ArtifactDocument.of(plugin).properties()) {
          json.writeFieldName(entry.getKey());
          JsonTrees.write(entry.getValue(), json);
        }
        // Last, so that a look at the file's head shows everything else.
        json.writeFieldName(ArtifactKeys.SOURCE_CODE);
      }
      out.write(":\"".getBytes(StandardCharsets.US_ASCII));
      try (Base64Stream base64 = new Base64Stream(out)) {
        PayloadPacker.pack(request, base64);
      }
      out.write("\"}".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The generator ends before the payload, which is written past it: it leaves all open. */
  private static JsonGenerator generator(OutputStream out) throws IOException {
    return new JsonFactory()
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
  }

  /** Makes a file when it is first needed. */
  private static final class Once implements Supplier<Path> {
    private final Supplier<Path> maker;
    private Path made = Path.of("");

    Once(Supplier<Path> maker) {
      this.maker = maker;
    }

    @Override
    public Path get() {
      if (made.equals(Path.of(""))) {
        made = maker.get();
      }
      return made;
    }
  }
}

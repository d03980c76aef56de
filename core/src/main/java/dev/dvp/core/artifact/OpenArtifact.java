package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.schema.DefinitionKind;
import java.nio.file.Path;
import java.util.Optional;

/** An artifact opened to look inside: what it says, and its payload's files at any place. */
public final class OpenArtifact implements AutoCloseable {
  private final ArtifactHeader header;
  private final ArtifactFacts facts;
  private final Optional<PayloadArchive> payload;

  private OpenArtifact(ArtifactHeader header, Optional<PayloadArchive> payload) {
    this.header = header;
    this.facts = ArtifactFacts.of(header.document());
    this.payload = payload;
  }

  /**
   * Opens an artifact of any tool and release and shows of it what can be read.
   *
   * @param file the artifact's file
   * @param scratch a folder with room for the payload, needed when it is written in a form that
   *     cannot be read in place
   * @param temporary holds what is written to {@code scratch}
   * @param progress hears how far reading the file is
   * @param problems where it is said what cannot be read
   * @return the artifact, to be closed
   * @throws DvpException when nothing of it can be read
   */
  public static OpenArtifact open(
      Path file, Path scratch, CreatedPaths temporary, Progress progress, Diagnostics problems) {
    Diagnostics found = new Diagnostics();
    ArtifactHeader header = ArtifactHeader.readSome(file, progress, found);
    Optional<PayloadArchive> payload = Optional.empty();
    // Of half a file it makes no sense to say what it lacks.
    if (header.isWhole() || header.hasPayload()) {
      try {
        payload = Optional.of(PayloadArchive.open(header, scratch, temporary));
      } catch (DvpException e) {
        found.addAll(e.diagnostics());
      }
    }
    problems.addAll(found.sorted());
    return new OpenArtifact(header, payload);
  }

  /**
   * Checks the whole artifact, as {@link ArtifactReader#check} does, and leaves it open. What was
   * reported on opening is not reported again.
   *
   * @param progress hears how far unpacking the payload is
   * @param diagnostics where everything is reported that an engine would refuse
   */
  public void check(Progress progress, Diagnostics diagnostics) {
    if (header.isWhole()) {
      ArtifactCheck.checkHeader(header, diagnostics);
    }
    payload.ifPresent(open -> ArtifactCheck.checkPayload(header, open, diagnostics, progress));
  }

  /**
   * The artifact's file.
   *
   * @return as it was opened
   */
  public Path file() {
    return header.file();
  }

  /**
   * All keys but {@code sourceCode}.
   *
   * @return the document, in the file's order; not to be modified
   */
  public ObjectNode document() {
    return header.document();
  }

  /**
   * The keys as far as they can be understood.
   *
   * @return what the artifact says about its plugin
   */
  public ArtifactFacts facts() {
    return facts;
  }

  /**
   * What a client of an engine has to know of it.
   *
   * @return the artifact
   * @throws DvpException when it lacks what makes an artifact
   */
  public Artifact artifact() {
    Diagnostics found = new Diagnostics();
    return ArtifactFields.read(header, found).orElseThrow(() -> new DvpException(found.sorted()));
  }

  /**
   * Where a key stands.
   *
   * @param key a key of the outermost object
   * @return its place, or the file when it is not there
   */
  public Location place(String key) {
    return header.place(key);
  }

  /**
   * Where a definition stands.
   *
   * @param kind which
   * @return the place of the key that has it, or the file when it is not there
   */
  public Location place(DefinitionKind kind) {
    return header.place(EmbeddedSchemas.key(kind));
  }

  /**
   * The payload.
   *
   * @return nothing when it cannot be read at all, which was reported on opening
   */
  public Optional<PayloadArchive> payload() {
    return payload;
  }

  @Override
  public void close() {
    payload.ifPresent(PayloadArchive::close);
  }
}

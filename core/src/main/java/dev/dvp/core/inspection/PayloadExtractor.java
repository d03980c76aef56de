package dev.dvp.core.inspection;

import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.JsonPrinter;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Unpacks an artifact into a folder of its own: the payload's files below {@code payload}, and all
 * else that the artifact says as {@code artifact.json}. Nothing is written before every name and
 * size was looked at, and nothing shows up in the folder before everything is unpacked.
 */
public final class PayloadExtractor {
  /** The folder of the payload's files. */
  public static final String PAYLOAD = "payload";

  /** The file of everything else. */
  public static final String HEADER = "artifact.json";

  private static final int BUFFER = 1 << 16;

  private final OpenArtifact artifact;
  private final PayloadArchive archive;
  private final Path target;
  private final CreatedPaths created;
  private final byte[] buffer = new byte[BUFFER];

  private PayloadExtractor(
      OpenArtifact artifact, PayloadArchive archive, Path target, CreatedPaths created) {
    this.artifact = artifact;
    this.archive = archive;
    this.target = target;
    this.created = created;
  }

  /**
   * Unpacks.
   *
   * @param artifact the artifact
   * @param target a folder that is empty or not there yet
   * @param created holds what is written until all is: the caller closes it afterwards, and from
   *     another thread when the work is given up
   * @param progress hears how far unpacking is
   * @return how many files were unpacked, the header aside
   * @throws DvpException when the folder is in use, a name or size does harm, or writing fails;
   *     then nothing stays
   * @throws CancellationException when {@code created} was closed meanwhile
   */
  public static int extract(
      OpenArtifact artifact, Path target, CreatedPaths created, Progress progress) {
    PayloadArchive archive =
        artifact
            .payload()
            .orElseThrow(
                () -> failed(artifact.file(), "There is no payload in it that could be unpacked."));
    PayloadExtractor extractor = new PayloadExtractor(artifact, archive, target, created);
    try {
      extractor.check();
      return extractor.extract(progress);
    } catch (IOException e) {
      if (created.isUndone()) {
        throw new CancellationException("unpacking was given up");
      }
      throw failed(target, "Unpacking into `" + target + "` failed" + Reasons.of(e) + ".");
    }
  }

  private static DvpException failed(Path where, String message) {
    return new DvpException(
        BuildRule.UNPACK_FAILED.at(
            Location.of(where), message, "Make room on the disk, or name another folder."));
  }

  private void check() throws IOException {
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw new DvpException(
          BuildRule.UNPACK_TARGET_IN_USE.at(
              Location.of(target),
              "`" + target + "` is there already, and is no empty folder.",
              "Name a folder that is empty or not there yet."));
    }
    Diagnostics problems = new Diagnostics();
    archive.sizeProblem().ifPresent(problems::add);
    UnpackNames.report(archive, ", so nothing was unpacked", problems);
    problems.throwIfErrors();
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  private int extract(Progress progress) throws IOException {
    long total = archive.entries().stream().mapToLong(ZipRecord::size).sum();
    created.createFolders(target);
    if (Files.getFileStore(target).getUsableSpace() < total) {
      throw failed(
          target,
          "The disk has no room for the " + (total >> 20) + " MB that the payload unpacks to.");
    }
    // A folder within the target is on the same disk, and moving out of it is quick.
    Path staging = target.resolve(TemporaryNames.next());
    Path payload = staging.resolve(PAYLOAD);
    created.createFolders(payload);
    Path header = created.createFile(staging.resolve(HEADER));
    Files.writeString(header, JsonPrinter.print(artifact.document()));
    long done = 0;
    int files = 0;
    for (ZipRecord entry : archive.entriesInPlace()) {
      Path file = payload.resolve(entry.name());
      if (entry.isFolder()) {
        created.createFolders(file);
      } else {
        created.createFolders(parent(file));
        done = write(entry, created.createFile(file), done, total, progress);
        files++;
      }
    }
    created.moveOut(staging, List.of(payload, header));
    return files;
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalStateException("a file below a folder has a parent");
    }
    return parent;
  }

  private long write(ZipRecord entry, Path file, long start, long total, Progress progress)
      throws IOException {
    long done = start;
    try (InputStream in = archive.open(entry);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        done += n;
        progress.moved(done, total);
      }
    } catch (ZipException e) {
      throw new DvpException(
          BuildRule.PAYLOAD_NOT_ZIP.at(
              archive.place(),
              "The file `"
                  + PayloadNames.printable(entry.name())
                  + "` in the payload "
                  + e.getMessage()
                  + ", so nothing was unpacked.",
              "Build the artifact again with `dvp build`."),
          e);
    }
    return done;
  }
}

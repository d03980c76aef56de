package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.ChannelStretch;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.files.ZipDirectory;
import dev.dvp.core.files.ZipLimitException;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.PayloadCollector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The zip that an artifact carries, open for random access. It is read where it stands, through the
 * base64 of the artifact's file; only when that is written with escapes or white space it is
 * unpacked into a temporary file. Not safe for use by several threads at once.
 */
public final class PayloadArchive implements AutoCloseable {
  /** How much the files may take when they are unpacked, in bytes. */
  public static final long MAX_UNPACKED = 8L << 30;

  private static final String REBUILD = "Build the artifact again with `dvp build`.";
  private static final int LOCAL_HEADER = 30;

  private final SeekableByteChannel channel;
  private final List<ZipRecord> entries;
  private final long size;
  private final Location where;

  private PayloadArchive(SeekableByteChannel channel, List<ZipRecord> entries, Location where)
      throws IOException {
    this.channel = channel;
    this.where = where;
    this.size = channel.size();
    this.entries = entries;
    entries.sort(Comparator.comparing(ZipRecord::name));
  }

  /**
   * Opens an artifact's payload and reads the list of its files.
   *
   * @param scratch a folder with room for the zip, should a temporary file be needed
   * @param temporary holds that file
   * @throws DvpException when the payload is missing, no base64, no zip or of too many files
   */
  static PayloadArchive open(ArtifactHeader header, Path scratch, CreatedPaths temporary) {
    if (!header.hasPayload()) {
      throw new DvpException(ArtifactFields.payloadMissing(header));
    }
    Location where = header.place(ArtifactKeys.SOURCE_CODE);
    SeekableByteChannel channel;
    try {
      channel =
          header.payload().isPresent()
              ? Base64Channel.open(header.file(), header.payload().get())
              : Files.newByteChannel(extract(header.file(), scratch, temporary));
    } catch (IOException e) {
      throw new DvpException(
          BuildRule.ARTIFACT_UNREADABLE.at(
              Location.of(header.file()),
              "Reading the artifact `" + header.file() + "` failed" + Reasons.of(e) + ".",
              REBUILD),
          e);
    }
    return open(channel, where);
  }

  private static Path extract(Path file, Path scratch, CreatedPaths temporary) {
    try {
      Path zip = temporary.createFile(scratch.resolve(TemporaryNames.next()));
      if (Files.getFileStore(zip).supportsFileAttributeView(PosixFileAttributeView.class)) {
        // A plugin's source is nobody else's business, on a machine that many use.
        Files.setPosixFilePermissions(zip, PosixFilePermissions.fromString("rw-------"));
      }
      try (OutputStream out = Files.newOutputStream(zip)) {
        ArtifactReader.extractPayload(file, out);
      }
      return zip;
    } catch (IOException e) {
      throw new DvpException(
          BuildRule.TARGET_WRITE_FAILED.at(
              Location.of(scratch),
              "The payload could not be unpacked for checking" + Reasons.of(e) + ".",
              "Make room on the disk, and the folder writable for you."),
          e);
    }
  }

  /** Opens a zip; the channel is closed with the archive, and when this fails. */
  static PayloadArchive open(SeekableByteChannel channel, Location where) {
    boolean opened = false;
    try {
      // What an engine goes by is the directory.
      List<ZipRecord> entries = ZipDirectory.read(channel, PayloadCollector.MAX_ENTRIES);
      PayloadArchive archive = new PayloadArchive(channel, entries, where);
      opened = true;
      return archive;
    } catch (ZipLimitException e) {
      throw new DvpException(overLimit(where, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new DvpException(
          notZip(where, "The payload in `sourceCode` is no zip, or a broken one."), e);
    } finally {
      if (!opened) {
        closeQuietly(channel);
      }
    }
  }

  private static void closeQuietly(SeekableByteChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The reason why it is of no use is told already.
    }
  }

  /**
   * The files and folders, by name.
   *
   * @return one for each entry of the zip's directory, also where names stand twice
   */
  public List<ZipRecord> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * The files and folders in the order in which they stand in the zip, which is the quickest to
   * read them in.
   *
   * @return the same as {@link #entries}
   */
  public List<ZipRecord> entriesInPlace() {
    List<ZipRecord> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(ZipRecord::offset));
    return sorted;
  }

  /**
   * The size of the zip.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * The place of the payload in the artifact, at which its faults are reported.
   *
   * @return the place of {@code sourceCode}
   */
  public Location place() {
    return where;
  }

  /**
   * All bytes of the zip.
   *
   * @return a stream that shares this archive's position; need not be closed
   * @throws IOException when the file cannot be read
   */
  public InputStream bytes() throws IOException {
    channel.position(0);
    return Channels.newInputStream(channel);
  }

  /**
   * Why the sizes that the zip's directory tells cannot be trusted, so that no file should be
   * unpacked.
   *
   * @return a finding: too much altogether, or files that overlap
   */
  public Optional<Diagnostic> sizeProblem() {
    return sizeProblem(MAX_UNPACKED);
  }

  Optional<Diagnostic> sizeProblem(long maxUnpacked) {
    long unpacked = 0;
    for (ZipRecord entry : entries) {
      if (entry.size() < 0 || entry.packedSize() < 0) {
        return Optional.of(
            notZip(where, "The payload in `sourceCode` is no zip, or a broken one."));
      }
      // One at a time, so that a sum of huge sizes cannot turn negative.
      unpacked = Math.min(maxUnpacked + 1, unpacked + Math.min(maxUnpacked + 1, entry.size()));
    }
    if (unpacked > maxUnpacked) {
      return Optional.of(overLimit(where, "unpacks to more than " + (maxUnpacked >> 20) + " MB"));
    }
    return overlap() ? Optional.of(notZip(where, OVERLAP)) : Optional.empty();
  }

  private static final String OVERLAP =
      "Files in the payload's zip overlap, as only a zip made to do harm has it.";

  private boolean overlap() {
    Iterator<ZipRecord> inPlace = entriesInPlace().iterator();
    long free = 0;
    while (inPlace.hasNext()) {
      ZipRecord entry = inPlace.next();
      if (entry.offset() < free) {
        return true;
      }
      free = entry.offset() + LOCAL_HEADER + entry.packedSize();
      if (free < 0 || free > size) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a file. The stream ends in a {@link ZipException} when it holds more, less or something
   * else than the zip's directory says; it never gives more.
   *
   * @param entry one of {@link #entries}
   * @return its bytes, unpacked
   * @throws ZipException when it is packed in a way that engines cannot read
   * @throws IOException when the artifact's file cannot be read
   */
  public InputStream open(ZipRecord entry) throws IOException {
    int method = entry.method();
    boolean readable =
        (method == ZipRecord.STORED || method == ZipRecord.DEFLATED) && !entry.isEncrypted();
    if (!readable) {
      throw new ZipException("is packed in a way that engines cannot read");
    }
    InputStream packed = openPacked(entry);
    InputStream unpacked = method == ZipRecord.STORED ? packed : new Inflating(packed);
    return new PayloadFileStream(unpacked, entry.size(), entry.crc());
  }

  /**
   * Reads a file as it is packed.
   *
   * @param entry one of {@link #entries}
   * @return its packed bytes; fewer than the zip's directory says where the zip ends earlier
   * @throws ZipException when the place is outside, or there is no file
   * @throws IOException when the artifact's file cannot be read
   */
  public InputStream openPacked(ZipRecord entry) throws IOException {
    try {
      long start = ZipDirectory.local(channel, entry).start();
      return new ChannelStretch(channel, start, entry.packedSize());
    } catch (ZipException e) {
      throw PayloadFileStream.damaged(e);
    }
  }

  /**
   * How the header that stands before a file calls it, which readers go by that read a zip from its
   * start.
   *
   * @param entry one of {@link #entries}
   * @return the name, in a sound zip that of the entry
   * @throws ZipException when the place is outside, or there is no file
   * @throws IOException when the artifact's file cannot be read
   */
  public String nameInPlace(ZipRecord entry) throws IOException {
    return ZipDirectory.local(channel, entry).name();
  }

  /** Unpacks, and gives the memory back that it takes outside the heap. */
  private static final class Inflating extends InflaterInputStream {
    private static final int BUFFER = 1 << 14;

    Inflating(InputStream packed) {
      // Without a header, zlib wants one more byte than there is.
      super(
          new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])),
          new Inflater(true),
          BUFFER);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  private static Diagnostic notZip(Location where, String message) {
    return BuildRule.PAYLOAD_NOT_ZIP.at(where, message, REBUILD);
  }

  private static Diagnostic overLimit(Location where, String problem) {
    return BuildRule.PAYLOAD_OVER_LIMIT.at(
        where,
        "The payload " + problem + ", which no engine should be asked to hold.",
        "Keep large data out of the plugin's source folder.");
  }
}

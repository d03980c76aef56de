package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Packs a payload so that the same files give the same bytes, wherever and whenever that is done:
 *
 * <ul>
 *   <li>entries come in the payload's order, which is by name, not in that of a directory;
 *   <li>every entry has the same time, given in UTC and written as such in any time zone;
 *   <li>every entry has the same mode, whatever the file system or the umask say;
 *   <li>sizes stand in front of the data, with no descriptor behind it; names are UTF-8; the larger
 *       format of zip is used for those entries only that need it;
 *   <li>the deflate level is fixed.
 * </ul>
 */
final class PayloadZip {
  private static final int LEVEL = 6;
  private static final int BUFFER = 1 << 16;
  private static final int FILE_MODE = 0100644;
  private static final int FOLDER_MODE = 0040755;
  // The bounds of the zip format's calendar.
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2107-12-31T23:59:58Z");

  private final LocalDateTime entryTime;
  private final Progress progress;
  private final long total;
  private final byte[] buffer = new byte[BUFFER];
  private long done;

  private PayloadZip(LocalDateTime entryTime, Progress progress, long total) {
    this.entryTime = entryTime;
    this.progress = progress;
    this.total = total;
  }

  /**
   * Packs the payload.
   *
   * @param zip the file to write
   * @throws IOException when {@code zip} cannot be written
   * @throws DvpException when a source file cannot be read or changed meanwhile, or the clocks of
   *     this machine's time zone skip the entry time
   */
  static void write(Payload payload, Path zip, Instant entryTime, Progress progress)
      throws IOException {
    PayloadZip packing = new PayloadZip(localTime(entryTime), progress, payload.size());
    // Only into the file that was made for it: if that was taken away meanwhile, it stays away.
    try (ZipArchiveOutputStream out =
        new ZipArchiveOutputStream(zip, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
      out.setLevel(LEVEL);
      out.setUseZip64(Zip64Mode.AsNeeded);
      for (Payload.Entry entry : payload.entries()) {
        packing.add(entry, out);
      }
    }
  }

  /**
   * The library writes an entry's time as this machine's clocks show it. That can say what UTC says
   * in every zone, but for the hours that its clocks skip in spring.
   */
  private static LocalDateTime localTime(Instant entryTime) {
    Instant bounded = entryTime.isBefore(EARLIEST) ? EARLIEST : entryTime;
    bounded = bounded.isAfter(LATEST) ? LATEST : bounded;
    LocalDateTime time = LocalDateTime.ofInstant(bounded, ZoneOffset.UTC);
    ZoneId zone = ZoneId.systemDefault();
    if (zone.getRules().getValidOffsets(time).isEmpty()) {
      throw new DvpException(
          BuildRule.TARGET_WRITE_FAILED.at(
              Location.NONE,
              "The build's time `"
                  + bounded
                  + "` is one that the clocks of the time zone `"
                  + zone
                  + "` skip, so the artifact would differ from one made elsewhere.",
              "Set `TZ=UTC` for the build, or another `SOURCE_DATE_EPOCH`."));
    }
    return time;
  }

  private void add(Payload.Entry entry, ZipArchiveOutputStream out) throws IOException {
    ZipArchiveEntry header = new FixedTimeEntry(entry.name(), entryTime);
    header.setUnixMode(entry.isFolder() ? FOLDER_MODE : FILE_MODE);
    header.setSize(entry.content().size());
    // A folder has no bytes to compress; what is empty is stored as every zip tool does.
    header.setMethod(entry.isFolder() ? ZipEntry.STORED : ZipEntry.DEFLATED);
    if (entry.isFolder()) {
      header.setCrc(0);
    }
    out.putArchiveEntry(header);
    if (entry.content() instanceof Payload.InMemory inMemory) {
      out.write(inMemory.bytes());
      advance(inMemory.size());
    } else if (entry.content() instanceof Payload.OnDisk onDisk) {
      copy(onDisk, out);
    } else if (entry.content() instanceof Payload.InArchive inArchive) {
      copy(inArchive, out);
    }
    out.closeArchiveEntry();
  }

  private void copy(Payload.OnDisk file, ZipArchiveOutputStream out) throws IOException {
    long read = 0;
    try (InputStream in = open(file)) {
      for (int n = read(file, in); n >= 0; n = read(file, in)) {
        read += n;
        if (read > file.size()) {
          throw changed(file);
        }
        out.write(buffer, 0, n);
        advance(n);
      }
    }
    if (read != file.size() || !unmodified(file)) {
      throw changed(file);
    }
  }

  private void copy(Payload.InArchive content, ZipArchiveOutputStream out) throws IOException {
    try (ZipFile archive = new ZipFile(content.archive().toFile());
        InputStream in = archive.getInputStream(archive.getEntry(content.member()))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        advance(n);
      }
    }
  }

  private static boolean unmodified(Payload.OnDisk file) {
    try {
      return Files.getLastModifiedTime(file.file()).equals(file.modified());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Payload.OnDisk file) {
    try {
      return Files.newInputStream(file.file());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private int read(Payload.OnDisk file, InputStream in) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void advance(long bytes) {
    done += bytes;
    progress.moved(done, total);
  }

  private static DvpException unreadable(Payload.OnDisk file, IOException e) {
    return new DvpException(
        PayloadRule.SOURCE_UNREADABLE.at(
            Location.of(file.file()),
            "`" + file.file() + "` cannot be read" + Reasons.of(e) + ".",
            "Give yourself the right to read it, or move it out of the source folder."),
        e);
  }

  private static DvpException changed(Payload.OnDisk file) {
    return new DvpException(
        PayloadRule.SOURCE_CHANGED.at(
            Location.of(file.file()),
            "`" + file.file() + "` changed while it was packed, so no artifact was made of it.",
            "Build again when nothing writes to the source folder."));
  }

  /** An entry whose time, as this machine's clocks show it, is a given one at any moment. */
  private static final class FixedTimeEntry extends ZipArchiveEntry {
    private final LocalDateTime time;

    FixedTimeEntry(String name, LocalDateTime time) {
      super(name);
      this.time = time;
    }

    @Override
    public long getTime() {
      // Asked for late, not kept: the default zone is the process's, and may change meanwhile.
      return time.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
    }
  }
}

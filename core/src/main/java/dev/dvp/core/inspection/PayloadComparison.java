package dev.dvp.core.inspection;

import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Compares the files of two payloads by name and content, however they are packed. Both are read
 * side by side, a buffer of each at a time: first the size and checksum that the zips' directories
 * tell, then, where these are equal, the packed bytes, and what they unpack to only where those
 * differ. A file that is not the same is read to its end, for a damaged one is none that could be
 * an upgrade.
 */
final class PayloadComparison {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_REPORTS = 20;

  private final PayloadArchive before;
  private final PayloadArchive after;
  private final boolean trusted;
  private final TextPatches patches;
  private final Progress progress;
  private final Diagnostics problems;
  private final byte[] left = new byte[BUFFER];
  private final byte[] right = new byte[BUFFER];
  private final List<FileChange> changes = new ArrayList<>();
  private final long total;
  private long done;
  private int reports;

  PayloadComparison(
      PayloadArchive before,
      PayloadArchive after,
      TextPatches patches,
      Progress progress,
      Diagnostics problems) {
    this.before = before;
    this.after = after;
    this.patches = patches;
    this.progress = progress;
    this.problems = problems;
    this.total = after.size();
    // Of zips that were made to do harm only the directory is believed, and nothing unpacked.
    this.trusted = before.sizeProblem().isEmpty() && after.sizeProblem().isEmpty();
  }

  /** The files that differ, by name. */
  List<FileChange> compare() throws IOException {
    List<ZipRecord> old = files(before);
    List<ZipRecord> now = files(after);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      int order =
          i == old.size()
              ? 1
              : j == now.size() ? -1 : old.get(i).name().compareTo(now.get(j).name());
      if (order < 0) {
        add(FileChange.Kind.REMOVED, before, old.get(i++));
      } else if (order > 0) {
        add(FileChange.Kind.ADDED, after, now.get(j++));
      } else {
        compare(old.get(i++), now.get(j++));
      }
    }
    return changes;
  }

  private static List<ZipRecord> files(PayloadArchive archive) {
    return archive.entries().stream().filter(entry -> !entry.isFolder()).toList();
  }

  private void add(FileChange.Kind kind, PayloadArchive archive, ZipRecord entry)
      throws IOException {
    checkBytes(archive, entry);
    boolean removed = kind == FileChange.Kind.REMOVED;
    long size = Math.max(0, entry.size());
    changes.add(
        new FileChange(
            kind,
            entry.name(),
            FileGroup.of(entry.name()),
            removed ? size : 0,
            removed ? 0 : size,
            Optional.empty()));
  }

  private void compare(ZipRecord old, ZipRecord now) throws IOException {
    boolean alike = old.size() == now.size() && old.crc() == now.crc();
    long end = done + Math.max(0, now.packedSize());
    if (trusted && alike) {
      if (!samePacked(old, now) && !sameUnpacked(old, now)) {
        changed(FileChange.Kind.CHANGED, old, now);
      }
    } else if (!alike) {
      changed(
          trusted && sameCode(old, now) ? FileChange.Kind.REHEADED : FileChange.Kind.CHANGED,
          old,
          now);
    }
    done = end;
    progress.moved(done, total);
  }

  private void changed(FileChange.Kind kind, ZipRecord old, ZipRecord now) throws IOException {
    checkBytes(before, old);
    checkBytes(after, now);
    Optional<String> patch =
        trusted && kind == FileChange.Kind.CHANGED
            ? patches.of(before, old, after, now)
            : Optional.empty();
    changes.add(
        new FileChange(
            kind,
            now.name(),
            FileGroup.of(now.name()),
            Math.max(0, old.size()),
            Math.max(0, now.size()),
            patch));
  }

  private boolean samePacked(ZipRecord old, ZipRecord now) throws IOException {
    if (old.method() != now.method() || old.packedSize() != now.packedSize()) {
      return false;
    }
    try (InputStream first = before.openPacked(old);
        InputStream second = after.openPacked(now)) {
      return same(first, second);
    } catch (ZipException e) {
      return false;
    }
  }

  private boolean sameUnpacked(ZipRecord old, ZipRecord now) throws IOException {
    try (InputStream first = before.open(old);
        InputStream second = after.open(now)) {
      return same(first, second);
    } catch (ZipException e) {
      return false; // It counts as changed, and is reported as damaged.
    }
  }

  /** Reads a file to its end, where its checksum is looked at. */
  private void checkBytes(PayloadArchive archive, ZipRecord entry) throws IOException {
    if (!trusted || reports >= MAX_REPORTS) {
      return;
    }
    try (InputStream in = archive.open(entry)) {
      while (in.read(left) >= 0) {
        // Only its end tells.
      }
    } catch (ZipException e) {
      reports++;
      problems.add(
          BuildRule.PAYLOAD_NOT_ZIP.at(
              archive.place(),
              "The file `"
                  + PayloadNames.printable(entry.name())
                  + "` in the payload "
                  + e.getMessage()
                  + ", so what changed in it cannot be told.",
              "Build the artifact again with `dvp build`."));
    }
  }

  /** Whether both are bytecode and what follows their headers is the same. */
  private boolean sameCode(ZipRecord old, ZipRecord now) throws IOException {
    if (!now.name().endsWith(".pyc") || old.size() != now.size()) {
      return false;
    }
    try (InputStream first = before.open(old);
        InputStream second = after.open(now)) {
      Optional<BytecodeHeader> header =
          BytecodeHeader.read(first.readNBytes(BytecodeHeader.MAX_LENGTH));
      Optional<BytecodeHeader> other =
          BytecodeHeader.read(second.readNBytes(BytecodeHeader.MAX_LENGTH));
      boolean comparable =
          header.isPresent()
              && other.isPresent()
              && header.get().magic() == other.get().magic()
              && header.get().length() == BytecodeHeader.MAX_LENGTH;
      return comparable && same(first, second);
    } catch (ZipException e) {
      return false; // It counts as changed, and is reported as damaged.
    }
  }

  private boolean same(InputStream first, InputStream second) throws IOException {
    long start = done;
    while (true) {
      int n = first.readNBytes(left, 0, BUFFER);
      int m = second.readNBytes(right, 0, BUFFER);
      if (n != m || !Arrays.equals(left, 0, n, right, 0, n)) {
        return false;
      }
      if (n == 0) {
        return true;
      }
      start += n;
      progress.moved(Math.min(start, total), total);
    }
  }
}

package dev.dvp.core.inspection;

import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.inspection.PayloadSummary.BytecodeCount;
import dev.dvp.core.inspection.PayloadSummary.PayloadFile;
import dev.dvp.core.inspection.PayloadSummary.Share;
import dev.dvp.core.runtime.RuntimeKinds;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** Counts a payload's files, and reads the few bytes of each that tell what it is. */
final class PayloadSummarizer {
  private static final int LARGEST = 10;

  /** By size, names for those that are equal: the smallest first. */
  private static final Comparator<PayloadFile> BY_SIZE =
      Comparator.comparingLong(PayloadFile::size)
          .thenComparing(PayloadFile::name, Comparator.reverseOrder());

  private final PayloadArchive archive;
  private final Map<FileGroup, Share> groups = new EnumMap<>(FileGroup.class);
  private final Map<String, Share> folders = new TreeMap<>();
  private final Map<BytecodeHeader, Integer> bytecode = new java.util.HashMap<>();
  private final PriorityQueue<PayloadFile> largest = new PriorityQueue<>(BY_SIZE);
  private Share all = Share.NONE;
  private int sources;
  private int unreadableBytecode;

  private PayloadSummarizer(PayloadArchive archive) {
    this.archive = archive;
  }

  static PayloadSummary summarize(PayloadArchive archive, Progress progress) throws IOException {
    PayloadSummarizer summarizer = new PayloadSummarizer(archive);
    for (ZipRecord entry : archive.entriesInPlace()) {
      if (!entry.isFolder()) {
        summarizer.add(entry);
      }
    }
    return summarizer.summary(Sha256.of(archive.bytes(), archive.size(), progress));
  }

  /** A file as the zip's directory describes it; sizes that are missing count as none. */
  static PayloadFile file(ZipRecord entry) {
    return new PayloadFile(
        entry.name(),
        Math.max(0, entry.size()),
        Math.max(0, entry.packedSize()),
        entry.crc(),
        FileGroup.of(entry.name()));
  }

  private void add(ZipRecord entry) throws IOException {
    PayloadFile file = file(entry);
    all = all.plus(file);
    groups.merge(file.group(), Share.NONE.plus(file), (old, one) -> old.plus(file));
    folders.merge(folder(file.name()), Share.NONE.plus(file), (old, one) -> old.plus(file));
    largest.add(file);
    if (largest.size() > LARGEST) {
      largest.poll();
    }
    if (file.name().endsWith(".py")) {
      sources++;
    } else if (file.name().endsWith(".pyc")) {
      countBytecode(entry);
    }
  }

  private static String folder(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? "." : name.substring(0, slash);
  }

  private void countBytecode(ZipRecord entry) throws IOException {
    Optional<BytecodeHeader> header = header(archive, entry);
    if (header.isEmpty()) {
      unreadableBytecode++;
      return;
    }
    BytecodeHeader of = header.get();
    BytecodeHeader kind =
        new BytecodeHeader(of.magic(), of.kind(), of.length(), Optional.empty(), Optional.empty());
    bytecode.merge(kind, 1, Integer::sum);
  }

  /** The header of a file that is called as bytecode; nothing when it is none or damaged. */
  static Optional<BytecodeHeader> header(PayloadArchive archive, ZipRecord entry)
      throws IOException {
    try (InputStream in = archive.open(entry)) {
      return BytecodeHeader.read(in.readNBytes(BytecodeHeader.MAX_LENGTH));
    } catch (ZipException e) {
      return Optional.empty();
    }
  }

  private PayloadSummary summary(String sha256) throws IOException {
    List<BytecodeCount> counts = new ArrayList<>();
    bytecode.forEach(
        (header, files) ->
            counts.add(new BytecodeCount(header.magic(), header.version(), header.kind(), files)));
    counts.sort(
        Comparator.comparingInt(BytecodeCount::files)
            .reversed()
            .thenComparingInt(BytecodeCount::magic)
            .thenComparing(BytecodeCount::kind));
    List<PayloadFile> top = new ArrayList<>(largest);
    top.sort(BY_SIZE.reversed());
    List<String> names = archive.entries().stream().map(ZipRecord::name).toList();
    return new PayloadSummary(
        all,
        archive.size(),
        sha256,
        groups,
        folders,
        RuntimeKinds.of(names),
        PackageVersions.of(archive),
        counts,
        sources,
        unreadableBytecode,
        top);
  }
}

package dev.dvp.core.runtime.wheels;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.files.ZipDirectory;
import dev.dvp.core.payload.PayloadNames;
import dev.dvp.core.runtime.RuntimeRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Opens wheels from anybody: names, sizes and hashes are checked before anything is believed, in
 * bounded memory, and all that is wrong is told at once.
 */
public final class WheelReader {
  /** How large a wheel may be, in bytes: pure-Python packages of 5 MB are large. */
  public static final long LARGEST = 128L << 20;

  static final long LARGEST_UNPACKED = 512L << 20;
  private static final int MOST_FILES = 20_000;
  private static final int LARGEST_TEXT = 8 << 20;
  private static final int MOST_FINDINGS = 10;

  private final WheelName name;
  private final Path file;
  private final String sha256;
  private final List<Diagnostic> found = new ArrayList<>();

  private WheelReader(WheelName name, Path file, String sha256) {
    this.name = name;
    this.file = file;
    this.sha256 = sha256;
  }

  /**
   * Opens a wheel.
   *
   * @param name what its file name says; the file itself may be called otherwise
   * @param file where it lies
   * @param sha256 its hash, which was checked already
   * @return what is in it
   * @throws DvpException when anything about it is wrong
   */
  public static Wheel read(WheelName name, Path file, String sha256) {
    WheelReader reader = new WheelReader(name, file, sha256);
    try {
      return reader.read();
    } catch (IOException | IllegalArgumentException e) {
      // The library answers some malformed fields with IllegalArgumentException.
      throw new DvpException(
          reader.finding(
              RuntimeRule.WHEEL_DAMAGED,
              "is no zip, or a broken one",
              "Fetch it again, or take it out of the wheelhouse."),
          e);
    }
  }

  private Wheel read() throws IOException {
    if (Files.size(file) > LARGEST) {
      throw overLimit("is larger than " + (LARGEST >> 20) + " MB");
    }
    if (ZipDirectory.count(file, MOST_FILES) > MOST_FILES) {
      throw overLimit("holds more than " + MOST_FILES + " files");
    }
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      checkNames(entries);
      checkSizes(entries);
      throwIfFound();
      List<ZipArchiveEntry> files = entries.stream().filter(e -> !e.isDirectory()).toList();
      WheelInfo info = WheelInfo.find(this, zip, files);
      throwIfFound();
      new RecordCheck(zip, info.record(), info.folder()).problems(files).forEach(this::record);
      WheelContents contents = new WheelContents(file, info.folder(), info.isPure());
      contents.take(files).forEach(this::notPure);
      throwIfFound();
      return new Wheel(name, file, sha256, info.metadata(), contents.entries());
    }
  }

  private void checkNames(List<ZipArchiveEntry> entries) {
    Set<String> names = new HashSet<>();
    Map<String, String> steps = new HashMap<>();
    for (ZipArchiveEntry entry : entries) {
      Optional<String> problem =
          entry.isUnixSymlink()
              ? Optional.of("is a symbolic link")
              : PayloadNames.pathProblem(entry.getName());
      if (problem.isPresent()) {
        unsafe(entry, problem.get());
      } else if (!names.add(entry.getName())) {
        unsafe(entry, "stands in it twice");
      } else if (clashes(entry.getName(), steps)) {
        unsafe(entry, "differs from another, or its folder does, in upper and lower case only");
      }
    }
  }

  /** Whether a name, or a folder in it, was seen in another spelling. */
  private static boolean clashes(String name, Map<String, String> steps) {
    boolean clashes = false;
    for (int end = name.indexOf('/'); !clashes; end = name.indexOf('/', end + 1)) {
      String step = end < 0 ? name : name.substring(0, end);
      String first = steps.putIfAbsent(PayloadNames.fold(step), step);
      clashes = first != null && !first.equals(step);
      if (end < 0) {
        return clashes;
      }
    }
    return true;
  }

  private void unsafe(ZipArchiveEntry entry, String problem) {
    add(
        RuntimeRule.WHEEL_UNSAFE_NAME,
        "is not to be unpacked: the file " + Shown.text(entry.getName()) + " in it " + problem,
        "Do not use it; it may be made to do harm. Ask its authors for another.");
  }

  private void checkSizes(List<ZipArchiveEntry> entries) throws IOException {
    long unpacked = 0;
    long packed = 0;
    for (ZipArchiveEntry entry : entries) {
      if (entry.getSize() < 0 || entry.getCompressedSize() < 0) {
        throw new ZipException("an entry without a size");
      }
      // One at a time, so that a sum of huge sizes cannot turn negative.
      unpacked =
          Math.min(LARGEST_UNPACKED + 1, unpacked)
              + Math.min(LARGEST_UNPACKED + 1, entry.getSize());
      packed += Math.min(LARGEST + 1, entry.getCompressedSize());
    }
    if (unpacked > LARGEST_UNPACKED) {
      throw overLimit("unpacks to more than " + (LARGEST_UNPACKED >> 20) + " MB");
    }
    if (packed > Files.size(file)) {
      throw new ZipException("entries overlap");
    }
  }

  /** A text file of the wheel's own folder. */
  String text(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    if (entry.getSize() > LARGEST_TEXT) {
      throw overLimit(
          "has a " + Shown.text(entry.getName()) + " larger than " + (LARGEST_TEXT >> 20) + " MB");
    }
    try (var in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
    }
  }

  WheelName name() {
    return name;
  }

  void record(String problem) {
    add(
        RuntimeRule.WHEEL_RECORD,
        "is not what it says it is: " + problem,
        "Do not use it: it was changed after it was built. Fetch it again from its authors.");
  }

  private void notPure(String problem) {
    add(
        RuntimeRule.WHEEL_NOT_PURE,
        problem + ", and a plugin can carry pure Python only",
        "Require another package, or a version that has a wheel in pure Python.");
  }

  void add(RuntimeRule rule, String problem, String help) {
    if (found.size() < MOST_FINDINGS) {
      found.add(finding(rule, problem, help));
    }
  }

  private Diagnostic finding(RuntimeRule rule, String problem, String help) {
    return rule.at(
        Location.NONE, "The wheel " + Shown.text(name.file()) + " " + problem + ".", help);
  }

  private DvpException overLimit(String problem) {
    return new DvpException(
        finding(
            RuntimeRule.WHEEL_OVER_LIMIT,
            problem + ", which no pure-Python package does",
            "Require another package or version."));
  }

  private void throwIfFound() {
    if (!found.isEmpty()) {
      throw new DvpException(found);
    }
  }
}

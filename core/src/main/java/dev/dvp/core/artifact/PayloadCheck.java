package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.ZipDirectory;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Checks the zip that an artifact carries: every entry's name, size and bytes. */
final class PayloadCheck {
  /** How much the files may take when they are unpacked, in bytes. */
  static final long MAX_UNPACKED = 8L << 30;

  private static final int MAX_REPORTS = 20;
  private static final int BUFFER = 1 << 16;
  private static final String REBUILD = "Build the artifact again with `dvp build`.";

  private final Path zip;
  private final Location where;
  private final Diagnostics diagnostics;
  private final long maxUnpacked;
  private final Set<String> names = new HashSet<>();
  private final byte[] buffer = new byte[BUFFER];
  private int reports;

  /** {@code where} is the payload's place in the artifact, at which everything is reported. */
  PayloadCheck(Path zip, Location where, Diagnostics diagnostics, long maxUnpacked) {
    this.zip = zip;
    this.where = where;
    this.diagnostics = diagnostics;
    this.maxUnpacked = maxUnpacked;
  }

  /** Checks everything; without an entry point its module is not looked for. */
  void check(Optional<EntryPoint> entryPoint) {
    try {
      if (ZipDirectory.count(zip, PayloadCollector.MAX_ENTRIES) > PayloadCollector.MAX_ENTRIES) {
        overLimit("holds more than " + PayloadCollector.MAX_ENTRIES + " files");
        return;
      }
      try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
        List<ZipArchiveEntry> entries = Collections.list(file.getEntries());
        entries.forEach(this::checkName);
        if (sizesAreFine(entries)) {
          checkBytes(file, entries);
        }
        entryPoint.ifPresent(this::checkEntryModule);
      }
    } catch (IOException | IllegalArgumentException e) {
      // The library answers some malformed fields with IllegalArgumentException.
      notZip("The payload in `sourceCode` is no zip, or a broken one.");
    }
  }

  private void checkName(ZipArchiveEntry entry) {
    String name = entry.getName();
    if (entry.isUnixSymlink()) {
      unsafe(name, "is a symbolic link");
    } else {
      PayloadNames.pathProblem(name).ifPresent(problem -> unsafe(name, problem));
    }
    if (!names.add(name)) {
      unsafe(name, "stands in the payload twice");
    }
  }

  private boolean sizesAreFine(List<ZipArchiveEntry> entries) throws IOException {
    long unpacked = 0;
    long packed = 0;
    for (ZipArchiveEntry entry : entries) {
      if (entry.getSize() < 0 || entry.getCompressedSize() < 0) {
        throw new ZipException("an entry without a size");
      }
      // One at a time, so that a sum of huge sizes cannot turn negative.
      unpacked = Math.min(maxUnpacked + 1, unpacked + Math.min(maxUnpacked + 1, entry.getSize()));
      packed += Math.min(maxUnpacked, entry.getCompressedSize());
    }
    if (unpacked > maxUnpacked) {
      overLimit("unpacks to more than " + (maxUnpacked >> 20) + " MB");
      return false;
    }
    if (packed > Files.size(zip)) {
      notZip("Files in the payload's zip overlap, as only a zip made to do harm has it.");
      return false;
    }
    return true;
  }

  private void checkBytes(ZipFile file, List<ZipArchiveEntry> entries) {
    for (ZipArchiveEntry entry : entries) {
      if (reports >= MAX_REPORTS) {
        return;
      }
      try {
        if (entry.getGeneralPurposeBit().usesEncryption() || !file.canReadEntryData(entry)) {
          broken(entry, "is packed in a way that engines cannot read");
        } else if (!isWhole(file, entry)) {
          broken(entry, "is damaged");
        }
      } catch (IOException | IllegalArgumentException e) {
        broken(entry, "is damaged");
      }
    }
  }

  private boolean isWhole(ZipFile file, ZipArchiveEntry entry) throws IOException {
    CRC32 crc = new CRC32();
    long read = 0;
    try (InputStream in = file.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0 && read <= entry.getSize(); n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        read += n;
      }
    }
    return read == entry.getSize() && crc.getValue() == entry.getCrc();
  }

  private void checkEntryModule(EntryPoint entryPoint) {
    String base = entryPoint.module().replace('.', '/');
    boolean found =
        List.of(".py", ".pyc", "/__init__.py", "/__init__.pyc").stream()
            .anyMatch(end -> names.contains(base + end));
    if (!found) {
      diagnostics.add(
          BuildRule.PAYLOAD_LACKS_ENTRY_MODULE.at(
              where,
              "The payload has no module `"
                  + entryPoint.module()
                  + "`, in which the engine looks for the plugin.",
              "Let `entryPoint` in the manifest name a module below `srcDir`, and build again."));
    }
  }

  private void unsafe(String name, String problem) {
    report(
        BuildRule.PAYLOAD_UNSAFE_NAME,
        "The file `" + PayloadNames.printable(name) + "` in the payload " + problem + ".");
  }

  private void broken(ZipArchiveEntry entry, String problem) {
    report(
        BuildRule.PAYLOAD_NOT_ZIP,
        "The file `"
            + PayloadNames.printable(entry.getName())
            + "` in the payload "
            + problem
            + ".");
  }

  private void report(BuildRule rule, String message) {
    if (reports++ < MAX_REPORTS) {
      diagnostics.add(rule.at(where, message, REBUILD));
    }
  }

  private void notZip(String message) {
    diagnostics.add(BuildRule.PAYLOAD_NOT_ZIP.at(where, message, REBUILD));
  }

  private void overLimit(String problem) {
    diagnostics.add(
        BuildRule.PAYLOAD_OVER_LIMIT.at(
            where,
            "The payload " + problem + ", which no engine should be asked to hold.",
            "Keep large data out of the plugin's source folder."));
  }
}

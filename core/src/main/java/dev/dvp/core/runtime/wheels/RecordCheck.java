package dev.dvp.core.runtime.wheels;

import dev.dvp.core.documents.Shown;
import dev.dvp.core.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Holds every file of a wheel against its RECORD, in constant memory. */
final class RecordCheck {
  /** The hashes that the wheel specification allows: SHA-256 and stronger ones. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  /** Signatures are made of RECORD, so RECORD cannot know of them. */
  private static final List<String> UNLISTED = List.of("RECORD", "RECORD.jws", "RECORD.p7s");

  private final ZipFile zip;
  private final WheelRecord record;
  private final String folder;
  private final byte[] buffer = new byte[1 << 16];

  RecordCheck(ZipFile zip, WheelRecord record, String folder) {
    this.zip = zip;
    this.record = record;
    this.folder = folder;
  }

  /** What does not agree, each as a half sentence. */
  List<String> problems(List<ZipArchiveEntry> files) throws IOException {
    List<String> problems = new ArrayList<>();
    Set<String> missing = new HashSet<>(record.lines().keySet());
    for (ZipArchiveEntry file : files) {
      missing.remove(file.getName());
      boolean unlisted = UNLISTED.stream().anyMatch(name -> file.getName().equals(folder + name));
      if (!unlisted) {
        problem(file).ifPresent(problem -> problems.add(Shown.text(file.getName()) + problem));
      }
    }
    UNLISTED.forEach(name -> missing.remove(folder + name));
    missing.stream()
        .sorted()
        .forEach(name -> problems.add(Shown.text(name) + " is in its RECORD and not in it"));
    return problems;
  }

  private Optional<String> problem(ZipArchiveEntry file) throws IOException {
    WheelRecord.Line line = record.lines().get(file.getName());
    if (line == null) {
      return Optional.of(" is in it and not in its RECORD");
    }
    String algorithm = ALGORITHMS.get(line.algorithm());
    if (algorithm == null) {
      return Optional.of(" has no hash of SHA-256 or better in its RECORD");
    }
    if (!zip.canReadEntryData(file)) {
      return Optional.of(" is packed in a way that Python cannot read");
    }
    if (line.size().isPresent() && line.size().get() != file.getSize()) {
      return Optional.of(" has another size than its RECORD says");
    }
    Optional<byte[]> digest = hash(file, algorithm);
    if (digest.isEmpty()) {
      return Optional.of(" has another size than the zip's directory says");
    }
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.get());
    boolean same = hash.equals(line.hash().replaceFirst("=+$", ""));
    return same ? Optional.empty() : Optional.of(" has another hash than its RECORD says");
  }

  /**
   * Reads little more than the size that the zip's directory names, which is within bounds; nothing
   * when that is not its size.
   */
  private Optional<byte[]> hash(ZipArchiveEntry file, String algorithm) throws IOException {
    MessageDigest digest = Sha256.digest(algorithm);
    long read = 0;
    try (InputStream in = zip.getInputStream(file)) {
      for (int n = in.read(buffer); n >= 0 && read <= file.getSize(); n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        read += n;
      }
    }
    return read == file.getSize() ? Optional.of(digest.digest()) : Optional.empty();
  }
}

package dev.dvp.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes a wheel with a right RECORD, and wrong ones on demand. */
public final class TestWheel {
  private final String name;
  private final String version;
  private String tag = "py3-none-any";
  private boolean pure = true;
  private final List<String> metadata = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, byte[]> unrecorded = new LinkedHashMap<>();
  private final List<String> links = new ArrayList<>();
  private UnaryOperator<String> recordChange = text -> text;
  private UnaryOperator<String> metadataChange = text -> text;

  /** A wheel with one module of the package's name. */
  public TestWheel(String name, String version) {
    this.name = name;
    this.version = version;
  }

  public TestWheel tag(String other) {
    tag = other;
    return this;
  }

  public TestWheel notPure() {
    pure = false;
    return this;
  }

  public TestWheel requires(String requirement) {
    metadata.add("Requires-Dist: " + requirement);
    return this;
  }

  public TestWheel field(String line) {
    metadata.add(line);
    return this;
  }

  public TestWheel file(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public TestWheel file(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** A file that RECORD does not know. */
  public TestWheel unrecorded(String path, String text) {
    unrecorded.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public TestWheel link(String path) {
    links.add(path);
    return unrecorded(path, "/etc/passwd");
  }

  public TestWheel record(UnaryOperator<String> change) {
    recordChange = change;
    return this;
  }

  public TestWheel metadata(UnaryOperator<String> change) {
    metadataChange = change;
    return this;
  }

  public String fileName() {
    return name.replace('-', '_') + "-" + version + "-" + tag + ".whl";
  }

  public byte[] bytes() {
    String info = name.replace('-', '_') + "-" + version + ".dist-info/";
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    if (all.isEmpty()) {
      all.put(
          name.replace('-', '_') + ".py",
          ("version = '" + version + "'\n").getBytes(StandardCharsets.UTF_8));
    }
    String head = "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n";
    String more = metadata.isEmpty() ? "" : String.join("\n", metadata) + "\n";
    all.put(info + "METADATA", utf8(metadataChange.apply(head + more + "\nText: no field\n")));
    all.put(
        info + "WHEEL",
        utf8("Wheel-Version: 1.0\nRoot-Is-Purelib: " + pure + "\nTag: " + tag + "\n"));
    StringBuilder record = new StringBuilder();
    // Of content that many files share, however large, once.
    Map<byte[], byte[]> hashes = new IdentityHashMap<>();
    all.forEach(
        (path, bytes) ->
            record
                .append(path.contains(",") ? '"' + path + '"' : path)
                .append(",sha256=")
                .append(
                    Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(hashes.computeIfAbsent(bytes, TestWheel::sha256Of)))
                .append(',')
                .append(bytes.length)
                .append('\n'));
    record.append(info).append("RECORD,,\n");
    all.putAll(unrecorded);
    all.put(info + "RECORD", utf8(recordChange.apply(record.toString())));
    return zip(all);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] zip(Map<String, byte[]> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : all.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        entry.setTime(0);
        entry.setUnixMode(links.contains(file.getKey()) ? 0120777 : 0100644);
        zip.putArchiveEntry(entry);
        zip.write(file.getValue());
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the wheel into a folder, under its own name. */
  public Path in(Path folder) {
    try {
      return Files.write(Files.createDirectories(folder).resolve(fileName()), bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String sha256() {
    return sha256(bytes());
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256Of(bytes));
  }

  private static byte[] sha256Of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

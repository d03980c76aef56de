package dev.dvp.bundler;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The one jar: every file of a class path once.
 *
 * <p>The same class path gives the same bytes on any day, machine and JDK: entries are sorted and
 * carry one fixed time, and nothing is compressed (a compressor's output differs between versions
 * of zlib). Uncompressed entries also start quicker.
 */
final class RunnableJar {
  /** Of no meaning but that it never changes; zip cannot say an earlier year than 1980. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private static final int BUILD_DIGITS = 8;

  private final String mainClass;
  private final String version;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final SortedMap<String, SortedSet<String>> providers = new TreeMap<>();
  private final Licences licences = new Licences();

  private RunnableJar(String mainClass, String version) {
    this.mainClass = mainClass;
    this.version = version;
  }

  /**
   * Puts a class path into one jar.
   *
   * @param elements the class path, in order
   * @param mainClass the class that {@code java -jar} starts
   * @param version dvp's version
   * @throws BundleException if two elements hold different files of one name
   */
  static RunnableJar merge(List<ClassPathElement> elements, String mainClass, String version) {
    RunnableJar jar = new RunnableJar(mainClass, version);
    for (ClassPathElement element : elements) {
      element.files().forEach((name, bytes) -> jar.take(element.name(), name, bytes));
    }
    jar.providers.forEach((name, lines) -> jar.files.put(name, text(lines)));
    jar.files.putAll(jar.licences.files());
    OldClasses oldClasses = new OldClasses(Map.copyOf(jar.files));
    Map.copyOf(jar.files)
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".class")) {
                jar.files.putAll(PlainCalls.in(name, oldClasses.raise(bytes)));
              }
            });
    return jar;
  }

  private void take(String element, String name, byte[] bytes) {
    switch (EntryKind.of(name)) {
      case LEFT_OUT -> {}
      case SERVICE ->
          providers.computeIfAbsent(name, key -> new TreeSet<>()).addAll(providersIn(bytes));
      case LICENCE -> licences.add(element, name, bytes);
      case CLASS, RESOURCE -> {
        byte[] before = files.putIfAbsent(name, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
          throw new BundleException(
              "%s and %s both have a %s, and they differ: one would hide the other."
                  .formatted(origins.get(name), element, name));
        }
        origins.putIfAbsent(name, element);
      }
    }
  }

  private static List<String> providersIn(byte[] serviceFile) {
    return new String(serviceFile, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static byte[] text(Iterable<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes the jar in one move: who looks sees the old one or the new one, whole.
   *
   * @param target where to; its folder is made if it is not there
   * @throws IOException if it cannot be written; what was there is then still there
   */
  void writeTo(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, ".dvp", ".jar");
    try {
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
        zip.setMethod(ZipOutputStream.STORED);
        // Readers of a jar as a stream want the manifest to come first.
        put(zip, MANIFEST, manifest().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          put(zip, file.getKey(), file.getValue());
        }
      }
      // A temporary file is its owner's alone; a jar is for all who may read the folder.
      temporary.toFile().setReadable(true, false);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The version names the build as SemVer does: a hash of all that is in the jar. */
  private String manifest() {
    return String.join(
        "\r\n",
        "Manifest-Version: 1.0",
        "Main-Class: " + mainClass,
        "Implementation-Title: dvp",
        "Implementation-Version: " + version + "+" + contentHash(),
        // SQLite's library; else Java 24 and later warn on the terminal.
        "Enable-Native-Access: ALL-UNNAMED",
        "",
        "");
  }

  private String contentHash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, bytes) -> {
            digest.update(text(List.of(name, Integer.toString(bytes.length))));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, BUILD_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

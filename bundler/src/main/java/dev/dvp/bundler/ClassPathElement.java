package dev.dvp.bundler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One jar or classes folder of a class path, as a JVM of Java 17 sees it.
 *
 * @param name the file's name without {@code .jar}, for messages and for the folder that its
 *     licences go into
 * @param files what it holds, by name with {@code /} between folders; folders themselves are left
 *     out
 */
record ClassPathElement(String name, SortedMap<String, byte[]> files) {
  private static final int JAVA_VERSION = 17;
  private static final String VERSIONS = "META-INF/versions/";

  /**
   * Reads a jar or a folder whole.
   *
   * @param path a jar or a folder
   * @throws IOException if it cannot be read
   */
  static ClassPathElement read(Path path) throws IOException {
    return Files.isDirectory(path) ? readFolder(path) : readJar(path);
  }

  private static ClassPathElement readFolder(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path file : below.filter(Files::isRegularFile).toList()) {
        String name =
            folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        files.put(name, Files.readAllBytes(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new ClassPathElement(String.valueOf(folder.getFileName()), files);
  }

  private static ClassPathElement readJar(Path jar) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    boolean multiRelease;
    try (JarFile opened = new JarFile(jar.toFile(), false)) {
      multiRelease = isMultiRelease(opened.getManifest());
      for (Enumeration<JarEntry> entries = opened.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (!entry.isDirectory()) {
          try (InputStream in = opened.getInputStream(entry)) {
            files.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new IOException(jar + " cannot be read: " + e.getMessage(), e);
    }
    String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
    return new ClassPathElement(name, flatten(files, multiRelease));
  }

  private static boolean isMultiRelease(@Nullable Manifest manifest) {
    return manifest != null
        && Boolean.parseBoolean(
            manifest.getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
  }

  /**
   * Settles a multi-release jar for Java 17: looking names up in several places costs time at each
   * start, and a class-data archive is happier without.
   */
  private static SortedMap<String, byte[]> flatten(
      SortedMap<String, byte[]> files, boolean multiRelease) {
    SortedMap<String, byte[]> flat = new TreeMap<>(files);
    flat.keySet().removeIf(name -> name.startsWith(VERSIONS));
    if (multiRelease) {
      for (int version = 9; version <= JAVA_VERSION; version++) {
        String folder = VERSIONS + version + "/";
        for (String name : namesBelow(files, folder)) {
          flat.put(name.substring(folder.length()), files.get(name));
        }
      }
    }
    return flat;
  }

  private static List<String> namesBelow(SortedMap<String, byte[]> files, String folder) {
    List<String> names = new ArrayList<>();
    for (String name : files.tailMap(folder).keySet()) {
      if (!name.startsWith(folder)) {
        break;
      }
      names.add(name);
    }
    return names;
  }
}

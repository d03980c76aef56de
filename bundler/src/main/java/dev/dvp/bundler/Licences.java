package dev.dvp.bundler;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The licences and notices of the libraries: each text once, below {@code
 * META-INF/licenses/LIBRARY/}, and an index that says which library came with which texts.
 */
final class Licences {
  private static final String FOLDER = "META-INF/licenses/";

  private final SortedMap<String, byte[]> texts = new TreeMap<>();
  private final Map<ByteBuffer, String> places = new HashMap<>();
  private final StringBuilder index = new StringBuilder();

  /**
   * Adds a text.
   *
   * @param library the library's jar
   * @param name the text's name there
   */
  void add(String library, String name, byte[] text) {
    String wanted = FOLDER + library + "/" + name.replaceFirst("^META-INF/", "");
    String place = places.computeIfAbsent(ByteBuffer.wrap(text), key -> wanted);
    texts.putIfAbsent(place, text);
    index.append(library).append(": ").append(place).append('\n');
  }

  /** The files to put into the jar. */
  SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>(texts);
    files.put(FOLDER + "INDEX", index.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }
}

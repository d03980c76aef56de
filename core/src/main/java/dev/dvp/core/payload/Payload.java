package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Location;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that go into an artifact, sorted by name, so that neither the order of a directory nor
 * that of parallel work shows in the result.
 *
 * @param entries the files, each name once
 * @param leftOut what stands below srcDir and does not go in, sorted by name
 */
public record Payload(List<Entry> entries, List<LeftOut> leftOut) {

  /** Sorts and copies. */
  public Payload {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::name));
    entries = List.copyOf(sorted);
    List<LeftOut> sortedOut = new ArrayList<>(leftOut);
    sortedOut.sort(Comparator.comparing(LeftOut::name));
    leftOut = List.copyOf(sortedOut);
  }

  /**
   * The size of all files together.
   *
   * @return uncompressed bytes
   */
  public long size() {
    return entries.stream().mapToLong(entry -> entry.content().size()).sum();
  }

  /**
   * The same payload with more files, such as those of the runtime packages. A file that is there
   * already stays as it is.
   *
   * @param more the files, none of them a folder
   * @return a payload with all of them, and the folders that Python must see
   */
  public Payload plus(List<Entry> more) {
    Map<String, Entry> all = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (!entry.isFolder()) {
        all.put(entry.name(), entry);
      }
    }
    more.forEach(entry -> all.putIfAbsent(entry.name(), entry));
    List<Entry> merged = new ArrayList<>(all.values());
    for (String folder : PayloadNames.namespaceFolders(all.keySet())) {
      merged.add(new Entry(folder, new InMemory(new byte[0])));
    }
    return new Payload(merged, leftOut);
  }

  /**
   * One file, or one folder that Python must see to find modules in it.
   *
   * @param name the name below the payload's root, with {@code /}; a folder's ends with one
   * @param content where its bytes are
   */
  public record Entry(String name, Content content) {
    /**
     * Tells a folder from a file.
     *
     * @return whether this is a folder, which has no bytes
     */
    public boolean isFolder() {
      return name.endsWith("/");
    }
  }

  /** Where an entry's bytes are. */
  public sealed interface Content {
    /**
     * How many there are.
     *
     * @return bytes
     */
    long size();
  }

  /** Bytes at hand, such as those of a generated file. */
  public static final class InMemory implements Content {
    private final byte[] bytes;

    /**
     * Copies the bytes.
     *
     * @param bytes the content
     */
    public InMemory(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /**
     * The content.
     *
     * @return a copy
     */
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InMemory that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * A file to be read when it is packed.
   *
   * @param file the file
   * @param size its size when it was collected, in bytes
   * @param modified its time of change when it was collected: together with the size it shows
   *     whether the file is still the one that was collected
   */
  public record OnDisk(Path file, long size, FileTime modified) implements Content {}

  /**
   * A member of a zip, such as a file of a wheel, to be read when it is packed.
   *
   * @param archive the zip, which nobody changes while it is packed from
   * @param member the member's name in it
   * @param size its size, in bytes, as the zip says it
   */
  public record InArchive(Path archive, String member, long size) implements Content {}

  /**
   * A file that dvp made for this payload, such as bytecode, and that nobody changes.
   *
   * @param file the file
   * @param size its size, in bytes
   */
  public record Made(Path file, long size) implements Content {}

  /**
   * Something below srcDir that does not go into the artifact.
   *
   * @param name its name below srcDir, with {@code /}; a folder's ends with one and stands for all
   *     that is in it
   * @param reason why: a pattern of a {@code .dvpignore} as it is written there, or words that
   *     follow a name and a comma, such as {@code kept by an editor}
   * @param pattern where the pattern stands; {@link Location#NONE} when dvp decides by itself
   */
  public record LeftOut(String name, String reason, Location pattern) {
    /**
     * Something that dvp leaves out by itself.
     *
     * @param name its name
     * @param reason why
     */
    public LeftOut(String name, String reason) {
      this(name, reason, Location.NONE);
    }

    /**
     * Tells who decided.
     *
     * @return whether it was the author, by a pattern
     */
    public boolean isByPattern() {
      return pattern.hasFile();
    }
  }
}

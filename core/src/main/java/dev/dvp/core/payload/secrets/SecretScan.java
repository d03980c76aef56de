package dev.dvp.core.payload.secrets;

import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for secrets in the bytes of files: keys, tokens of known form, passwords in addresses. A
 * file is read as a stream; of a large one the first {@link #MOST_BYTES} are looked at. A scan may
 * be used by several threads.
 */
public final class SecretScan {
  /** How much of one file is looked at, in bytes. */
  public static final long MOST_BYTES = 64L << 20;

  /** More of one file tell nothing new. */
  private static final int MOST_FOUND = 10;

  /** In how many first bytes a NUL makes a file binary, as git has it. */
  private static final int TEXT_CHECK = 8_000;

  private final PrefixTable table = new PrefixTable(SecretKind.all());

  /**
   * A secret that was found.
   *
   * @param kind what it is, with an article
   * @param where its place; the whole file when that is no text
   */
  public record Found(String kind, Location where) {}

  private record Hit(long offset, String kind) implements Comparable<Hit> {
    @Override
    public int compareTo(Hit other) {
      int byOffset = Long.compare(offset, other.offset);
      return byOffset != 0 ? byOffset : kind.compareTo(other.kind);
    }
  }

  /**
   * Looks at a file.
   *
   * @param file the file
   * @return the first secrets in it, ten at most
   * @throws IOException when it cannot be read
   */
  public List<Found> scan(Path file) throws IOException {
    TreeSet<Hit> hits = new TreeSet<>();
    boolean isBinary;
    try (InputStream in = Files.newInputStream(file)) {
      isBinary = scan(in, new Window(Files.size(file)), hits);
    }
    if (hits.isEmpty()) {
      return List.of();
    }
    Map<Long, Location> places = isBinary ? Map.of() : places(file, hits);
    List<Found> found = new ArrayList<>();
    for (Hit hit : hits) {
      found.add(new Found(hit.kind, places.getOrDefault(hit.offset, Location.of(file))));
    }
    return List.copyOf(found);
  }

  private boolean scan(InputStream in, Window window, SortedSet<Hit> hits) throws IOException {
    long base = 0;
    int at = 0;
    boolean isBinary = false;
    boolean atEnd = false;
    while (!atEnd && hits.size() < MOST_FOUND) {
      int wanted = (int) Math.min(window.bytes.length, MOST_BYTES - base) - window.end;
      int read = in.readNBytes(window.bytes, window.end, Math.max(0, wanted));
      if (base == 0) {
        isBinary = holdsNul(window.bytes, Math.min(read, TEXT_CHECK));
      }
      window.end += read;
      atEnd = window.end < window.bytes.length;
      // The last byte has none behind it.
      int limit = window.end - (atEnd ? 1 : Window.AHEAD);
      at = search(window, at, limit, base, hits);
      int keep = Math.max(0, Math.min(at, limit) - Window.BEHIND);
      System.arraycopy(window.bytes, keep, window.bytes, 0, window.end - keep);
      window.end -= keep;
      base += keep;
      at -= keep;
    }
    return isBinary;
  }

  private int search(Window window, int from, int limit, long base, SortedSet<Hit> hits) {
    int at = from;
    while (at < limit && hits.size() < MOST_FOUND) {
      at = table.next(window.bytes, at, limit);
      if (at < limit) {
        for (PrefixTable.Candidate candidate : table.candidates(window.bytes, at)) {
          int start = at - candidate.offset();
          if (window.startsWith(candidate.kind().prefix(), start)
              && candidate.kind().isAt(window, start)) {
            hits.add(new Hit(base + start, candidate.kind().kind()));
          }
        }
        at += 2;
      }
    }
    return at;
  }

  private static boolean holdsNul(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** Lines and columns, which only a file with something in it is worth counting for. */
  private static Map<Long, Location> places(Path file, SortedSet<Hit> hits) throws IOException {
    Map<Long, Location> places = new HashMap<>();
    byte[] buffer = new byte[1 << 16];
    Iterator<Hit> left = hits.iterator();
    long next = left.next().offset;
    long offset = 0;
    int line = 1;
    int column = 1;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read > 0 && offset <= hits.last().offset; ) {
        for (int i = 0; i < read; i++) {
          if (offset == next) {
            places.put(offset, new Location(file, line, column));
            while (left.hasNext() && next <= offset) {
              next = left.next().offset;
            }
          }
          offset++;
          boolean ends = buffer[i] == '\n';
          line += ends ? 1 : 0;
          // A byte that continues a character is no column of its own.
          column = ends ? 1 : column + ((buffer[i] & 0xC0) == 0x80 ? 0 : 1);
        }
        read = in.read(buffer);
      }
    }
    return places;
  }
}

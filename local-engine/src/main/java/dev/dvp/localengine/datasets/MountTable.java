package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted, as Linux tells it; empty on other systems, where dvp mounts nothing.
 *
 * @param entries in the order in which they were mounted: of several at one place the last counts
 */
record MountTable(List<Entry> entries) {
  private static final Path FILE = Path.of("/proc/self/mountinfo");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");
  private static final String DELETED = "//deleted";

  /**
   * One mount.
   *
   * @param device the file system's number
   * @param root the folder of the file system that is mounted, from the file system's own root
   * @param point where
   */
  record Entry(String device, Path root, Path point) {}

  static MountTable read() throws IOException {
    if (!Files.exists(FILE)) {
      return new MountTable(List.of());
    }
    return parse(new String(Files.readAllBytes(FILE), StandardCharsets.UTF_8));
  }

  static MountTable parse(String text) {
    return new MountTable(
        text.lines()
            .map(line -> line.split(" "))
            .filter(f -> f.length > 4)
            .map(MountTable::entry)
            .toList());
  }

  private static Entry entry(String[] fields) {
    String root = unescaped(fields[3]);
    if (root.endsWith(DELETED)) {
      root = root.substring(0, root.length() - DELETED.length());
    }
    return new Entry(fields[2], Path.of("/" + root).normalize(), Path.of(unescaped(fields[4])));
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 8))));
  }

  /** The places where something is mounted. */
  List<Path> points() {
    return entries.stream().map(Entry::point).toList();
  }

  /** What is mounted at a place, without links in its path. */
  Optional<Entry> at(Path place) {
    return last(entries.stream().filter(entry -> entry.point().equals(place)).toList());
  }

  /**
   * Tells whether what is mounted at a place is a folder, or one below it, whatever became of it.
   *
   * @param place the place, without links in its path
   * @param folder the folder, likewise
   */
  boolean shows(Path place, Path folder) {
    Optional<Entry> holder =
        last(
            entries.stream()
                .filter(entry -> folder.startsWith(entry.point()))
                .sorted((a, b) -> a.point().getNameCount() - b.point().getNameCount())
                .toList());
    Optional<Entry> there = at(place);
    if (holder.isEmpty() || there.isEmpty()) {
      return false;
    }
    Path inFileSystem = holder.get().root().resolve(holder.get().point().relativize(folder));
    return there.get().device().equals(holder.get().device())
        && there.get().root().startsWith(inFileSystem);
  }

  private static Optional<Entry> last(List<Entry> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
  }
}

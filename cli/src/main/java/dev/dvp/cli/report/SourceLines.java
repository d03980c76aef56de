package dev.dvp.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines that findings point at, read once a file. */
final class SourceLines {
  /** A larger file is not shown: reading it again for a picture is not worth the memory. */
  private static final long MOST_BYTES = 4_000_000;

  private final Map<Path, List<String>> files = new HashMap<>();

  /**
   * Part of a line that fits on the screen.
   *
   * @param text the part, tabs replaced by spaces
   * @param caret how many characters stand before the place
   */
  record Window(String text, int caret) {}

  Optional<String> line(Path file, int number) {
    List<String> lines = files.computeIfAbsent(file, SourceLines::read);
    return number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
  }

  private static List<String> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return List.of();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return plain.lines().toList();
    } catch (IOException e) {
      return List.of(); // the finding stands without its picture
    }
  }

  static Window window(String line, int column, int width) {
    int[] points = Printable.text(line).codePoints().toArray();
    int place = Math.min(Math.max(column - 1, 0), points.length);
    if (points.length <= width) {
      return new Window(new String(points, 0, points.length), place);
    }
    int start = Math.max(0, Math.min(place - width / 2, points.length - width));
    int length = Math.min(width, points.length - start);
    return new Window(new String(points, start, length), place - start);
  }
}

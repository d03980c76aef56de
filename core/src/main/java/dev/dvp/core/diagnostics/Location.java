package dev.dvp.core.diagnostics;

import java.nio.file.Path;

/**
 * A place in a file, or a whole file, or no file at all (an engine's answer).
 *
 * @param file the file as it was opened; an empty path when there is none
 * @param line the line, counted from 1; 0 when the place is the whole file
 * @param column the column in characters, counted from 1; 0 when the place is the whole line
 */
public record Location(Path file, int line, int column) implements Comparable<Location> {
  /** No file: the finding is about something else, such as an engine. */
  public static final Location NONE = new Location(Path.of(""), 0, 0);

  /**
   * A whole file.
   *
   * @param file the file
   * @return its location, without line and column
   */
  public static Location of(Path file) {
    return new Location(file, 0, 0);
  }

  /**
   * Tells whether there is a file to point at.
   *
   * @return false for {@link #NONE}
   */
  public boolean hasFile() {
    return !file.toString().isEmpty();
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.toString().compareTo(other.file.toString());
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}

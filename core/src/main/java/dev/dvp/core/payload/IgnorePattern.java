package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Location;

/**
 * A line of a {@code .dvpignore}.
 *
 * @param where its place
 * @param text the line, for people
 * @param negated whether what it names goes in after all
 * @param foldersOnly whether it names folders alone
 * @param onNames whether it is for names wherever they stand, and not for paths
 * @param glob what is to match
 */
record IgnorePattern(
    Location where, String text, boolean negated, boolean foldersOnly, boolean onNames, Glob glob) {

  /**
   * Reads a line that is neither blank nor a comment.
   *
   * @param line the line, blanks at its end taken away
   * @param where its place
   */
  static IgnorePattern of(String line, Location where) {
    boolean negated = line.startsWith("!");
    int start = negated ? 1 : 0;
    boolean foldersOnly = line.length() > start && line.endsWith("/");
    String bare = line.substring(start, foldersOnly ? line.length() - 1 : line.length());
    boolean onNames = bare.indexOf('/') < 0;
    String anchored = bare.startsWith("/") ? bare.substring(1) : bare;
    return new IgnorePattern(where, line, negated, foldersOnly, onNames, Glob.of(anchored));
  }

  /** How many characters of the line stand before the glob's first. */
  int globStart() {
    int start = negated ? 1 : 0;
    return text.startsWith("/", start) ? start + 1 : start;
  }

  /**
   * Tells whether it names a file or folder.
   *
   * @param path its path below the folder of the {@code .dvpignore}
   * @param isFolder whether it is a folder
   * @param budget how much matching may cost
   */
  boolean names(String path, boolean isFolder, Glob.Budget budget) {
    if (foldersOnly && !isFolder) {
      return false;
    }
    return glob.matches(onNames ? path.substring(path.lastIndexOf('/') + 1) : path, budget);
  }
}

package dev.dvp.core.ignoring;

/**
 * A pattern for paths with slashes: {@code *} and {@code ?} stand for characters of one name,
 * {@code **} for any number of folders. One that matches a folder matches all that is in it. The
 * time of a match is bounded by the product of the two lengths.
 */
final class PathPattern {
  private static final String ANY_FOLDERS = "**";

  private final String[] steps;

  PathPattern(String pattern) {
    boolean isFolder = pattern.endsWith("/");
    String bare = isFolder ? pattern.substring(0, pattern.length() - 1) : pattern;
    this.steps = bare.split("/", -1);
  }

  boolean matches(String path) {
    String[] names = path.split("/", -1);
    // Which beginnings of the pattern match the names so far.
    boolean[] open = new boolean[steps.length + 1];
    open[0] = true;
    skipFolders(open);
    for (String name : names) {
      boolean[] next = new boolean[steps.length + 1];
      for (int i = 0; i < steps.length; i++) {
        if (open[i] && steps[i].equals(ANY_FOLDERS)) {
          next[i] = true;
          next[i + 1] |= i == steps.length - 1;
        } else if (open[i] && matchesName(steps[i], name)) {
          next[i + 1] = true;
        }
      }
      skipFolders(next);
      if (next[steps.length]) {
        return true;
      }
      open = next;
    }
    return false;
  }

  /**
   * {@code **} may stand for no folder at all, but not at the end: {@code a/**} is what is in a.
   */
  private void skipFolders(boolean[] open) {
    for (int i = 0; i < steps.length - 1; i++) {
      if (open[i] && steps[i].equals(ANY_FOLDERS)) {
        open[i + 1] = true;
      }
    }
  }

  /** The usual walk with one way back: to the last star. */
  private static boolean matchesName(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}

package dev.dvp.core.payload;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds names of files that cannot lie side by side in one folder, be it on a system that keeps two
 * spellings of a name for the same.
 */
public final class NameClashes {
  /**
   * Each path so far, folders included, as {@link PayloadNames#fold} has it: a folder with {@code
   * /}.
   */
  private final Map<String, String> seen = new HashMap<>();

  /** How two paths clash. */
  public enum Kind {
    /** They are one in all but upper and lower case, or how Unicode composes their letters. */
    SPELLING,
    /** One is that of a file, and the other that of a folder. */
    FILE_AND_FOLDER,
    /** Both are that of the same file. */
    SAME
  }

  /**
   * Two paths that cannot lie side by side.
   *
   * @param kind how they clash
   * @param first the one that was there before, without {@code /} at its end
   * @param second the other, which is the name that was looked at or a folder that it lies in
   * @param isFolder whether the other is a folder
   */
  public record Clash(Kind kind, String first, String second, boolean isFolder) {
    /**
     * What the two differ in.
     *
     * @return the end of a sentence, for a clash of spelling
     */
    public String difference() {
      return PayloadNames.difference(first, second);
    }
  }

  /**
   * Adds a name and the folders that it lies in.
   *
   * @param name a whole name, with {@code /}; a folder's ends with one
   * @return the first clash with what was added before
   */
  public Optional<Clash> add(String name) {
    return walk(name, true);
  }

  /**
   * Looks at a name without adding it.
   *
   * @param name a whole name, with {@code /}; a folder's ends with one
   * @return the first clash with what was added before
   */
  public Optional<Clash> find(String name) {
    return walk(name, false);
  }

  private Optional<Clash> walk(String name, boolean isAdded) {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      Optional<Clash> clash = step(name.substring(0, end + 1), isAdded);
      if (clash.isPresent()) {
        return clash;
      }
    }
    return name.endsWith("/") ? Optional.empty() : step(name, isAdded);
  }

  private Optional<Clash> step(String path, boolean isAdded) {
    String plain = withoutSlash(path);
    String key = PayloadNames.fold(plain);
    String known = isAdded ? seen.putIfAbsent(key, path) : seen.get(key);
    boolean isFolder = path.endsWith("/");
    if (known == null || (isFolder && known.equals(path))) {
      return Optional.empty();
    }
    String first = withoutSlash(known);
    Kind kind = Kind.SPELLING;
    if (first.equals(plain)) {
      kind = known.equals(path) ? Kind.SAME : Kind.FILE_AND_FOLDER;
    }
    return Optional.of(new Clash(kind, first, plain, isFolder));
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}

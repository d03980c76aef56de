package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The {@code .dvpignore} files that are for the folder which a walk is in: that of the plugin's
 * folder, those on the way to srcDir, and those from there on. One further down has the last word,
 * as with git.
 */
final class IgnoreFiles {
  /** Some ten seconds of matching; plugins need a thousandth of it. */
  private static final long MOST_STEPS = 4_000_000_000L;

  /**
   * A file that is for the folder.
   *
   * @param above the way from the file's folder to srcDir, each step with a slash behind it
   * @param skipped how many characters of a name below srcDir lead to the file's folder
   */
  private record Level(IgnoreFile file, String above, int skipped) {}

  private final Deque<Optional<Level>> levels = new ArrayDeque<>();
  private final Diagnostics out;
  private final Path srcDir;
  private final Glob.Budget budget;
  private boolean isReported;

  /**
   * Reads the files above srcDir.
   *
   * @param pluginFolder the folder of the manifest; any other folder has no say
   * @param srcDir the folder of the source, below it or the same
   * @param out takes what is wrong with the files
   */
  IgnoreFiles(Path pluginFolder, Path srcDir, Diagnostics out) {
    this(pluginFolder, srcDir, MOST_STEPS, out);
  }

  IgnoreFiles(Path pluginFolder, Path srcDir, long steps, Diagnostics out) {
    this.out = out;
    this.srcDir = srcDir;
    this.budget = new Glob.Budget(steps);
    Path root = pluginFolder.toAbsolutePath().normalize();
    Path source = srcDir.toAbsolutePath().normalize();
    if (source.startsWith(root) && !source.equals(root)) {
      Path folder = pluginFolder;
      Path way = root.relativize(source);
      for (int i = 0; i < way.getNameCount(); i++) {
        String above = way.subpath(i, way.getNameCount()).toString().replace('\\', '/') + "/";
        levels.push(read(folder.resolve(IgnoreFile.NAME)).map(file -> new Level(file, above, 0)));
        folder = folder.resolve(way.getName(i));
      }
    }
  }

  private Optional<IgnoreFile> read(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(IgnoreFile.read(file, out))
        : Optional.empty();
  }

  /**
   * From here on a folder's own file counts.
   *
   * @param folder the folder
   * @param prefix its name below srcDir with a slash at the end; empty for srcDir
   */
  void enter(Path folder, String prefix) {
    levels.push(
        read(folder.resolve(IgnoreFile.NAME)).map(file -> new Level(file, "", prefix.length())));
  }

  /** The folder that was entered last counts no more. */
  void leave() {
    levels.pop();
  }

  /**
   * What the files say of something in the folder that was entered last.
   *
   * @param name its name below srcDir, with slashes and none at the end
   * @param isFolder whether it is a folder
   * @return the pattern that decides, be it negated or not
   */
  Optional<IgnorePattern> decide(String name, boolean isFolder) {
    for (Iterator<Optional<Level>> i = levels.iterator(); i.hasNext(); ) {
      Optional<Level> level = i.next();
      if (level.isPresent()) {
        String path = level.get().above + name.substring(level.get().skipped);
        Optional<IgnorePattern> found = level.get().file.decide(path, isFolder, budget);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    if (budget.isSpent() && !isReported) {
      isReported = true;
      out.add(
          PayloadRule.IGNORE_UNREADABLE.at(
              Location.of(srcDir),
              "To match the patterns of `.dvpignore` with all files takes too long.",
              "Name folders rather than files, and use fewer stars in one pattern."));
    }
    return Optional.empty();
  }
}

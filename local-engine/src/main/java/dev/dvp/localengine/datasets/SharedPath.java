package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The part of a dataset that a plugin wants to be seen. */
final class SharedPath {
  private SharedPath() {}

  /**
   * Finds the folder, and makes it when it is missing.
   *
   * @param data the dataset's working copy, which is there
   * @param sharedPath the part, from the working copy; all of it when empty
   * @return the folder, without links in its path
   * @throws DvpException E833 when it is not in the dataset, or no folder
   */
  static Path in(Path data, Optional<String> sharedPath) throws IOException {
    Path root = data.toRealPath();
    String text = sharedPath.orElse("").replaceAll("^/+", "");
    if (text.isEmpty()) {
      return root;
    }
    Path at = root;
    for (Path name : parse(text)) {
      if (name.toString().equals("..")) {
        throw invalid(text, "has `..` in it");
      }
      if (name.toString().equals(".")) {
        continue;
      }
      Path next = at.resolve(name);
      if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(next);
      } else if (!Files.isDirectory(next)) {
        throw invalid(text, "leads to what is no folder: `" + root.relativize(next) + "`");
      }
      at = next.toRealPath();
      if (!at.startsWith(root)) {
        throw invalid(
            text, "leads out of the dataset, by the link `" + root.relativize(next) + "` in it");
      }
    }
    return at;
  }

  private static Path parse(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw invalid(text, "is no path");
    }
  }

  private static DvpException invalid(String text, String why) {
    return new DvpException(
        DatasetRule.SHARED_PATH_INVALID.at(
            Location.NONE,
            "The shared path `" + text + "` " + why + ".",
            "Let the plugin return a path below its dataset, or none for all of it."));
  }
}

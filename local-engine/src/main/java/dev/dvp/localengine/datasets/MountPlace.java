package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a dataset is to be seen.
 *
 * @param mountPath as the plugin says it, absolute and normalised
 * @param place the same without links in the path to it; at the place itself may be one
 * @param missing the folders around it that are not there, those within before those around them
 */
record MountPlace(String mountPath, Path place, List<Path> missing) {
  private static final List<Path> SYSTEM =
      List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

  /**
   * Checks a mount path, but not what is there.
   *
   * @param folder the engine's data folder
   * @param text the path as the plugin says it
   * @throws DvpException E831 when no dataset may be there
   */
  static MountPlace of(DataFolder folder, String text) throws IOException {
    Path path = parse(text);
    List<Path> missing = new ArrayList<>();
    Path place = real(text, path, missing);
    refusePlaces(text, place, real(folder.root()));
    return new MountPlace(path.toString(), place, missing);
  }

  private static Path parse(String text) {
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw invalid(text, "is no path");
    }
    if (!path.isAbsolute()) {
      throw invalid(text, "is not absolute");
    }
    for (Path name : path) {
      if (name.toString().equals("..")) {
        throw invalid(text, "has `..` in it");
      }
    }
    path = path.normalize();
    if (path.getParent() == null) {
      throw invalid(text, "is the root of all files");
    }
    return path;
  }

  /** Links on the way are the user's own business; what counts is where they lead. */
  private static Path real(String text, Path path, List<Path> missing) throws IOException {
    Path parent = path.getParent();
    List<Path> names = new ArrayList<>();
    while (parent != null && !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
      names.add(0, parent.getFileName());
      parent = parent.getParent();
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw invalid(text, "is below `" + parent + "`, which is no folder");
    }
    Path at = parent.toRealPath();
    for (Path name : names) {
      at = at.resolve(name);
      missing.add(0, at);
    }
    return at.resolve(path.getFileName());
  }

  private static void refusePlaces(String text, Path place, Path root) {
    if (root.startsWith(place)) {
      throw invalid(text, "holds the local engine's data folder `" + root + "`");
    }
    if (place.startsWith(root) && !mayBeBelow(root.relativize(place))) {
      throw invalid(
          text,
          "is in the local engine's data folder, and not below the scratch folder of an"
              + " environment");
    }
    for (Path system : SYSTEM) {
      if (place.startsWith(system)) {
        throw invalid(text, "is in `" + system + "`, which is the system's own");
      }
    }
  }

  /** Below {@code environments/NAME}, or the working copy of another dataset. */
  private static boolean mayBeBelow(Path inside) {
    String first = inside.getName(0).toString();
    if (first.equals("datasets")) {
      return inside.getNameCount() > 3 && inside.getName(2).toString().equals("data");
    }
    return first.equals("environments") && inside.getNameCount() > 2;
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root; // it is not there: nothing can be in it
    }
  }

  private static DvpException invalid(String text, String why) {
    return new DvpException(
        DatasetRule.MOUNT_PATH_INVALID.at(
            Location.NONE,
            "The mount path `" + text + "` " + why + ".",
            "Let the plugin return a path from the root that is its own, such as one below the"
                + " environment's scratch_path."));
  }
}

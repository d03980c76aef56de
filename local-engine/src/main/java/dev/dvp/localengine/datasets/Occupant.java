package dev.dvp.localengine.datasets;

import dev.dvp.localengine.datasets.Mounted.Replaced;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is at a place before a dataset is. */
sealed interface Occupant {
  /** Nothing. */
  record Nothing() implements Occupant {}

  /**
   * A folder with nothing in it, which makes room.
   *
   * @param attributes to make it again
   */
  record EmptyFolder(Replaced attributes) implements Occupant {}

  /**
   * Something of somebody's.
   *
   * @param what in words
   */
  record Foreign(String what) implements Occupant {}

  /** Looks. */
  static Occupant at(Path place) throws IOException {
    if (Files.isSymbolicLink(place)) {
      return new Foreign("a link to `" + Files.readSymbolicLink(place) + "` is there");
    }
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return new Nothing();
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return new Foreign("a file is there");
    }
    if (MountTable.read().at(place).isPresent()) {
      return new Foreign("something else is mounted there");
    }
    List<String> names = names(place);
    return names.isEmpty()
        ? new EmptyFolder(attributes(place))
        : new Foreign("a folder is there that holds " + String.join(", ", names));
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (names.size() == 3) {
          names.add("and more");
          break;
        }
        names.add("`" + entry.getFileName() + "`");
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private static Replaced attributes(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return new Replaced(0, 0, 0);
    }
    return new Replaced(
        (int) Files.getAttribute(folder, "unix:mode") & 07777,
        (int) Files.getAttribute(folder, "unix:uid"),
        (int) Files.getAttribute(folder, "unix:gid"));
  }

  /** Makes an empty folder again, unless something is there. */
  static void putBack(Path place, Optional<Replaced> replaced) throws IOException {
    if (replaced.isEmpty() || Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.createDirectory(place);
    if (place.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      if (Owners.isRoot()) {
        Files.setAttribute(place, "unix:uid", replaced.get().uid());
        Files.setAttribute(place, "unix:gid", replaced.get().gid());
      }
      Files.setAttribute(place, "unix:mode", replaced.get().mode());
    }
  }
}

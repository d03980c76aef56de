package dev.dvp.core.codegen;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.FileContents;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings {@code generated/} in a source folder up to date. A file that holds the right bytes is not
 * touched, so that editors and build caches see only what changed. Each new text goes to a file
 * beside its target, which then takes the target's place in one step. What an earlier run made and
 * this schema has no more is removed; it is known by its first line, and nothing else ever goes.
 */
public final class GeneratedClassesWriter {
  private static final byte[] HEADER = GeneratedClasses.HEADER.getBytes(StandardCharsets.US_ASCII);

  private GeneratedClassesWriter() {}

  /**
   * What a run did; all paths start with the source folder as it was given.
   *
   * @param written new or changed files, sorted
   * @param removed stale files that were removed, sorted
   * @param kept files that were right already, sorted
   */
  public record Result(List<Path> written, List<Path> removed, List<Path> kept) {
    /** Copies the lists. */
    public Result {
      written = List.copyOf(written);
      removed = List.copyOf(removed);
      kept = List.copyOf(kept);
    }
  }

  /**
   * Writes the classes. A file of another origin that has the name of a generated one is replaced:
   * plugins made by other tools come with such.
   *
   * @param classes what to write
   * @param srcDir the plugin's source folder, which exists
   * @return what was done
   * @throws DvpException when {@code generated} leads out of the source folder ({@link
   *     CodegenRule#GENERATED_OUTSIDE_SOURCE}; nothing was written), or a file cannot be written or
   *     removed ({@link CodegenRule#GENERATED_NOT_WRITTEN}; that file is as it was)
   */
  public static Result write(GeneratedClasses classes, Path srcDir) {
    List<Path> written = new ArrayList<>();
    List<Path> kept = new ArrayList<>();
    prepareFolders(classes, srcDir);
    for (Map.Entry<String, String> file : classes.files().entrySet()) {
      Path target = srcDir.resolve(file.getKey());
      byte[] bytes = file.getValue().getBytes(StandardCharsets.US_ASCII);
      try {
        if (FileContents.areAlready(target, bytes)) {
          kept.add(target);
        } else {
          replace(target, bytes);
          written.add(target);
        }
      } catch (IOException e) {
        throw failure("write", target, e);
      }
    }
    List<Path> stale = stale(classes, srcDir);
    for (Path file : stale) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw failure("remove", file, e);
      }
    }
    return new Result(written, stale, kept);
  }

  /**
   * Finds files below {@code generated} that an earlier run made and these classes have no more.
   *
   * @param classes what belongs there
   * @param srcDir the plugin's source folder
   * @return the stale files, sorted; links are never among them
   * @throws DvpException when the folder cannot be read
   */
  public static List<Path> stale(GeneratedClasses classes, Path srcDir) {
    Path folder = srcDir.resolve(GeneratedClasses.FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Set<Path> stale = new TreeSet<>();
    try {
      // A link may stand for the folder itself; the walk follows none further down.
      Path start = folder.toRealPath();
      Files.walkFileTree(
          start,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Path seen = folder.resolve(start.relativize(file));
              String name = srcDir.relativize(seen).toString().replace('\\', '/');
              if (name.endsWith(".py") && !classes.files().containsKey(name) && isOurs(file)) {
                stale.add(seen);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw failure("read", folder, e);
    }
    return List.copyOf(stale);
  }

  /**
   * Tells whether a file was made by this generator, now or in an earlier version.
   *
   * @param file any path
   * @return true when it is a readable regular file, no link, that starts with {@link
   *     GeneratedClasses#HEADER} on a line of its own
   */
  public static boolean isOurs(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] start = bytes.readNBytes(HEADER.length);
      int after = bytes.read();
      return Arrays.equals(start, HEADER) && (after == '\n' || after == '\r' || after < 0);
    } catch (IOException e) {
      return false;
    }
  }

  private static void prepareFolders(GeneratedClasses classes, Path srcDir) {
    Set<Path> folders = new TreeSet<>();
    folders.add(srcDir.resolve(GeneratedClasses.FOLDER));
    classes.files().keySet().forEach(name -> folders.add(parent(srcDir.resolve(name))));
    for (Path folder : folders) {
      refuseOutside(folder, srcDir);
    }
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw failure("make", folder, e);
      }
    }
  }

  private static void refuseOutside(Path folder, Path srcDir) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean inside;
    try {
      inside = folder.toRealPath().startsWith(srcDir.toRealPath());
    } catch (IOException e) {
      // A link to nothing, or one that goes round: nobody can tell where a file would land.
      inside = false;
    }
    if (!inside) {
      throw new DvpException(
          CodegenRule.GENERATED_OUTSIDE_SOURCE.at(
              Location.of(folder),
              "`"
                  + folder
                  + "` is a link that leads out of the plugin's source folder, and dvp writes"
                  + " nothing out there.",
              "Remove the link: dvp makes a folder in its place."));
    }
  }

  private static void replace(Path target, byte[] bytes) throws IOException {
    // Not a createTempFile: its mode, readable by the owner alone, would stay with the file.
    Path beside = target.resolveSibling(TemporaryNames.next());
    try {
      Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static DvpException failure(String verb, Path file, IOException cause) {
    String reason =
        cause instanceof AccessDeniedException
            ? "access is denied"
            : cause instanceof FileSystemException refused && refused.getReason() != null
                ? refused.getReason()
                : "the disk refuses it";
    return new DvpException(
        CodegenRule.GENERATED_NOT_WRITTEN.at(
            Location.of(file),
            "dvp cannot " + verb + " `" + file + "`: " + reason + ".",
            "Make the folder writable, and move away whatever else has this name."),
        cause);
  }
}

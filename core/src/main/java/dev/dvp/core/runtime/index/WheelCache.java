package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.runtime.RuntimeRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Wheels by their content, shared by all plugins of a user and by any number of processes: a file
 * appears under its name whole or not at all, and is held against its hash whenever it is used.
 * Beside them lie small notes, such as what was chosen for which requirements.
 */
public final class WheelCache {
  private static final int LARGEST_NOTE = 1 << 20;

  private final Path folder;
  private final CreatedPaths temporary;

  /**
   * A cache, which need not be there yet.
   *
   * @param folder its folder, for example {@code ~/.dvp/cache/wheels}
   * @param temporary holds what is half-made: the caller closes it, and undoes it when the work is
   *     given up
   */
  public WheelCache(Path folder, CreatedPaths temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /** Writes a file's bytes. */
  @FunctionalInterface
  interface Filler {
    void fill(Path file) throws IOException;
  }

  /**
   * A wheel of a known content.
   *
   * @param sha256 its hash
   * @return the file, if it is there and what its name says
   */
  public Optional<Path> find(String sha256) {
    Path file = place(sha256);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (Sha256.of(file).equals(sha256)) {
        return Optional.of(file);
      }
      // Damaged by the disk or by somebody: it is fetched anew.
      Files.deleteIfExists(file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes a wheel in.
   *
   * @param filler writes it
   * @param expected the hash that it must have, if one is known
   * @return the hash that it has, under which it can be found; nothing when that is another than
   *     expected, and then it was not taken in
   * @throws DvpException when the cache cannot be written
   */
  Optional<String> put(Filler filler, Optional<String> expected) {
    try {
      Files.createDirectories(folder);
      Path made = temporary.createFile(folder.resolve(TemporaryNames.next()));
      try {
        filler.fill(made);
        String sha256 = Sha256.of(made);
        if (expected.isPresent() && !expected.get().equals(sha256)) {
          return Optional.empty();
        }
        move(made, place(sha256));
        return Optional.of(sha256);
      } finally {
        temporary.delete(made);
      }
    } catch (IOException e) {
      throw new DvpException(
          RuntimeRule.CACHE_UNUSABLE.at(
              Location.of(folder),
              "The cache of wheels `" + folder + "` cannot be written" + Reasons.of(e) + ".",
              "Make room on the disk, and the folder writable for you."),
          e);
    }
  }

  private void move(Path made, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling(""));
    try {
      temporary.moveInto(made, target);
    } catch (FileSystemException e) {
      // Windows replaces no file that another process reads; that one has the same content.
      if (!Files.isRegularFile(target)) {
        throw e;
      }
    }
  }

  private Path place(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".whl");
  }

  /**
   * The text of a note.
   *
   * @param name its name, such as {@code resolved/KEY.lock}
   * @return what it says, if it is there
   */
  public Optional<String> note(String name) {
    try {
      Path file = notePlace(name);
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST_NOTE
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Where a note lies.
   *
   * @param name its name
   * @return its file, which need not be there
   */
  public Path notePlace(String name) {
    return folder.resolve(name);
  }

  /**
   * The notes of a kind.
   *
   * @param kind the folder of their names, such as {@code resolved}
   * @return their names, in no order; empty when there are none, or they cannot be listed
   */
  public List<String> notes(String kind) {
    try (Stream<Path> files = Files.list(folder.resolve(kind))) {
      return files.map(file -> kind + "/" + file.getFileName()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /**
   * Keeps a note. Where that is not possible nothing is kept: notes only save time.
   *
   * @param name its name
   * @param text what it says
   */
  public void keepNote(String name, String text) {
    try {
      Files.createDirectories(folder);
      Path made = temporary.createFile(folder.resolve(TemporaryNames.next()));
      try {
        Files.write(made, text.getBytes(StandardCharsets.UTF_8));
        move(made, notePlace(name));
      } finally {
        temporary.delete(made);
      }
    } catch (IOException e) {
      return;
    }
  }

  /**
   * Forgets a note.
   *
   * @param name its name
   */
  public void dropNote(String name) {
    try {
      Files.deleteIfExists(notePlace(name));
    } catch (IOException e) {
      // It is of no harm.
      return;
    }
  }
}

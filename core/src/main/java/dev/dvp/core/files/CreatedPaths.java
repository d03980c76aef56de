package dev.dvp.core.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The files and folders that a piece of work made, so that they can be taken away again: exactly
 * they, and nothing that was there before. Closing takes away whatever was neither kept nor moved
 * away, newest first.
 *
 * <p>Any thread may undo it at any time: a command hands {@link #undo} to its shutdown hook, and an
 * interrupted command leaves nothing half-made behind.
 */
public final class CreatedPaths implements AutoCloseable {
  private final Deque<Path> created = new ArrayDeque<>();
  private boolean closed;

  /**
   * Makes a folder and those above it that are missing.
   *
   * @param folder the folder; fine when it is there
   * @param attributes what each that is made gets, such as {@link OwnerOnly#folder}
   * @throws IOException when one cannot be made, or something else has its name
   * @throws CancellationException when this was undone or closed
   */
  public synchronized void createFolders(Path folder, FileAttribute<?>... attributes)
      throws IOException {
    List<Path> missing = new ArrayList<>();
    Path next = folder.toAbsolutePath();
    while (next != null && !Files.isDirectory(next)) {
      missing.add(0, next);
      next = next.getParent();
    }
    for (Path path : missing) {
      refuseWhenClosed();
      try {
        Files.createDirectory(path, attributes);
        created.push(path);
      } catch (FileAlreadyExistsException e) {
        // Another process made it in between: then it is not ours to take away.
        if (!Files.isDirectory(path)) {
          throw e;
        }
      }
    }
  }

  /**
   * Makes an empty file.
   *
   * @param file the file
   * @param attributes what it gets, such as {@link OwnerOnly#file}
   * @return the same path, absolute
   * @throws FileAlreadyExistsException when something has that name already
   * @throws IOException when it cannot be made
   * @throws CancellationException when this was undone or closed
   */
  public synchronized Path createFile(Path file, FileAttribute<?>... attributes)
      throws IOException {
    refuseWhenClosed();
    Path absolute = file.toAbsolutePath();
    Files.createFile(absolute, attributes);
    created.push(absolute);
    return absolute;
  }

  /**
   * Moves a file that was made here onto another name in one step, replacing what is there: from
   * then on it stays.
   *
   * @param made a file of {@link #createFile}
   * @param target its final name, on the same file system
   * @throws IOException when it cannot be moved; then it is taken away on closing
   * @throws CancellationException when this was undone or closed
   */
  public synchronized void moveInto(Path made, Path target) throws IOException {
    refuseWhenClosed();
    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    created.remove(made.toAbsolutePath());
  }

  /**
   * The work ended well: moves files and folders one level up, out of a folder that goes, and keeps
   * everything. It is not interrupted by {@link #undo}, which waits.
   *
   * @param folder a folder of {@link #createFolders}
   * @param made what it holds, all of it
   * @throws IOException when something cannot be moved, or has its name already
   * @throws CancellationException when this was undone or closed
   */
  public synchronized void moveOut(Path folder, List<Path> made) throws IOException {
    refuseWhenClosed();
    Deque<Path> moved = new ArrayDeque<>();
    try {
      for (Path path : made) {
        Files.move(path, folder.resolveSibling(path.getFileName()));
        moved.push(path);
      }
    } catch (IOException e) {
      for (Path path : moved) {
        Files.move(folder.resolveSibling(path.getFileName()), path);
      }
      throw e;
    }
    created.clear();
    Files.deleteIfExists(folder);
  }

  /**
   * Takes away one file at once, when it is no longer needed.
   *
   * @param made a file of {@link #createFile}
   * @throws IOException when it cannot be deleted
   */
  public synchronized void delete(Path made) throws IOException {
    Files.deleteIfExists(made);
    created.remove(made.toAbsolutePath());
  }

  /** The work ended well: everything made so far stays. */
  public synchronized void keep() {
    created.clear();
  }

  /**
   * Takes away what was not kept. A folder in which others put something meanwhile stays; what the
   * system would not delete is tried again the next time.
   */
  public synchronized void undo() {
    closed = true;
    Deque<Path> left = new ArrayDeque<>();
    while (!created.isEmpty()) {
      Path path = created.pop();
      try {
        Files.deleteIfExists(path);
      } catch (DirectoryNotEmptyException e) {
        // Not ours alone any more.
      } catch (IOException e) {
        left.addLast(path);
      }
    }
    created.addAll(left);
  }

  /**
   * Tells whether the work was given up, so that a failure that followed from it can be known.
   *
   * @return whether this was undone or closed
   */
  public synchronized boolean isUndone() {
    return closed;
  }

  /** The same as {@link #undo}. */
  @Override
  public void close() {
    undo();
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new CancellationException("the work was given up");
    }
  }
}

package dev.dvp.localengine.datasets;

import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one dataset: its working copy and its snapshots. Whatever is made is made under
 * another name, and renamed when it is whole; whatever goes is renamed first. So a kill at any time
 * leaves the old or the new, and {@link #recover} takes away what else it left.
 *
 * <p>One thread of one process works on a dataset at a time. Nothing may be mounted from or in a
 * working copy that is replaced: take its mounts away first, see {@link Mounts}.
 */
public final class Dataset {
  private static final String DATA = "data";

  /** Each is another one's: a copy that outlived its process would else go on in the next. */
  private static final String NEW_DATA = "data.new-";

  private static final String OLD_DATA = "data.old";
  private static final String PROBE = "probe";
  private static final String SNAPSHOTS = "snapshots";
  private static final String NEW_PREFIX = "new-";
  private static final String OLD_PREFIX = "old-";
  private static final String GONE_PREFIX = "gone-";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Path folder;
  private final Steps steps;
  private @Nullable TreeCopy copier;

  /** What has just been done, for tests that end the work there. */
  @FunctionalInterface
  interface Steps {
    void done(String what);
  }

  /**
   * The dataset of a folder.
   *
   * @param folder the dataset's own; it need not exist
   */
  public Dataset(Path folder) {
    this(folder, what -> {});
  }

  Dataset(Path folder, Steps steps) {
    this.folder = folder.toAbsolutePath().normalize();
    this.steps = steps;
  }

  /**
   * The working copy.
   *
   * @return its folder, which may be missing
   */
  public Path data() {
    return folder.resolve(DATA);
  }

  /**
   * Tells whether there is a working copy.
   *
   * @return whether there is one
   */
  public boolean hasData() {
    return Files.isDirectory(data(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * How copies are made here. Tried out at the first call.
   *
   * @return whether they share blocks with the original
   * @throws IOException when the dataset's folder cannot be written
   * @throws InterruptedException when the thread is interrupted
   */
  public Copying copying() throws IOException, InterruptedException {
    return copier().kind();
  }

  private synchronized TreeCopy copier() throws IOException, InterruptedException {
    TreeCopy known = copier;
    if (known == null) {
      known = TreeCopy.of(PrivateFiles.createFolder(folder), PROBE);
      copier = known;
    }
    return known;
  }

  /**
   * Puts a new, empty working copy in the place of the old one.
   *
   * @throws IOException when it cannot be made: the old one is then as it was
   */
  public void makeEmpty() throws IOException {
    prepare();
    Path made = PrivateFiles.createFolder(newData());
    steps.done("made");
    replaceData(made);
  }

  /**
   * Puts a copy of a snapshot, or of any folder, in the place of the working copy.
   *
   * @param snapshot the folder; what it holds stays as it is
   * @throws IOException when it cannot be copied: the working copy is then as it was
   * @throws InterruptedException when the thread is interrupted: likewise
   */
  public void cloneFrom(Path snapshot) throws IOException, InterruptedException {
    prepare();
    Path copy = newData();
    copier().copy(snapshot, copy);
    steps.done("copied");
    replaceData(copy);
  }

  /** The copying program of a process that was killed may live on, and must not write to ours. */
  private Path newData() {
    return folder.resolve(NEW_DATA + "-" + UUID.randomUUID());
  }

  private void prepare() throws IOException {
    PrivateFiles.createFolder(folder);
    settleData();
  }

  /** Brings back what a kill left under its old name, and takes away what it left half. */
  private void settleData() throws IOException {
    Path old = folder.resolve(OLD_DATA);
    if (!isSomethingThere() && Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
      move(old, data());
    }
    TreeRemoval.delete(old);
    for (Path entry : entries(folder)) {
      String name = String.valueOf(entry.getFileName());
      if (name.startsWith(NEW_DATA)) {
        discard(entry);
      } else if (name.startsWith(GONE_PREFIX)) {
        TreeRemoval.delete(entry);
      }
    }
  }

  /** Also what a plugin without a sandbox may have put in the place of its data, a link, say. */
  private boolean isSomethingThere() {
    return Files.exists(data(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Under another name nobody goes on writing to it. */
  private void discard(Path half) throws IOException {
    Path gone = folder.resolve(GONE_PREFIX + UUID.randomUUID());
    move(half, gone);
    TreeRemoval.delete(gone);
  }

  private static List<Path> entries(Path of) throws IOException {
    try (Stream<Path> list = Files.list(of)) {
      return list.toList();
    }
  }

  private void replaceData(Path made) throws IOException {
    Path old = folder.resolve(OLD_DATA);
    boolean hadData = isSomethingThere();
    if (hadData) {
      move(data(), old);
      steps.done("old moved");
    }
    try {
      move(made, data());
    } catch (IOException e) {
      if (hadData) {
        move(old, data());
      }
      TreeRemoval.delete(made);
      throw e;
    }
    steps.done("new moved");
    PrivateFiles.forceNames(folder);
    TreeRemoval.delete(old);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Keeps the working copy as it is now. Files keep their modes, for a clone has to have them; the
   * data folder around them is closed to other users, and to the commands of plugins.
   *
   * @param number the snapshot's number, at least 0, which none has yet
   * @return the snapshot's folder: whole, and on the disk
   * @throws IOException when it cannot be made: nothing is there then
   * @throws InterruptedException when the thread is interrupted: likewise
   */
  public Path takeSnapshot(long number) throws IOException, InterruptedException {
    if (!hasData()) {
      throw new NoSuchFileException(data().toString());
    }
    Path snapshot = snapshot(number);
    if (Files.exists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(snapshot.toString());
    }
    Path snapshots = PrivateFiles.createFolder(folder.resolve(SNAPSHOTS));
    for (Path entry : entries(snapshots)) {
      if (String.valueOf(entry.getFileName()).startsWith(NEW_PREFIX)) {
        discard(entry);
      }
    }
    Path made = snapshots.resolve(NEW_PREFIX + UUID.randomUUID());
    copier().copy(data(), made);
    steps.done("copied");
    try {
      force(made);
      steps.done("forced");
      move(made, snapshot);
    } catch (IOException | InterruptedException e) {
      TreeRemoval.delete(made);
      throw e;
    }
    PrivateFiles.forceNames(snapshots);
    PrivateFiles.forceNames(folder);
    return snapshot;
  }

  /**
   * A snapshot.
   *
   * @param number its number, at least 0
   * @return its folder, which may be missing
   */
  public Path snapshot(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a snapshot of number " + number);
    }
    return folder.resolve(SNAPSHOTS).resolve(Long.toString(number));
  }

  /**
   * Takes a snapshot away. Does nothing when there is none.
   *
   * @param number its number
   * @throws IOException when it cannot be deleted; it is then gone or whole
   */
  public void deleteSnapshot(long number) throws IOException {
    Path snapshot = snapshot(number);
    Path old = folder.resolve(SNAPSHOTS).resolve(OLD_PREFIX + number);
    TreeRemoval.delete(old);
    if (Files.exists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
      move(snapshot, old);
      steps.done("old moved");
      TreeRemoval.delete(old);
    }
  }

  /**
   * Sets right what a kill left: a working copy that was being replaced is there again, old or new;
   * half copies are gone, and so are snapshots that nobody knows of.
   *
   * @param known the numbers of the snapshots that are to stay
   * @throws IOException when something cannot be renamed or deleted
   */
  public void recover(Set<Long> known) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    settleData();
    TreeRemoval.delete(folder.resolve(PROBE));
    Path snapshots = folder.resolve(SNAPSHOTS);
    if (!Files.isDirectory(snapshots, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path entry : entries(snapshots)) {
      String name = String.valueOf(entry.getFileName());
      if (NUMBER.matcher(name).matches() && !known.contains(Long.valueOf(name))) {
        deleteSnapshot(Long.parseLong(name));
      } else if (name.startsWith(NEW_PREFIX)) {
        discard(entry);
      } else if (name.startsWith(OLD_PREFIX)) {
        TreeRemoval.delete(entry);
      }
    }
  }

  /**
   * How large the working copy is.
   *
   * @return the lengths of its files in bytes, those with several names once; a hole in a file
   *     counts as what it hides
   * @throws IOException when it cannot be read
   */
  public long bytes() throws IOException {
    return TreeSize.of(data()).bytes();
  }

  /**
   * Takes away all of it, also what a plugin made unwritable. Take its mounts away first: links to
   * it would lead nowhere.
   *
   * @throws IOException when something cannot be deleted, or is mounted there
   */
  public void delete() throws IOException {
    TreeRemoval.delete(folder);
  }

  /** Makes sure that a tree is on the disk. */
  private static void force(Path tree) throws IOException, InterruptedException {
    if (Program.run("sync", "-f", "--", tree.toString()).isGood()) {
      return;
    }
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && Files.isReadable(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

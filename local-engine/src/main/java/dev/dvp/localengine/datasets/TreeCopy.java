package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Copies folders with all that is in them: with the system's {@code cp} where it can keep owners,
 * times, extended attributes, holes and hard links, else with Java's own means. Links are copied as
 * links, what is mounted below is left out, and sockets, pipes and devices are, too.
 */
final class TreeCopy {
  /** What a database that runs takes away while it is copied. */
  private static final Pattern VANISHED =
      Pattern.compile(
          "cp: cannot (stat|access|open) .*: No such file or directory"
              + "|cp: skipping file .*, as it was replaced while being copied");

  /** On Linux, a kill of this process ends the copy, which nobody would want any more. */
  private static final List<String> MORTAL = List.of("setpriv", "--pdeathsig", "KILL");

  private static final List<String> GNU = List.of("cp", "-a", "-x", "-T");
  private static final List<String> MAC = List.of("cp", "-c", "-R", "-p");

  /** The command's words before the two paths; none when Java copies. */
  private final List<String> words;

  private final Copying kind;

  private TreeCopy(List<String> words, Copying kind) {
    this.words = words;
    this.kind = kind;
  }

  /** Copies with Java's own means. */
  static TreeCopy withJava() {
    return new TreeCopy(List.of(), Copying.PLAIN);
  }

  /**
   * Tries out what the system can do.
   *
   * @param folder a folder that is there and of the caller's own
   * @param probe the name of a folder in it that is made and taken away again
   */
  static TreeCopy of(Path folder, String probe) throws IOException, InterruptedException {
    Path trial = folder.resolve(probe);
    TreeRemoval.delete(trial);
    Files.createDirectory(trial);
    try {
      return of(trial);
    } finally {
      TreeRemoval.delete(trial);
    }
  }

  private static TreeCopy of(Path trial) throws IOException, InterruptedException {
    Path file = Files.writeString(trial.resolve("a"), "a");
    List<String> gnu = new ArrayList<>();
    if (run(with(MORTAL, "true"), trial, trial).isGood()) {
      gnu.addAll(MORTAL);
    }
    gnu.addAll(GNU);
    List<String> always = with(gnu, "--reflink=always", "--");
    if (run(always, file, trial.resolve("b")).isGood()) {
      return new TreeCopy(always, Copying.COPY_ON_WRITE);
    }
    List<String> auto = with(gnu, "--reflink=auto", "--");
    if (run(auto, file, trial.resolve("c")).isGood()) {
      return new TreeCopy(auto, Copying.PLAIN);
    }
    boolean isApple = System.getProperty("os.name", "").startsWith("Mac");
    if (isApple && run(MAC, file, trial.resolve("d")).isGood()) {
      boolean shares = Files.getFileStore(trial).type().equals("apfs");
      return new TreeCopy(MAC, shares ? Copying.COPY_ON_WRITE : Copying.PLAIN);
    }
    return withJava();
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  private static Program.Ended run(List<String> words, Path from, Path to)
      throws InterruptedException {
    return Program.run(
        with(words, from.toAbsolutePath().toString(), to.toAbsolutePath().toString())
            .toArray(String[]::new));
  }

  Copying kind() {
    return kind;
  }

  /**
   * Copies a folder.
   *
   * @param from the folder, which is no link
   * @param to where nothing is yet
   * @throws IOException when it cannot be copied whole: nothing is left of the copy
   * @throws InterruptedException when the thread is interrupted: nothing is left of the copy
   */
  void copy(Path from, Path to) throws IOException, InterruptedException {
    if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(from.toString());
    }
    try {
      if (words.isEmpty()) {
        new JavaCopy().copy(from, to);
      } else {
        copyByProgram(from, to);
      }
    } catch (IOException | InterruptedException e) {
      discard(to, e);
      throw e;
    }
  }

  private void copyByProgram(Path from, Path to) throws IOException, InterruptedException {
    Program.Ended ended = run(words, from, to);
    if (!ended.isGood() && !hasOnlyLostWhatVanished(ended, to)) {
      throw new IOException(reason(ended));
    }
    Files.walkFileTree(to, new SpecialFiles());
  }

  private static boolean hasOnlyLostWhatVanished(Program.Ended ended, Path to) {
    return !ended.lines().isEmpty()
        && Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)
        && ended.lines().stream().allMatch(VANISHED.asPredicate());
  }

  private static String reason(Program.Ended ended) {
    return ended.lines().stream()
        .filter(line -> line.contains("No space left on device") || line.contains("quota exceeded"))
        .findFirst()
        .map(line -> "the disk is full (" + line + ")")
        .orElse(ended.reason());
  }

  private static void discard(Path copy, Exception reason) {
    try {
      TreeRemoval.delete(copy);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Takes away what is neither file nor folder nor link. */
  private static final class SpecialFiles extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isOther()) {
        try {
          Files.delete(file);
        } catch (AccessDeniedException e) {
          // Its folder was made unwritable: a socket that nobody listens to does no harm.
        }
      }
      return FileVisitResult.CONTINUE;
    }

    /** A folder that nobody may read was copied empty, or not at all by the owner. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}

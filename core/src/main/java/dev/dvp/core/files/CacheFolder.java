package dev.dvp.core.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of a cache: safe to delete at any time, left out by version control and by backups.
 * Nothing here ever fails: a cache that cannot be read or written is none. Files appear in it whole
 * or not at all, so any number of processes may share it.
 */
public final class CacheFolder {
  /** A temporary file so much older than a new one was left by a process that was killed. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** How exactly it is known when a file was last used: noting it at each use would cost more. */
  private static final Duration NOTED_EVERY = Duration.ofHours(1);

  /**
   * What was used since may be in use: longer than that no build takes between finding and reading.
   */
  private static final Duration IN_USE = Duration.ofHours(3);

  private static final Duration PRUNED_EVERY = Duration.ofDays(1);

  private static final String PRUNED = "pruned";
  private static final String IGNORE_FILE = ".gitignore";
  private static final String TAG_FILE = "CACHEDIR.TAG";

  /** Those that make the folder a cache, and are no content of it. */
  private static final Set<String> OWN = Set.of(PRUNED, IGNORE_FILE, TAG_FILE);

  private static final int BUFFER = 1 << 16;

  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache of dvp; see https://bford.info/cachedir/
      """;

  private final Path folder;

  /** How many names at the end of the path a plugin may have brought along as links. */
  private final int ownNames;

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out where to
     * @throws IOException when it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A cache in the user's own folder, which is made when there is something to keep.
   *
   * @param folder the folder, its own alone, such as {@code ~/.dvp/cache}
   */
  public CacheFolder(Path folder) {
    this(folder, 0);
  }

  /**
   * A cache in a plugin's folder. A plugin from elsewhere may bring links along that lead anywhere,
   * and content: what lies there must not be trusted with what goes into an artifact.
   *
   * @param folder the folder, its own alone, two steps below the plugin's: {@code .dvp/cache}
   * @return the cache
   */
  public static CacheFolder inPlugin(Path folder) {
    return new CacheFolder(folder, 2);
  }

  private CacheFolder(Path folder, int ownNames) {
    this.folder = folder;
    this.ownNames = ownNames;
  }

  /**
   * A cache below this one, which can be pruned by itself.
   *
   * @param name its folder's name
   * @return the cache
   */
  public CacheFolder below(String name) {
    return new CacheFolder(folder.resolve(name), ownNames == 0 ? 0 : ownNames + 1);
  }

  /**
   * Tells whether something can be kept at all, for who would only make it to keep it.
   *
   * @return whether the folder, or that in which it would be made, can be written to
   */
  public boolean isWritable() {
    Path nearest = folder.toAbsolutePath();
    while (nearest.getParent() != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    return Files.isDirectory(nearest) && Files.isWritable(nearest) && !isReachedByLink();
  }

  /**
   * Finds a file.
   *
   * @param name its name
   * @return the file, if it is there and no link
   */
  public Optional<Path> find(String name) {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isReachedByLink()
        ? Optional.of(file)
        : Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @param name its name
   * @param most how many bytes it may have
   * @return its content, if it is there and not larger
   */
  public Optional<byte[]> read(String name, int most) {
    if (isReachedByLink()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(most + 1);
      return bytes.length > most ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a file, or replaces it; under another name first, so that nobody ever reads half of it.
   *
   * @param name its name
   * @param content what it shall hold
   */
  public void write(String name, Content content) {
    Path temporary = folder.resolve(TemporaryNames.next());
    try {
      create();
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              BUFFER)) {
        content.writeTo(out);
      }
      Files.move(
          temporary,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UnsupportedOperationException e) {
      deleteQuietly(temporary);
    }
  }

  /**
   * Notes that a file was used, to the hour.
   *
   * @param name its name
   */
  public void used(String name) {
    Path file = folder.resolve(name);
    try {
      FileTime now = FileTime.fromMillis(System.currentTimeMillis());
      if (age(file, now).compareTo(NOTED_EVERY) > 0) {
        Files.setLastModifiedTime(file, now);
      }
    } catch (IOException e) {
      // At worst it is thrown away too early.
      return;
    }
  }

  /** Deletes what killed processes left half-written. */
  public void deleteAbandoned() {
    deleteOlder(ABANDONED, true);
  }

  /**
   * Deletes what has not been used for long; at most once a day, since it takes a look at each
   * file.
   *
   * @param unused how long
   */
  public void prune(Duration unused) {
    prune(unused, Long.MAX_VALUE, false);
  }

  /**
   * Deletes what has not been used for long, and of the rest what was not used for longest until
   * the others are small enough together. What was used in the last three hours stays in any case.
   *
   * @param unused how long
   * @param most how large they may be together, in bytes
   * @param isDueNow whether not to wait for the next day
   */
  public void prune(Duration unused, long most, boolean isDueNow) {
    try {
      Path last = folder.resolve(PRUNED);
      FileTime now = FileTime.fromMillis(System.currentTimeMillis());
      boolean isDue =
          isDueNow
              || !Files.exists(last, LinkOption.NOFOLLOW_LINKS)
              || age(last, now).compareTo(PRUNED_EVERY) > 0;
      if (isDue && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !isReachedByLink()) {
        write(PRUNED, out -> {});
        deleteOlder(ABANDONED, true);
        deleteOlder(unused, false);
        deleteAbove(most, now);
      }
    } catch (IOException e) {
      // The next one tries again.
      return;
    }
  }

  private void deleteOlder(Duration age, boolean onlyTemporary) {
    FileTime now = FileTime.fromMillis(System.currentTimeMillis());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean isMeant =
            !onlyTemporary || TemporaryNames.isTemporary(String.valueOf(file.getFileName()));
        if (isMeant
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && age(file, now).compareTo(age) > 0) {
          deleteQuietly(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The next one tries again.
      return;
    }
  }

  private record Kept(Path file, long size, FileTime used) {}

  /** Deletes what was not used for longest until all are small enough together. */
  private void deleteAbove(long most, FileTime now) throws IOException {
    List<Kept> all = new ArrayList<>();
    long total = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        BasicFileAttributes read =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (read.isRegularFile() && !OWN.contains(String.valueOf(file.getFileName()))) {
          all.add(new Kept(file, read.size(), read.lastModifiedTime()));
          total += read.size();
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
    for (Kept one : all) {
      Duration unused = Duration.ofMillis(now.toMillis() - one.used().toMillis());
      if (total <= most || unused.compareTo(IN_USE) < 0) {
        return;
      }
      deleteQuietly(one.file());
      total -= one.size();
    }
  }

  private static Duration age(Path file, FileTime now) throws IOException {
    return Duration.ofMillis(
        now.toMillis() - Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis());
  }

  private void create() throws IOException {
    if (isReachedByLink()) {
      throw new IOException("a link may lead anywhere");
    }
    Files.createDirectories(folder);
    createFile(IGNORE_FILE, "*\n");
    createFile(TAG_FILE, TAG);
  }

  /** A link that came with a plugin may lead anywhere: what it leads to is none of ours. */
  private boolean isReachedByLink() {
    Path above = folder;
    for (int i = 0; i < ownNames && above != null; i++, above = above.getParent()) {
      if (Files.isSymbolicLink(above)) {
        return true;
      }
    }
    return false;
  }

  private void createFile(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.write(
            file, content.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        // Another process was quicker.
        return;
      }
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next one that is written tries again.
      return;
    }
  }
}

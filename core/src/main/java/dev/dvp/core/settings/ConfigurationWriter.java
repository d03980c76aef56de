package dev.dvp.core.settings;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.OwnerOnly;
import dev.dvp.core.files.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Changes settings in {@code ~/.dvp/config}, and nothing else there: comments, order and line ends
 * stay. What is written can be read by its owner alone, and appears whole or not at all. Of several
 * who write at once each has its turn, and none undoes what another wrote.
 */
public final class ConfigurationWriter {
  /** The new file, beside the old one; while it is there, somebody writes. */
  private static final String UNFINISHED = ".dvp-config.tmp";

  /** Nobody takes so long for a file of a few lines: it was left by a command that was killed. */
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(5);

  private final Path folder;
  private final Path file;
  private final Duration patience;

  /**
   * What came of a change.
   *
   * @param isChanged whether the file is another than before
   * @param isClosed whether others could read or write the file before, and cannot now
   */
  public record Written(boolean isChanged, boolean isClosed) {}

  /**
   * A writer for one user.
   *
   * @param home the user's home folder
   */
  public ConfigurationWriter(Path home) {
    this(home, LEFT_BEHIND);
  }

  /** The same with another time after which a file that stays unfinished is taken over. */
  ConfigurationWriter(Path home, Duration patience) {
    this.patience = patience;
    this.folder = home.resolve(".dvp");
    this.file = folder.resolve("config");
  }

  /**
   * Sets a setting, in the place where it stands or at the end of its section.
   *
   * @param section the section's name, made when it is not there
   * @param key the setting's key
   * @param value the value, on one line and without blanks around it
   * @return what came of it
   * @throws DvpException when the file cannot be read or written
   */
  public Written set(String section, String key, Secret value) {
    return change(
        text -> {
          text.set(section, key, new String(value.reveal()));
          return true;
        });
  }

  /**
   * Takes a setting away, and its section with it when it was the last one there.
   *
   * @param section the section's name
   * @param key the setting's key, in lower case and with dashes
   * @return what came of it; unchanged when the section has no such setting
   * @throws DvpException when the file cannot be read or written
   */
  public Written unset(String section, String key) {
    return Files.exists(file)
        ? change(text -> text.unset(section, key))
        : new Written(false, false);
  }

  private Written change(Predicate<ConfigurationText> change) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OwnerOnly.folder(folder));
      }
      // A link leads to where the user keeps the file, such as a repository of settings.
      Path target = Files.exists(file) ? file.toRealPath() : file;
      return change(target, change);
    } catch (IOException e) {
      throw new DvpException(
          SettingsRule.CONFIGURATION_NOT_WRITTEN.at(
              Location.of(file),
              "`" + ConfigurationReader.DISPLAY_NAME + "` cannot be written" + Reasons.of(e) + ".",
              "Make its folder one that you can write to, or edit it by hand."),
          e);
    }
  }

  private Written change(Path target, Predicate<ConfigurationText> change) throws IOException {
    Path unfinished = target.resolveSibling(UNFINISHED);
    FileChannel out = begin(unfinished);
    boolean isOurs = true;
    try (out) {
      // Read only now: what others wrote in their turn is in it.
      boolean isThere = Files.exists(target);
      ConfigurationText text = new ConfigurationText(isThere ? Files.readString(target) : "");
      if (!change.test(text)) {
        return new Written(false, false);
      }
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
      out.close(); // Windows moves no open file.
      boolean isOpen = isThere && othersMayUse(target);
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      isOurs = false;
      return new Written(true, isOpen);
    } finally {
      if (isOurs) {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  /** Waits until nobody else writes. */
  private FileChannel begin(Path unfinished) throws IOException {
    Optional<FileTime> seen = Optional.empty();
    long since = System.nanoTime();
    while (true) {
      try {
        return FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(unfinished));
      } catch (FileAlreadyExistsException e) {
        LockSupport.parkNanos(POLL.toNanos());
      }
      Optional<FileTime> now = modified(unfinished);
      if (!now.equals(seen)) {
        seen = now; // Somebody else's turn.
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  private static Optional<FileTime> modified(Path unfinished) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(unfinished, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // A turn has just ended.
    }
  }

  private static boolean othersMayUse(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    Set<PosixFilePermission> others = EnumSet.allOf(PosixFilePermission.class);
    others.removeAll(PosixFilePermissions.fromString("rwx------"));
    return view != null && !Collections.disjoint(others, view.readAttributes().permissions());
  }
}

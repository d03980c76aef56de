package dev.dvp.core.watching;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files changed. The system's notices say when to look, and looking says what changed:
 * so a notice that was lost, a folder that was made anew or a system that gives no notices costs
 * time and nothing else. Not for several threads.
 */
public final class FileWatch implements AutoCloseable {
  /** A save is often several steps: written, renamed, its attributes set. */
  private static final Duration QUIET = Duration.ofMillis(20);

  /** No stream of changes keeps us from looking. */
  private static final Duration LONGEST_UNREST = Duration.ofMillis(200);

  private static final Duration PAUSE_WITH_NOTICES = Duration.ofSeconds(1);
  private static final Duration PAUSE_WITHOUT = Duration.ofMillis(100);

  /** Looking takes at most one part in as many of the time. */
  private static final int SHARE = 20;

  private final @Nullable WatchService notices;
  private final LongSupplier millis;
  private final Map<Path, Registered> registered = new HashMap<>();
  private boolean isComplete;
  private long lookingTook;
  private WatchedFiles watched = new WatchedFiles(Set.of(), Optional.empty(), Set.of());
  private Snapshot last = Snapshot.of(watched, folder -> {}, 0);

  /** A folder's key; another folder that takes its name has another identity. */
  private record Registered(WatchKey key, @Nullable Object identity) {}

  private FileWatch(@Nullable WatchService notices, LongSupplier millis) {
    this.notices = notices;
    this.millis = millis;
  }

  /**
   * A watch by the system's notices where they are quick: elsewhere Java only looks itself, every
   * few seconds.
   *
   * @param millis the clock that stamps files, in milliseconds since 1970
   * @return the watch
   */
  public static FileWatch byNotices(LongSupplier millis) {
    try {
      WatchService service = FileSystems.getDefault().newWatchService();
      if (service.getClass().getSimpleName().startsWith("Polling")) {
        service.close();
        return byLooking(millis);
      }
      return new FileWatch(service, millis);
    } catch (IOException | UnsupportedOperationException e) {
      return byLooking(millis); // no notices to be had: the system's limit is reached
    }
  }

  /**
   * A watch that looks ten times a second.
   *
   * @param millis the clock that stamps files, in milliseconds since 1970
   * @return the watch
   */
  public static FileWatch byLooking(LongSupplier millis) {
    return new FileWatch(null, millis);
  }

  /**
   * Remembers how the files are now: to be called before they are read.
   *
   * @param files what to watch from now on
   */
  public void start(WatchedFiles files) {
    watched = files;
    last = look();
  }

  /**
   * Waits until something is other than it was at {@link #start}, or at the last call of this.
   *
   * @return the files that changed, appeared or disappeared; never empty
   * @throws InterruptedException when the thread is to stop
   */
  public Set<Path> await() throws InterruptedException {
    while (true) {
      Set<Path> touched = awaitNotice();
      Snapshot now = look();
      Set<Path> changed = now.changesSince(last, touched);
      if (!changed.isEmpty()) {
        last = now;
        return changed;
      }
    }
  }

  private Snapshot look() {
    long start = System.nanoTime();
    isComplete = notices != null;
    Snapshot snapshot = Snapshot.of(watched, this::register, millis.getAsLong());
    lookingTook = System.nanoTime() - start;
    return snapshot;
  }

  /** Waits for the first notice and then for quiet, or for the time to look without one. */
  private Set<Path> awaitNotice() throws InterruptedException {
    Duration pause = isComplete ? PAUSE_WITH_NOTICES : PAUSE_WITHOUT;
    long nanos = Math.max(pause.toNanos(), SHARE * lookingTook);
    Set<Path> touched = new HashSet<>();
    if (notices == null) {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return touched;
    }
    try {
      WatchKey key = notices.poll(nanos, TimeUnit.NANOSECONDS);
      long end = System.nanoTime() + LONGEST_UNREST.toNanos();
      while (key != null) {
        take(key, touched);
        boolean isOver = System.nanoTime() >= end;
        key = isOver ? null : notices.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (ClosedWatchServiceException e) {
      throw new IllegalStateException("the watch is closed", e);
    }
    return touched;
  }

  private void take(WatchKey key, Set<Path> touched) {
    for (WatchEvent<?> event : key.pollEvents()) {
      if (key.watchable() instanceof Path folder && event.context() instanceof Path name) {
        touched.add(folder.resolve(name));
      }
    }
    if (!key.reset()) {
      // The folder is gone; one of that name that comes back is another.
      registered.values().removeIf(one -> one.key().equals(key));
    }
  }

  private void register(Path folder) {
    if (notices == null) {
      return;
    }
    try {
      Object identity = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
      Registered known = registered.get(folder);
      if (known != null && Objects.equals(known.identity(), identity)) {
        return;
      }
      WatchKey key =
          folder.register(
              notices,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
      registered.put(folder, new Registered(key, identity));
    } catch (IOException | UnsupportedOperationException e) {
      isComplete = false; // no such folder yet, or the system's limit of notices
    }
  }

  @Override
  public void close() {
    if (notices != null) {
      try {
        notices.close();
      } catch (IOException e) {
        // There is nothing left to lose.
      }
    }
  }
}

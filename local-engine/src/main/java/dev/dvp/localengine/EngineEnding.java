package dev.dvp.localengine;

import dev.dvp.localengine.LocalEngineProcess.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Ends one engine's process: asks it first, kills it when it takes too long. */
final class EngineEnding {
  private static final Duration MOMENT = Duration.ofMillis(500);

  /** How often a process is looked at whose end nobody may tell us. */
  private static final long LOOK_MILLIS = 100;

  private final DataFolder folder;
  private final long pid;
  private final Duration patience;
  private final Consumer<String> notes;

  /**
   * An end.
   *
   * @param patience how long the process may take, and again how long the kill may
   * @param notes hears what is waited for
   */
  EngineEnding(DataFolder folder, long pid, Duration patience, Consumer<String> notes) {
    this.folder = folder;
    this.pid = pid;
    this.patience = patience;
    this.notes = notes;
  }

  Ending run() {
    if (pid == ProcessHandle.current().pid()) {
      throw new IllegalStateException("The engine runs in this process: close it instead.");
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      LocalEngineProcess.status(folder); // it went by itself in the meantime: cleans its file
      return Ending.GRACEFUL;
    }
    boolean graceful = process.get().supportsNormalTermination();
    process.get().destroy();
    if (!ends(process.get(), MOMENT.compareTo(patience) < 0 ? MOMENT : patience)) {
      String limit = patience.toSeconds() + " s";
      notes.accept(
          "Waiting for the local engine to finish what it has in hand, for " + limit + " at most.");
      if (!ends(process.get(), patience)) {
        notes.accept("It did not end within " + limit + ": killing it.");
        graceful = false;
        process.get().destroyForcibly();
        if (!ends(process.get(), patience)) {
          throw Failures.didNotStop(folder, pid);
        }
      }
    }
    LocalEngineProcess.status(folder);
    return graceful ? Ending.GRACEFUL : Ending.FORCED;
  }

  private boolean ends(ProcessHandle process, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isZombie()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      try {
        process.onExit().get(Math.max(0, Math.min(LOOK_MILLIS, left)), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        if (left <= 0) {
          return false;
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the process has ended and only its parent has not asked for that, which some never do:
   * to the JDK it is alive. Linux tells behind the name in brackets, which may hold anything.
   */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && (stat.charAt(state) == 'Z' || stat.charAt(state) == 'X');
    } catch (IOException e) {
      return false; // gone, or a system that has no such file
    }
  }
}

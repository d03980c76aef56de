package dev.dvp.localengine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.files.FolderLock;
import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine of a data folder, seen from another process: is it there, start it, stop it. Loads
 * neither the web server nor the database.
 */
public final class LocalEngineProcess {
  /** How long {@link #start} and {@link #stop} wait unless told otherwise. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PING_PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_PASSWORD_BYTES = 1024;

  /**
   * How much later than the engine's own start its process may seem to have started: the two times
   * are read from clocks of different grain.
   */
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

  private LocalEngineProcess() {}

  /**
   * An engine that runs after {@link #start}.
   *
   * @param engine where it is
   * @param launched whether this call launched it; false when it ran already or another command was
   *     faster
   */
  public record Started(EngineStatus.Running engine, boolean launched) {}

  /** How an engine came to its end. */
  public enum Ending {
    /** It finished what it had in hand and went. */
    GRACEFUL,
    /** It did not go in time and was killed; its next start finds and closes what it left open. */
    FORCED
  }

  /**
   * Looks at the engine of a data folder. Asks its port, so the answer is more than what a file
   * says. The file of an engine that was killed is cleaned away.
   *
   * @param dataDir the engine's data folder; need not exist
   * @return what there is
   * @throws DvpException (E806) when the folder cannot be read, or others could have written there
   */
  public static EngineStatus status(Path dataDir) {
    return status(new DataFolder(dataDir));
  }

  static EngineStatus status(DataFolder folder) {
    try {
      if (Files.isDirectory(folder.root())) {
        PrivateFiles.refuseShared(folder.root());
      }
      Optional<EngineFile> file = EngineFile.read(folder.engineFile());
      return file.isEmpty() ? new EngineStatus.Stopped() : status(folder, file.get());
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
  }

  private static EngineStatus status(DataFolder folder, EngineFile file) throws IOException {
    // An engine tells its name to anybody, so once it is gone another user of the machine may
    // answer
    // by that name on its port, and would be sent the password. Nobody else can hold its lock.
    // Nor does a process hold it that was killed and whose parent never asks for its end.
    if (removeStale(folder, file)) {
      return new EngineStatus.Stale(file.pid());
    }
    if (EnginePing.answers(file.port(), file.instance(), PING_PATIENCE)) {
      return new EngineStatus.Running(file.pid(), file.port(), file.started(), file.version());
    }
    return isAlive(file)
        ? new EngineStatus.Unresponsive(file.pid(), file.port())
        : new EngineStatus.Stale(file.pid());
  }

  /** Tells the engine's process from a later one that was given the same number. */
  private static boolean isAlive(EngineFile file) {
    Optional<ProcessHandle> process = ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Optional<Instant> processStart = process.get().info().startInstant();
    return processStart.isEmpty() || !processStart.get().isAfter(file.started().plus(CLOCK_GRAIN));
  }

  /** Takes away the file of an engine that is gone; false when somebody holds the folder. */
  private static boolean removeStale(DataFolder folder, EngineFile seen) throws IOException {
    Optional<FolderLock> lock = FolderLock.tryAcquire(folder.lock());
    if (lock.isEmpty()) {
      return false; // an engine, or one that is just starting there and will write its own
    }
    FolderLock held = lock.get();
    try (held) {
      if (EngineFile.read(folder.engineFile()).equals(Optional.of(seen))) {
        Files.deleteIfExists(folder.engineFile());
      }
      return true;
    }
  }

  /**
   * The password of the engine's user {@link LocalEngine#ADMIN}, which only the owner of the data
   * folder can read.
   *
   * @param dataDir the engine's data folder
   * @return the password, or nothing when no engine ever ran there
   * @throws DvpException (E806) when it cannot be read
   */
  public static Optional<String> adminPassword(Path dataDir) {
    DataFolder folder = new DataFolder(dataDir);
    try {
      return PrivateFiles.read(folder.adminPassword(), MAX_PASSWORD_BYTES)
          .map(String::strip)
          .filter(password -> !password.isEmpty());
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    }
  }

  /**
   * Starts an engine in the background and waits until it answers, {@link #PATIENCE} at most.
   *
   * @param dataDir the engine's data folder; made when missing
   * @param command see {@link #start(Path, List, Duration)}
   * @return the engine that runs now
   * @throws DvpException as {@link #start(Path, List, Duration)}
   */
  public static Started start(Path dataDir, List<String> command) {
    return start(dataDir, command, PATIENCE);
  }

  /**
   * Starts an engine in the background, on its own, and waits until it answers. When one runs
   * already, or another command starts one at the same time, that one is the result.
   *
   * @param dataDir the engine's data folder; made when missing
   * @param command the command line of an engine in the foreground on that folder: a program and
   *     its arguments. It runs <em>in</em> the data folder, so that the engine holds no folder of
   *     the user: relative paths in it (a class path, a jar) do not work. Its output goes to {@code
   *     engine.out} there
   * @param patience how long to wait
   * @return the engine that runs now
   * @throws DvpException E802 with the end of the engine's output when it ends or stays silent,
   *     E803 when an engine is there and does not answer, E806 when the folder cannot be used
   */
  public static Started start(Path dataDir, List<String> command, Duration patience) {
    return new EngineLauncher(new DataFolder(dataDir), command, patience).start();
  }

  /**
   * Ends the engine of a data folder and waits until its process is gone: asks it first, kills it
   * when it takes longer than {@code patience}.
   *
   * @param dataDir the engine's data folder
   * @param patience how long it may take to finish what it has in hand; the kill then gets as long
   *     again
   * @param notes hears what is waited for, in whole sentences, when it takes longer than a moment
   * @return how it went
   * @throws DvpException E804 when none runs, E805 when it cannot be ended, E806 when the folder
   *     cannot be read
   */
  public static Ending stop(Path dataDir, Duration patience, Consumer<String> notes) {
    DataFolder folder = new DataFolder(dataDir);
    EngineStatus status = status(folder);
    if (status instanceof EngineStatus.Running running) {
      return new EngineEnding(folder, running.pid(), patience, notes).run();
    }
    if (status instanceof EngineStatus.Unresponsive silent) {
      return new EngineEnding(folder, silent.pid(), patience, notes).run();
    }
    throw new DvpException(
        LocalEngineRule.ENGINE_NOT_RUNNING.at(
            Location.of(folder.root()),
            "No local engine runs on this data folder.",
            "Start one with `dvp engine start`, or name another folder with `--data`."));
  }
}

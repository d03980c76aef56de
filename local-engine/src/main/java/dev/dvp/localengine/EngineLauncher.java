package dev.dvp.localengine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.settings.Setting;
import dev.dvp.localengine.files.FolderLock;
import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Launches an engine's process and waits until it answers. */
final class EngineLauncher {
  private static final long POLL_MILLIS = 20;
  private static final long KILL_SECONDS = 5;
  private static final int TAIL_BYTES = 4096;
  private static final int TAIL_LINES = 12;

  /** Holds secrets that an engine has no use for, and that its processes should not inherit. */
  static final List<String> SECRET_VARIABLES =
      Arrays.stream(Setting.values())
          .filter(Setting::isSecret)
          .map(Setting::environmentVariable)
          .toList();

  private final DataFolder folder;
  private final List<String> command;
  private final Duration patience;
  private final long deadline;
  private Optional<MadeFolder> made = Optional.empty();

  EngineLauncher(DataFolder folder, List<String> command, Duration patience) {
    this.folder = folder;
    this.command = List.copyOf(command);
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  LocalEngineProcess.Started start() {
    Optional<LocalEngineProcess.Started> started = Optional.empty();
    try {
      made = Optional.of(MadeFolder.create(folder));
      started = Optional.of(startIn());
      return started.get();
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw didNotStart("The wait for the local engine was interrupted.");
    } finally {
      if (started.isEmpty()) {
        made.ifPresent(MadeFolder::undo);
      }
    }
  }

  private LocalEngineProcess.Started startIn() throws IOException, InterruptedException {
    while (true) {
      Optional<EngineStatus.Running> running = running();
      if (running.isPresent()) {
        return new LocalEngineProcess.Started(running.get(), false);
      }
      Optional<FolderLock> lock = FolderLock.tryAcquire(folder.startLock());
      if (lock.isPresent()) {
        FolderLock held = lock.get();
        try (held) {
          return launchUnlessRunning();
        }
      }
      if (System.nanoTime() > deadline) {
        throw Failures.inUse(folder);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Asks again under the lock: another command may have finished starting one just before. */
  private LocalEngineProcess.Started launchUnlessRunning()
      throws IOException, InterruptedException {
    Optional<EngineStatus.Running> running = running();
    return running.isPresent()
        ? new LocalEngineProcess.Started(running.get(), false)
        : await(launch());
  }

  private Optional<EngineStatus.Running> running() {
    EngineStatus status = LocalEngineProcess.status(folder);
    if (status instanceof EngineStatus.Unresponsive) {
      throw Failures.inUse(folder);
    }
    return status instanceof EngineStatus.Running running ? Optional.of(running) : Optional.empty();
  }

  private Process launch() throws IOException {
    PrivateFiles.write(folder.output(), "");
    ProcessBuilder builder =
        new ProcessBuilder(detached())
            .directory(folder.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.output().toFile());
    SECRET_VARIABLES.forEach(builder.environment()::remove);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new DvpException(
          LocalEngineRule.ENGINE_DID_NOT_START.at(
              Location.of(folder.root()),
              "The local engine's program `" + command.get(0) + "` cannot be run.",
              "Check that it exists and may be executed."),
          e);
    }
  }

  /**
   * Gives the engine a session of its own where {@code setsid} is at hand, so that a Ctrl-C or the
   * end of the terminal does not reach it. It replaces itself by the command: the process id stays.
   */
  private List<String> detached() {
    Path setsid = Path.of("/usr/bin/setsid");
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(setsid)) {
      line.add(setsid.toString());
    }
    line.addAll(command);
    return line;
  }

  /** Nothing of an engine that did not start goes on running, also when nobody waits for it. */
  private LocalEngineProcess.Started await(Process process)
      throws IOException, InterruptedException {
    Optional<LocalEngineProcess.Started> started = Optional.empty();
    try {
      started = Optional.of(look(process));
      return started.get();
    } finally {
      if (started.isEmpty()) {
        process.destroyForcibly();
        process.onExit().completeOnTimeout(process, KILL_SECONDS, TimeUnit.SECONDS).join();
      }
    }
  }

  private LocalEngineProcess.Started look(Process process)
      throws IOException, InterruptedException {
    while (System.nanoTime() <= deadline) {
      boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      Optional<EngineStatus.Running> running = running();
      if (running.isPresent()) {
        return new LocalEngineProcess.Started(
            running.get(), running.get().pid() == process.pid() || !ended);
      }
      if (ended) {
        throw didNotStart(
            "The local engine ended with exit code "
                + process.exitValue()
                + " before it answered.");
      }
    }
    throw didNotStart(
        "The local engine did not answer within "
            + patience.toSeconds()
            + " s, so it was ended again.");
  }

  private DvpException didNotStart(String message) {
    String tail = outputTail();
    // A folder that was made for this start goes with it, and the files in it.
    boolean isKept = made.filter(MadeFolder::isNew).isEmpty();
    String more = isKept ? "; `" + folder.log() + "` may say more." : ".";
    String where = isKept ? " (`" + folder.output() + "`)" : "";
    String help =
        tail.isEmpty()
            ? "It printed nothing" + more
            : "The end of what it printed" + where + ":\n" + tail;
    return new DvpException(
        LocalEngineRule.ENGINE_DID_NOT_START.at(Location.of(folder.root()), message, help));
  }

  private String outputTail() {
    try (SeekableByteChannel file = Files.newByteChannel(folder.output())) {
      file.position(Math.max(0, file.size() - TAIL_BYTES));
      byte[] bytes = Channels.newInputStream(file).readNBytes(TAIL_BYTES);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}

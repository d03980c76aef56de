package dev.dvp.core.interpreter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends a process with all that it started. */
public final class ProcessTree {
  /** What starts processes faster than it is looked at is left after that. */
  private static final int ROUNDS = 20;

  private static final long PATIENCE_SECONDS = 2;

  /** The state of one that ended and that nobody asked after. */
  private static final String ENDED = "Z";

  private static final Path SHELL = Path.of("/bin/sh");

  private ProcessTree() {}

  /**
   * Ends a process and its descendants by force. Each is halted before it ends, since what one
   * starts between the look at its children and its end would be nobody's child and stay.
   *
   * @param process the process
   * @param withSession whether, on Linux, all of the session that it began by {@code setsid} ends
   *     too: a process whose parent has ended is no descendant any more, but of its session still
   */
  public static void kill(Process process, boolean withSession) {
    Set<ProcessHandle> all = halted(process);
    // First: a shell would say of what it started that it was killed. It closes its streams, too.
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    if (withSession && Files.isDirectory(Path.of("/proc/self"))) {
      endSession(process.pid());
    }
  }

  /** A process and what it started, the root first; where there are signals, none of it goes on. */
  private static Set<ProcessHandle> halted(Process process) {
    Set<ProcessHandle> halted = new LinkedHashSet<>();
    for (int round = 0; round < ROUNDS && process.isAlive(); round++) {
      List<ProcessHandle> going =
          Stream.concat(Stream.of(process.toHandle()), process.descendants())
              .filter(one -> !halted.contains(one))
              .toList();
      halted.addAll(going);
      if (going.isEmpty() || !halt(going)) {
        break;
      }
    }
    return halted;
  }

  /** Sends the signal that no process can ignore and that lets it start nothing more. */
  private static boolean halt(List<ProcessHandle> processes) {
    if (!Files.isExecutable(SHELL)) {
      return false;
    }
    List<String> line =
        new ArrayList<>(List.of(SHELL.toString(), "-c", "kill -STOP \"$@\"", "kill"));
    processes.forEach(one -> line.add(Long.toString(one.pid())));
    try {
      Process halting =
          new ProcessBuilder(line)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Not `waitFor`: who was interrupted has most reason to end what runs.
      halting.onExit().completeOnTimeout(halting, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return !halting.isAlive();
    } catch (IOException e) {
      // No process can be started: what is known ends all the same.
      return false;
    }
  }

  private static void endSession(long session) {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> members =
          ProcessHandle.allProcesses()
              .filter(other -> session(other.pid()).equals(Optional.of(session)))
              .toList();
      if (members.isEmpty()) {
        return;
      }
      members.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The session that Linux counts a process to: named by the process that began it. */
  private static Optional<Long> session(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
      // The program's name, in parentheses, may hold blanks; state, parent, group, session follow.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 5);
      boolean isGoing = fields.length > 3 && !fields[0].equals(ENDED);
      return isGoing ? Optional.of(Long.valueOf(fields[3])) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // It has ended meanwhile.
      return Optional.empty();
    }
  }
}

package dev.dvp.core.interpreter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Ends a process with all that it started. */
public final class ProcessTree {
  private ProcessTree() {}

  /**
   * Ends a process and its descendants by force.
   *
   * @param process the process
   * @param withSession whether, on Linux, all of the session that it began by {@code setsid} ends
   *     too: a process whose parent has ended is no descendant any more, but of its session still
   */
  public static void kill(Process process, boolean withSession) {
    List<ProcessHandle> below = process.descendants().toList();
    // First: a shell would say of what it started that it was killed.
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    if (withSession && Files.isDirectory(Path.of("/proc/self"))) {
      ProcessHandle.allProcesses()
          .filter(other -> session(other.pid()).equals(Optional.of(process.pid())))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The session that Linux counts a process to: named by the process that began it. */
  private static Optional<Long> session(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
      // The program's name, in parentheses, may hold blanks; state, parent, group, session follow.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", 5);
      return fields.length > 3 ? Optional.of(Long.valueOf(fields[3])) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      // It has ended meanwhile.
      return Optional.empty();
    }
  }
}

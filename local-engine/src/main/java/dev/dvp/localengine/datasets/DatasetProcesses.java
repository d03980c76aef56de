package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The processes that work in a dataset: those whose working folder is in it. Linux tells them in
 * {@code /proc}; elsewhere none are known.
 */
public final class DatasetProcesses {
  private static final Path PROC = Path.of("/proc");
  private static final int MOST_SHOWN = 5;
  private static final int PATIENCE_SECONDS = 10;
  private static final int TERMINAL = 4;

  private final List<ProcessHandle> processes;

  private DatasetProcesses(List<ProcessHandle> processes) {
    this.processes = List.copyOf(processes);
  }

  /**
   * Looks.
   *
   * @param folders the dataset's working copy, and where it is mounted; each may be missing
   * @return the processes that work there, as far as this user may see
   * @throws IOException when {@code /proc} cannot be listed
   */
  public static DatasetProcesses in(List<Path> folders) throws IOException {
    List<Path> real = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        real.add(folder.toRealPath());
      }
    }
    List<ProcessHandle> found = new ArrayList<>();
    if (Files.isDirectory(PROC) && !real.isEmpty()) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path process : all) {
          if (workingFolder(process)
              .filter(at -> real.stream().anyMatch(at::startsWith))
              .isPresent()) {
            ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .ifPresent(found::add);
          }
        }
      }
    }
    return new DatasetProcesses(found);
  }

  private static Optional<Path> workingFolder(Path process) {
    try {
      return Optional.of(Files.readSymbolicLink(process.resolve("cwd")));
    } catch (IOException e) {
      return Optional.empty(); // it has ended, or is another user's
    }
  }

  /**
   * Whether nobody works there.
   *
   * @return true when there are none
   */
  public boolean isEmpty() {
    return processes.isEmpty();
  }

  /**
   * Whether all can be what a plugin left: none is this process or one that started it, and none
   * has a terminal, as the shell of a user has who looks at the data.
   *
   * @return false when one of them is somebody's own
   */
  public boolean mayBeEnded() {
    Set<Long> own = new HashSet<>();
    Optional<ProcessHandle> next = Optional.of(ProcessHandle.current());
    while (next.isPresent() && own.add(next.get().pid())) {
      next = next.get().parent();
    }
    return processes.stream().noneMatch(one -> own.contains(one.pid()) || hasTerminal(one.pid()));
  }

  private static boolean hasTerminal(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // After the name, which may hold anything: state, parent, group, session, terminal.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return fields.length > TERMINAL && !fields[TERMINAL].equals("0");
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  /**
   * The processes for people.
   *
   * @return for example {@code postgres (process 4711)}; the first some of many
   */
  public String text() {
    String shown =
        processes.stream()
            .limit(MOST_SHOWN)
            .map(one -> name(one) + " (process " + one.pid() + ")")
            .collect(Collectors.joining(", "));
    int more = processes.size() - MOST_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String name(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> String.valueOf(Path.of(command).getFileName()))
        .orElse("a program");
  }

  /**
   * Asks them to end, and ends by force what has not after ten seconds.
   *
   * @return whether they have ended
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public boolean end() throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    if (haveEnded()) {
      return true;
    }
    processes.forEach(ProcessHandle::destroyForcibly);
    return haveEnded();
  }

  private boolean haveEnded() throws InterruptedException {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}

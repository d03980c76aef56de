package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final List<ProcessHandle> processes;

  private DatasetProcesses(List<ProcessHandle> processes) {
    this.processes = List.copyOf(processes);
  }

  /**
   * Looks.
   *
   * @param data the dataset's working copy, which may be missing
   * @return the processes that work in it, as far as this user may see
   * @throws IOException when {@code /proc} cannot be listed
   */
  public static DatasetProcesses in(Path data) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (Files.isDirectory(PROC) && Files.isDirectory(data)) {
      Path real = data.toRealPath();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path process : all) {
          if (workingFolder(process).filter(folder -> folder.startsWith(real)).isPresent()) {
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
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public void end() throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    if (!haveEnded()) {
      processes.forEach(ProcessHandle::destroyForcibly);
      haveEnded();
    }
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

package dev.dvp.core.interpreter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that ends: by itself or, when its time is up, by force and with all that it started. Of
 * what it prints the beginning is kept and the rest thrown away, so that it never waits for a
 * reader.
 */
public final class BoundedProcess {
  /** The exit code of a process that the terminal's Ctrl-C ended. */
  public static final int INTERRUPTED = 130;

  private static final int MAX_OUTPUT = 64 * 1024;
  private static final long DRAIN_MILLIS = 1000;

  /**
   * How it ended.
   *
   * @param exitCode its exit code; empty when it never started or its time was up
   * @param isTimeUp whether it was ended by force
   * @param output the beginning of what it printed, on both streams
   */
  public record Ended(Optional<Integer> exitCode, boolean isTimeUp, String output) {
    /**
     * Tells whether it did its work.
     *
     * @return whether it ended by itself with 0
     */
    public boolean isGood() {
      return exitCode.equals(Optional.of(0));
    }
  }

  private final ProcessBuilder builder;
  private final Duration limit;
  private byte[] input = {};
  private boolean endsSession;
  private volatile boolean isCancelled;
  private volatile @Nullable Process running;

  /**
   * A process that has not begun.
   *
   * @param command the program and its arguments
   * @param environment all of its environment variables
   * @param limit how long it may take
   */
  public BoundedProcess(List<String> command, Map<String, String> environment, Duration limit) {
    this.builder = new ProcessBuilder(command).redirectErrorStream(true);
    this.builder.environment().clear();
    this.builder.environment().putAll(environment);
    this.limit = limit;
  }

  /**
   * Where it runs.
   *
   * @param folder its working folder
   * @return this
   */
  public BoundedProcess in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  /**
   * What it reads.
   *
   * @param text its standard input, sent as UTF-8
   * @return this
   */
  public BoundedProcess given(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /**
   * Lets it talk to who sits at the terminal: it reads what this process would, and its errors go
   * where those of this process go. What is kept is its standard output alone.
   *
   * @return this
   */
  public BoundedProcess atTheTerminal() {
    builder
        .redirectErrorStream(false)
        .redirectInput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    return this;
  }

  /**
   * Ends with it, on Linux, all of the session that it begins by {@code setsid}.
   *
   * @return this
   */
  public BoundedProcess withItsSession() {
    endsSession = true;
    return this;
  }

  /** Ends it now, from any thread; one that has not begun does not begin. */
  public void cancel() {
    isCancelled = true;
    Process process = running;
    if (process != null) {
      kill(process);
    }
  }

  /**
   * Runs it to its end.
   *
   * @return how it ended
   */
  public Ended run() {
    Process process;
    try {
      process = builder.start();
      running = process;
      if (isCancelled) {
        kill(process);
      }
    } catch (IOException e) {
      return new Ended(Optional.empty(), false, String.valueOf(e.getMessage()));
    }
    Output output = new Output(process.getInputStream());
    output.start();
    try {
      // It may leave its input unread for as long as its time lasts.
      Thread feeding = new Thread(() -> feed(process), "dvp-import-input");
      feeding.setDaemon(true);
      feeding.start();
      boolean hasEnded = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!hasEnded) {
        kill(process);
      }
      // Something that it left running may hold the stream open: it is not waited for.
      output.join(DRAIN_MILLIS);
      return new Ended(
          hasEnded ? Optional.of(process.exitValue()) : Optional.empty(), !hasEnded, output.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(Optional.empty(), true, output.text());
    } finally {
      kill(process);
    }
  }

  private void feed(Process process) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // It ended without reading: how it ended says why.
      return;
    }
  }

  private void kill(Process process) {
    List<ProcessHandle> below = process.descendants().toList();
    // First: a shell would say of what it started that it was killed.
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    // A process whose parent has ended is no descendant any more, but of the same session still.
    if (endsSession && Files.isDirectory(Path.of("/proc/self"))) {
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

  /** Reads a stream to its end and keeps its beginning. */
  private static final class Output extends Thread {
    private final InputStream stream;
    private final byte[] kept = new byte[MAX_OUTPUT];
    private int size;

    Output(InputStream stream) {
      super("dvp-import-output");
      this.stream = stream;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] chunk = new byte[8192];
      try (stream) {
        for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
          keep(chunk, n);
        }
      } catch (IOException e) {
        // The process was killed while it printed: what came so far is all there is.
        return;
      }
    }

    private synchronized void keep(byte[] chunk, int length) {
      int taken = Math.min(length, MAX_OUTPUT - size);
      System.arraycopy(chunk, 0, kept, size, taken);
      size += taken;
    }

    synchronized String text() {
      return new String(kept, 0, size, StandardCharsets.UTF_8);
    }
  }
}

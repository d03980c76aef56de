package dev.dvp.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A command that runs in a thread of its own until it is interrupted, as by Ctrl-C. */
public final class RunningDvp implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Told out = new Told();
  private final CompletableFuture<DvpRunner.Result> result = new CompletableFuture<>();
  private final Thread thread;

  RunningDvp(Function<ByteArrayOutputStream, DvpRunner.Result> command) {
    thread = new Thread(() -> run(command), "dvp");
    thread.start();
  }

  private void run(Function<ByteArrayOutputStream, DvpRunner.Result> command) {
    try {
      result.complete(command.apply(out));
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** What is written to standard output, and tells when there is more. */
  private static final class Told extends ByteArrayOutputStream {
    private int read;

    @Override
    public synchronized void flush() {
      notifyAll();
    }

    synchronized String until(String end) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (true) {
        String more = toString(StandardCharsets.UTF_8).substring(read);
        int at = more.indexOf(end);
        if (at >= 0) {
          read += at + end.length();
          return more.substring(0, at + end.length());
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("no `" + end + "` in: " + more);
        }
        wait(left);
      }
    }
  }

  /** Waits until standard output holds a text, and gives what came since the last call. */
  public String until(String end) throws InterruptedException {
    return out.until(end);
  }

  /** Interrupts it, and waits for its end. */
  public DvpRunner.Result stop() throws InterruptedException {
    thread.interrupt();
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    result.exceptionally(e -> new DvpRunner.Result(-1, "", "")).join();
  }
}

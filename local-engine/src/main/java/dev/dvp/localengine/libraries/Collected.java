package dev.dvp.localengine.libraries;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All that a process prints on one of its streams, read as it comes, up to a limit. */
final class Collected {
  private static final int CHUNK = 64 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final long limit;
  private final byte[] mark;
  private final Runnable whenTooMuch;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> marked = new CompletableFuture<>();
  private byte[] tail = {};
  private boolean isTooMuch;

  private Collected(long limit, String mark, Runnable whenTooMuch) {
    this.limit = limit;
    this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    this.whenTooMuch = whenTooMuch;
  }

  /**
   * Begins to read, in a thread of its own.
   *
   * @param stream what the process prints
   * @param limit how many bytes are kept
   * @param mark a text that is watched for; empty for none
   * @param whenTooMuch called once when there is more
   */
  static Collected of(InputStream stream, long limit, String mark, Runnable whenTooMuch) {
    Collected collected = new Collected(limit, mark, whenTooMuch);
    Thread thread = new Thread(() -> collected.read(stream), "dvp-command-output");
    thread.setDaemon(true);
    thread.start();
    return collected;
  }

  /** Done when the mark has come. */
  CompletableFuture<Void> marked() {
    return marked;
  }

  /** Waits for the stream's end, for a while: what was left running may hold it open. */
  void await(long millis) throws InterruptedException {
    try {
      ended.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What came until now is what the command printed.
      return;
    }
  }

  synchronized boolean isTooMuch() {
    return isTooMuch;
  }

  /** What came, with a replacement character for what is no UTF-8. */
  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void read(InputStream stream) {
    byte[] chunk = new byte[CHUNK];
    try (stream) {
      for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
        keep(chunk, n);
      }
    } catch (IOException e) {
      // The process was killed while it printed.
      return;
    } finally {
      ended.complete(null);
    }
  }

  private void keep(byte[] chunk, int length) {
    boolean isFirst = false;
    synchronized (this) {
      if (!isTooMuch && bytes.size() + length > limit) {
        isTooMuch = true;
        isFirst = true;
      }
      if (!isTooMuch) {
        bytes.write(chunk, 0, length);
        if (mark.length > 0 && !marked.isDone() && hasMark(chunk, length)) {
          marked.complete(null);
        }
      }
    }
    if (isFirst) {
      whenTooMuch.run();
    }
  }

  private boolean hasMark(byte[] chunk, int length) {
    byte[] window = Arrays.copyOf(tail, tail.length + length);
    System.arraycopy(chunk, 0, window, tail.length, length);
    for (int i = 0; i + mark.length <= window.length; i++) {
      if (Arrays.equals(window, i, i + mark.length, mark, 0, mark.length)) {
        return true;
      }
    }
    tail = Arrays.copyOfRange(window, Math.max(0, window.length - mark.length + 1), window.length);
    return false;
  }
}

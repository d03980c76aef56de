package dev.dvp.core.interpreter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Reads what a process prints to its end, so that it never waits for a reader, and keeps the
 * beginning. Where the process writes a mark, everything that it printed before is known to have
 * come; marks are no part of what is kept.
 */
public final class KeptOutput {
  private final byte[] kept;
  private final byte[] mark;
  private int size;
  private long printed;
  private int matched;
  private long marks;
  private boolean isEnded;

  private KeptOutput(int most, byte[] mark) {
    this.kept = new byte[most];
    this.mark = mark;
  }

  /**
   * Begins to read, in a thread of its own.
   *
   * @param stream what the process prints
   * @param most how many bytes are kept
   * @return what is kept, as it grows
   */
  public static KeptOutput of(InputStream stream, int most) {
    return of(stream, most, "");
  }

  /**
   * The same for a process that writes marks.
   *
   * @param stream what the process prints
   * @param most how many bytes are kept
   * @param mark a text in ASCII whose first character does not occur in it again, and that nobody
   *     prints by chance
   * @return what is kept, as it grows
   */
  public static KeptOutput of(InputStream stream, int most, String mark) {
    KeptOutput output = new KeptOutput(most, mark.getBytes(StandardCharsets.US_ASCII));
    Thread thread = new Thread(() -> output.drain(stream), "dvp-process-output");
    thread.setDaemon(true);
    thread.start();
    return output;
  }

  /**
   * Waits for the stream's end. Something that the process left running may hold it open: so only
   * for a while.
   *
   * @param millis how long, in milliseconds
   * @throws InterruptedException when the thread is interrupted
   */
  public void await(long millis) throws InterruptedException {
    await(Long.MAX_VALUE, millis);
  }

  /**
   * Waits until so many marks have come, the stream has ended or the time is up.
   *
   * @param count how many marks since the beginning
   * @param millis how long, in milliseconds
   * @throws InterruptedException when the thread is interrupted
   */
  public synchronized void await(long count, long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!isEnded && marks < count) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /**
   * What is kept so far.
   *
   * @return the beginning of the output, as UTF-8
   */
  public synchronized String text() {
    return new String(kept, 0, size, StandardCharsets.UTF_8);
  }

  /**
   * Takes what was kept since the last time, which makes room for more.
   *
   * @return it, with how much was printed meanwhile
   */
  public synchronized Taken take() {
    Taken taken = new Taken(text(), printed);
    size = 0;
    printed = 0;
    return taken;
  }

  /**
   * A part of the output.
   *
   * @param text its beginning
   * @param printed how long all of it was, in bytes
   */
  public record Taken(String text, long printed) {}

  private void drain(InputStream stream) {
    byte[] chunk = new byte[8192];
    try (stream) {
      for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
        keep(chunk, n);
      }
    } catch (IOException e) {
      // The process was killed while it printed: what came so far is all there is.
      return;
    } finally {
      end();
    }
  }

  private synchronized void end() {
    keepMatched();
    isEnded = true;
    notifyAll();
  }

  private synchronized void keep(byte[] chunk, int length) {
    if (mark.length == 0) {
      append(chunk, 0, length);
      return;
    }
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == mark[matched]) {
        if (matched == 0) {
          append(chunk, start, i);
        }
        matched++;
        start = i + 1;
        if (matched == mark.length) {
          matched = 0;
          marks++;
          notifyAll();
        }
      } else if (matched > 0) {
        keepMatched();
        start = i;
        i--;
      }
    }
    append(chunk, start, length);
  }

  /** What looked like the start of a mark was none. */
  private void keepMatched() {
    append(mark, 0, matched);
    matched = 0;
  }

  private void append(byte[] bytes, int from, int to) {
    int taken = Math.min(to - from, kept.length - size);
    System.arraycopy(bytes, from, kept, size, taken);
    size += taken;
    printed += to - from;
  }
}

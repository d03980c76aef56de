package dev.dvp.localengine.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A log file of bounded size. When it is full it becomes {@code NAME.1}, what was {@code NAME.1}
 * becomes {@code NAME.2}, and so on; the oldest is dropped. Safe to use from several threads of one
 * process. Never throws: a disk that is full must not stop the work that is logged.
 */
public final class RotatingLog implements AutoCloseable {
  /** The size at which an engine's logs are rotated: 1 MiB. */
  public static final long MAX_BYTES = 1 << 20;

  /** How many older parts are kept. */
  public static final int KEEP = 5;

  /** The most that one entry may take, so that no single one overruns the file. */
  private static final int MAX_ENTRY = 64 * 1024;

  private final Path file;
  private final Clock clock;
  private final long maxBytes;
  private Optional<OutputStream> out = Optional.empty();
  private long size;

  /**
   * Logs to a file, which is opened at the first entry.
   *
   * @param file the newest part; its folder must exist
   * @param clock the time of the entries
   */
  public RotatingLog(Path file, Clock clock) {
    this(file, clock, MAX_BYTES);
  }

  RotatingLog(Path file, Clock clock, long maxBytes) {
    this.file = file;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /**
   * Logs something worth knowing.
   *
   * @param message one line; control characters in it are replaced, so that no entry can pass for
   *     two
   */
  public void info(String message) {
    write("INFO", message, "");
  }

  /**
   * Logs something that a user should look at.
   *
   * @param message one line
   */
  public void warning(String message) {
    write("WARN", message, "");
  }

  /**
   * Logs a bug, with all that helps to find it.
   *
   * @param message one line
   * @param cause what went wrong
   */
  public void error(String message, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    write("ERROR", message, trace.toString());
  }

  private void write(String level, String message, String more) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String line = now + " " + level + " " + oneLine(message) + "\n" + more;
    String cut = line.length() > MAX_ENTRY ? line.substring(0, MAX_ENTRY) + "…\n" : line;
    append(cut.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void append(byte[] entry) {
    try {
      OutputStream open = out.isPresent() ? out.get() : open();
      if (size > 0 && size + entry.length > maxBytes) {
        close();
        rotate();
        open = open();
      }
      open.write(entry);
      size += entry.length;
    } catch (IOException e) {
      close(); // the next entry tries again
    }
  }

  private OutputStream open() throws IOException {
    if (!Files.exists(file)) {
      PrivateFiles.write(file, "");
    }
    size = Files.size(file);
    OutputStream stream = Files.newOutputStream(file, StandardOpenOption.APPEND);
    out = Optional.of(stream);
    return stream;
  }

  private void rotate() throws IOException {
    for (int i = KEEP; i >= 1; i--) {
      Path from = i == 1 ? file : part(i - 1);
      if (Files.exists(from)) {
        Files.move(from, part(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path part(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    message.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString();
  }

  /** Closes the file; a later entry opens it again. */
  @Override
  public synchronized void close() {
    try {
      if (out.isPresent()) {
        out.get().close();
      }
    } catch (IOException e) {
      // Nothing was buffered: what was written is in the file.
    }
    out = Optional.empty();
  }
}

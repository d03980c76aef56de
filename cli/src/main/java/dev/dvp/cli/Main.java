package dev.dvp.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the process starts: the only place that ends it, and that looks at the real world. */
public final class Main {
  private static final int LAST_WORDS_SECONDS = 3;

  private Main() {}

  /**
   * Runs {@code dvp} and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    int exitCode = run(args);
    // Since Java 21 an exit looks for loggers that want to know of it, which takes 20 ms.
    if (exitCode != ExitCode.OK || isAnotherThreadAlive()) {
      System.exit(exitCode);
    }
  }

  /** Whether the JVM would wait for a thread when this one returns. */
  private static boolean isAnotherThreadAlive() {
    Thread[] threads = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
        return true;
      }
    }
    return count == threads.length;
  }

  /** Runs {@code dvp} in the real world and leaves the process alive. */
  static int run(String... args) {
    Cleanups cleanups = new Cleanups();
    CountDownLatch done = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(worker, done, cleanups), "dvp-stop"));
    CheckedOutput written = new CheckedOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = stream(written);
    PrintStream err = stream(new FileOutputStream(FileDescriptor.err));
    try {
      int exitCode = new Dvp(host(out, err, cleanups)).run(args);
      out.flush();
      if (exitCode == ExitCode.OK && written.failed()) {
        err.println("error: what was to be said could not be written to standard output.");
        return ExitCode.REFUSED;
      }
      return exitCode;
    } finally {
      err.flush();
      done.countDown();
    }
  }

  private static Host host(PrintStream out, PrintStream err, Cleanups cleanups) {
    return new Host(
        out,
        err,
        System.in,
        System.getenv(),
        home(),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        time -> Thread.sleep(time.toMillis()),
        terminal(),
        Prompt.CONSOLE,
        cleanups);
  }

  /**
   * On Ctrl-C: takes away what is half-made, then lets the command say what it leaves behind (an
   * engine that is still at work). When the command ended by itself there is nothing to do.
   */
  private static void stop(Thread worker, CountDownLatch done, Cleanups cleanups) {
    if (done.getCount() == 0) {
      return;
    }
    cleanups.runAll();
    worker.interrupt();
    try {
      if (!done.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        return; // it does not react; the process ends all the same
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** HOME as shells and other tools take it; Java itself asks the system's user database. */
  private static Path home() {
    String home = System.getenv("HOME");
    boolean windows = File.separatorChar == '\\';
    boolean usable = home != null && home.startsWith("/") && !windows;
    return Path.of(usable ? home : System.getProperty("user.home"));
  }

  /** UTF-8 whatever the locale says: documents must not depend on it. */
  private static PrintStream stream(OutputStream to) {
    return new PrintStream(new BufferedOutputStream(to, 8192), true, StandardCharsets.UTF_8);
  }

  /**
   * The launcher tells which streams are terminals ({@code -Ddvp.terminal=012}); without it Java 17
   * only knows whether input and output both are.
   */
  private static Host.TerminalStreams terminal() {
    String told = System.getProperty("dvp.terminal");
    if (told != null) {
      return new Host.TerminalStreams(told.contains("0"), told.contains("1"), told.contains("2"));
    }
    Console console = Runtime.version().feature() < 22 ? System.console() : null;
    boolean both = console != null;
    return new Host.TerminalStreams(both, both, both);
  }
}

package dev.dvp.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Where the process starts: the only place that ends it, and that looks at the real world. */
public final class Main {
  private Main() {}

  /**
   * Runs {@code dvp} and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs {@code dvp} in the real world and leaves the process alive. */
  static int run(String... args) {
    Cleanups cleanups = new Cleanups();
    Runtime.getRuntime().addShutdownHook(new Thread(cleanups::runAll, "dvp-cleanup"));
    Host host =
        new Host(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            System.in,
            System.getenv(),
            Path.of(System.getProperty("user.home")),
            Path.of("").toAbsolutePath(),
            Clock.systemUTC(),
            terminal(),
            Prompt.CONSOLE,
            cleanups);
    int exitCode = new Dvp(host).run(args);
    host.out().flush();
    host.err().flush();
    return exitCode;
  }

  /** UTF-8 whatever the locale says: documents must not depend on it. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        descriptor == FileDescriptor.err,
        StandardCharsets.UTF_8);
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

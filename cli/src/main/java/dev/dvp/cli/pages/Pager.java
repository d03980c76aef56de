package dev.dvp.cli.pages;

import dev.dvp.cli.Host;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Shows a long text a screen at a time, with the user's own program for that. */
public final class Pager {
  /** What shells answer when there is no such program. */
  private static final int NOT_FOUND = 127;

  /** Ends when all fits a screen, takes colours, and leaves the text there. */
  private static final String LESS = "FRX";

  private Pager() {}

  /**
   * Prints a text, through a pager when a person reads it on a terminal.
   *
   * @param text the text
   * @param host streams and {@code PAGER}
   */
  public static void show(String text, Host host) {
    Optional<String> pager = program(host);
    if (pager.isEmpty() || !page(text, pager.get(), host)) {
      host.out().print(text);
      host.out().flush();
    }
  }

  private static Optional<String> program(Host host) {
    boolean canTurnPages =
        host.terminal().out() && !host.env().getOrDefault("TERM", "").equals("dumb");
    return canTurnPages
        ? Optional.of(host.env().getOrDefault("PAGER", "less").strip())
            .filter(program -> !program.isEmpty() && !program.equals("cat"))
        : Optional.empty();
  }

  /** Tells whether the text could be shown so. */
  private static boolean page(String text, String program, Host host) {
    // What it may have as arguments is for the shell to take apart, as everywhere.
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", program)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(program.equals("less") ? Redirect.DISCARD : Redirect.INHERIT);
    builder.environment().putIfAbsent("LESS", LESS);
    builder.environment().putIfAbsent("LV", "-c");
    host.out().flush();
    try {
      Process process = builder.start();
      // Ctrl-C reaches both: the pager takes it for the end of a search, say, and goes on, with the
      // terminal in its hands until the user leaves it. So this process must not go before.
      return host.cleanups().during(() -> await(process), () -> feed(process, text)) != NOT_FOUND;
    } catch (IOException e) {
      return false; // a system without a shell
    }
  }

  private static int feed(Process process, String text) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The reader has seen enough.
    }
    return await(process);
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}

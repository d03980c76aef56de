package dev.dvp.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Loads what the usual commands load, by running them, so that a JVM that records a class-data
 * archive sees it.
 *
 * <p>The launcher starts this in the background, once for each JVM and jar ({@code dvp.sh
 * --warm-up}); nobody sees what it prints, and how a command ends is of no interest: a class that
 * is missing in the archive costs time, no more.
 */
final class Training {
  /** What is still running then hangs, and must not go on for ever unseen. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Training() {}

  /**
   * The command lines to learn, each run in the same process after the one before.
   *
   * @param folder an empty folder that the commands may write to
   */
  static List<List<String>> commands(Path folder) {
    return List.of(List.of("--version"), List.of("--help"));
  }

  /**
   * Runs all commands.
   *
   * @param args an empty folder
   */
  public static void main(String[] args) {
    Thread watchdog = new Thread(Training::haltAfterLimit, "training-limit");
    watchdog.setDaemon(true);
    watchdog.start();
    run(Path.of(args[0]));
  }

  private static void haltAfterLimit() {
    try {
      Thread.sleep(LIMIT.toMillis());
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void run(Path folder) {
    PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(silence);
    System.setErr(silence);
    for (List<String> command : commands(folder)) {
      Main.main(command.toArray(String[]::new));
    }
  }
}

package dev.dvp.cli;

import java.time.Duration;
import java.util.List;

/**
 * Loads what the usual commands load, by running them, so that a JVM that records a class-data
 * archive sees it.
 *
 * <p>The launcher starts this once for each JVM and jar ({@code dvp.sh --warm-up}), in the
 * background: in an empty folder, with an empty home folder, without the user's environment, and
 * with nobody to see what is printed. How a command ends is of no interest: a class that is missing
 * in the archive costs time, no more.
 */
final class Training {
  /** The command lines to learn, run one after the other. Paths are below an empty folder. */
  static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("init", "-r", "plugin", "-n", "Training"),
          List.of("validate", "-c", "plugin/plugin_config.yml"),
          List.of("operations", "-c", "plugin/plugin_config.yml"),
          List.of("build", "-c", "plugin/plugin_config.yml", "-a", "plugin/artifact.json"),
          List.of("validate", "-c", "plugin/schema.json", "--format", "json"),
          List.of("explain", "M102"),
          List.of("engine", "status"));

  /** What is still running then hangs, and must not go on for ever unseen. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Training() {}

  /**
   * Runs all commands.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Thread watchdog = new Thread(Training::haltAfterLimit, "training-limit");
    watchdog.setDaemon(true);
    watchdog.start();
    for (List<String> command : COMMANDS) {
      Main.run(command.toArray(String[]::new));
    }
    // Threads that a command leaves running must not keep the process alive.
    System.exit(0);
  }

  private static void haltAfterLimit() {
    try {
      Thread.sleep(LIMIT.toMillis());
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.dvp.cli;

import dev.dvp.cli.completion.Completion;
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
  private static final List<String> BUILD =
      List.of(
          "build",
          "-c",
          "plugin/plugin_config.yml",
          "-a",
          "plugin/artifact.json",
          "--index-url",
          "https://127.0.0.1:1/simple/");

  /** The command lines to learn, run one after the other. Paths are below an empty folder. */
  static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("init", "-r", "plugin", "-n", "Training"),
          List.of("validate", "-c", "plugin/plugin_config.yml"),
          List.of("operations", "-c", "plugin/plugin_config.yml"),
          // At an index that nobody serves, since the world's may take its time to answer; the
          // second time it is known not to answer.
          BUILD,
          BUILD,
          List.of("validate", "-c", "plugin/schema.json", "--format", "json"),
          List.of("explain", "M102"),
          List.of("help", "what-goes-in"));

  /** What shells ask at a TAB, which nobody likes to wait for. */
  static final List<List<String>> COMPLETIONS =
      List.of(
          List.of(Completion.COMMAND, "val"),
          List.of(Completion.COMMAND, "validate", "--f"),
          List.of(Completion.COMMAND, "run", "virtual."),
          List.of(Completion.COMMAND, "explain", "M"),
          List.of(Completion.COMMAND, "env", "test", ""),
          List.of(Completion.COMMAND, "upload", "-e", ""));

  /** The engine; it runs beside the commands that follow, until the process ends. */
  static final List<String> ENGINE = List.of("engine", "start", "--foreground");

  static final List<String> ENGINE_STATUS = List.of("engine", "status");

  /** What is learnt when the engine answers. */
  static final List<String> UPLOAD =
      List.of("upload", "-e", "local", "-a", "plugin/artifact.json", "--wait");

  /** What is still running then hangs, and must not go on for ever unseen. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(15);

  private Training() {}

  /**
   * Runs all commands and ends the process.
   *
   * @param args none
   * @throws InterruptedException never, since nobody interrupts it
   */
  public static void main(String[] args) throws InterruptedException {
    inBackground("training-limit", Training::haltAfterLimit);
    COMMANDS.forEach(Training::run);
    COMPLETIONS.forEach(Training::run);
    inBackground("training-engine", () -> run(ENGINE));
    if (engineAnswers()) {
      run(UPLOAD);
    }
    System.exit(0);
  }

  private static int run(List<String> command) {
    return Main.run(command.toArray(String[]::new));
  }

  private static boolean engineAnswers() throws InterruptedException {
    long deadline = System.nanoTime() + ENGINE_PATIENCE.toNanos();
    while (run(ENGINE_STATUS) != ExitCode.OK) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  private static void inBackground(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
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

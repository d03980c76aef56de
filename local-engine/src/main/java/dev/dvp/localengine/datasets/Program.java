package dev.dvp.localengine.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the system to its end, however long it lasts; in English. */
final class Program {
  private static final int MAX_OUTPUT = 64 * 1024;

  private Program() {}

  /**
   * How it ended.
   *
   * @param exitCode its exit code; 127 when it is not there
   * @param lines what it printed
   */
  record Ended(int exitCode, List<String> lines) {
    boolean isGood() {
      return exitCode == 0;
    }

    /** The first line that it printed, for the end of a sentence. */
    String reason() {
      return lines.isEmpty() ? "exit code " + exitCode : lines.get(0);
    }
  }

  /**
   * Runs it.
   *
   * @param words the program and its arguments
   * @throws InterruptedException when the thread is interrupted: the program has ended then
   */
  static Ended run(String... words) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return new Ended(127, List.of(String.valueOf(e.getMessage())));
    }
    List<String> lines = new ArrayList<>();
    Thread reader = new Thread(() -> read(process, lines), "dvp-program-output");
    reader.setDaemon(true);
    reader.start();
    try {
      int exitCode = process.waitFor();
      reader.join();
      return new Ended(exitCode, List.copyOf(lines));
    } catch (InterruptedException e) {
      kill(process);
      throw e;
    }
  }

  private static void read(Process process, List<String> lines) {
    try (var in = process.getInputStream()) {
      String text = new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It was killed while it printed.
      return;
    }
  }

  /** Its last file must be there before what it made is taken away. */
  private static void kill(Process process) {
    process.destroyForcibly();
    process.onExit().join(); // which no further interrupt cuts short
  }
}

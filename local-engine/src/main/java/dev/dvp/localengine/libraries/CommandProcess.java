package dev.dvp.localengine.libraries;

import dev.dvp.core.interpreter.ProcessTree;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A process whose two outputs are kept apart and whole. It lasts until it ends, the thread that
 * runs it is interrupted, or it prints more than anybody can take: the latter two end all that it
 * started.
 *
 * @param words the program and its arguments
 * @param environment all of its environment variables
 * @param folder its working folder
 * @param input what it reads, sent as UTF-8
 * @param mark printed on standard error when the work is done, however long the process itself
 *     still lasts, and until then its input stays open; empty when neither is so
 * @param maxOutput how many bytes it may print on each stream
 * @param leftovers what becomes of what it leaves running
 */
record CommandProcess(
    List<String> words,
    Map<String, String> environment,
    Path folder,
    String input,
    String mark,
    long maxOutput,
    Leftovers leftovers) {
  /** What an engine hands on of one stream. */
  static final long MAX_OUTPUT = 64L << 20;

  private static final long DRAIN_MILLIS = 1000;
  private static final int MEBIBYTE = 1 << 20;

  /**
   * Runs it to its end.
   *
   * @return how it ended
   * @throws IOException when it cannot be started
   * @throws LibraryCallException when it prints too much
   * @throws InterruptedException when the thread is interrupted; the process has ended then
   */
  Ran run() throws IOException, LibraryCallException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Collected out = Collected.of(process.getInputStream(), maxOutput, "", () -> kill(process));
    Collected err = Collected.of(process.getErrorStream(), maxOutput, mark, () -> kill(process));
    Thread feeding = new Thread(() -> feed(process), "dvp-command-input");
    feeding.setDaemon(true);
    feeding.start();
    try {
      int exitCode = await(process, err);
      out.await(DRAIN_MILLIS);
      err.await(DRAIN_MILLIS);
      check(out, "output");
      check(err, "error");
      if (leftovers == Leftovers.ENDED) {
        kill(process);
      }
      return new Ran(exitCode, out.text(), err.text());
    } catch (InterruptedException e) {
      kill(process);
      throw e;
    }
  }

  private int await(Process process, Collected err) throws InterruptedException {
    try {
      CompletableFuture.anyOf(process.onExit(), err.marked()).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process that ends does not fail to end", e);
    }
    if (!process.waitFor(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
      kill(process);
    }
    return process.waitFor();
  }

  private void check(Collected output, String name) throws LibraryCallException {
    if (output.isTooMuch()) {
      throw new LibraryCallException(
          "The command was ended because it printed more than "
              + (maxOutput < MEBIBYTE ? maxOutput + " bytes" : maxOutput / MEBIBYTE + " MiB")
              + " on standard "
              + name
              + ", which no engine hands on. Let it write into a file in the scratch folder, and"
              + " print what the plugin needs of it.",
          true);
    }
  }

  private void feed(Process process) {
    OutputStream in = process.getOutputStream();
    try {
      in.write(input.getBytes(StandardCharsets.UTF_8));
      in.flush();
      if (mark.isEmpty()) {
        in.close();
      }
    } catch (IOException e) {
      // It ended without reading: how it ended says why.
      return;
    }
  }

  private void kill(Process process) {
    ProcessTree.kill(process, true);
  }
}

package dev.dvp.cli;

import dev.dvp.testkit.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs {@code dvp} in this process, in a world of its own below a temporary folder. */
public final class DvpRunner {
  /** The time of commands, unless a test has it pass. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  /** In the build's folder, and so gone with that. */
  private static final Path TEST_CACHE = Path.of("target/test-cache").toAbsolutePath();

  private final Path home;
  private final Path workingDir;
  // Else every build would ask the world's package index.
  private final Map<String, String> env = new HashMap<>(Map.of("DVP_RUNTIME", "bundled"));
  private Host.TerminalStreams terminal = Host.TerminalStreams.NONE;
  private Prompt prompt = Prompt.NOBODY;
  private InputStream in = InputStream.nullInputStream();
  private int pace;

  /**
   * What a run came to.
   *
   * @param exitCode the exit code
   * @param out standard output
   * @param err standard error
   */
  public record Result(int exitCode, String out, String err) {}

  /** A world whose working folder and home lie below the given one. */
  public DvpRunner(Path folder) {
    try {
      home = Files.createDirectories(folder.resolve("home"));
      workingDir = Files.createDirectories(folder.resolve("work"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public DvpRunner env(String name, String value) {
    env.put(name, value);
    return this;
  }

  public DvpRunner terminal(Host.TerminalStreams streams) {
    terminal = streams;
    return this;
  }

  public DvpRunner prompt(Prompt other) {
    prompt = other;
    return this;
  }

  public DvpRunner stdin(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Lets time pass so many times faster for what pauses between two looks. */
  public DvpRunner pace(int times) {
    pace = times;
    return this;
  }

  /**
   * Lets it start plugins from what other tests have kept: to compile dvp's own modules takes
   * longer than all else that a short run does. {@link #leaveCache} ends it, before its folder
   * goes.
   */
  public DvpRunner sharingCache() {
    try {
      Path shared = Files.createDirectories(TEST_CACHE);
      Files.createSymbolicLink(
          Files.createDirectories(home.resolve(".dvp")).resolve("cache"), shared);
    } catch (UnsupportedOperationException e) {
      return this; // it has a cache of its own
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return this;
  }

  /** Takes the way to the other tests' cache away, if there is one. */
  public void leaveCache() {
    try {
      Path cache = home.resolve(".dvp/cache");
      if (Files.isSymbolicLink(cache)) {
        Files.delete(cache);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public Path workingDir() {
    return workingDir;
  }

  public Path home() {
    return home;
  }

  /** Runs in the working folder. */
  public Result run(String... args) {
    return runIn(workingDir, args);
  }

  /** Runs in another folder. */
  public Result runIn(Path folder, String... args) {
    return run(folder, new ByteArrayOutputStream(), args);
  }

  /** Starts a command that goes on until it is interrupted. */
  public RunningDvp start(Path folder, String... args) {
    return new RunningDvp(out -> run(folder, out, args));
  }

  private Result run(Path folder, ByteArrayOutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    TestClock quick = TestClock.running(pace);
    Host host =
        new Host(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            in,
            Map.copyOf(env),
            home,
            folder,
            pace == 0 ? CLOCK : quick,
            pace == 0 ? time -> Thread.sleep(time.toMillis()) : quick,
            terminal,
            prompt,
            new Cleanups());
    int exitCode = new Dvp(host).run(args);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Scaffolds a plugin below the working folder. */
  public Path scaffold(String name, String... more) {
    String[] args = new String[5 + more.length];
    String[] first = {"init", "-r", name, "-n", "Example"};
    System.arraycopy(first, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    Result result = run(args);
    if (result.exitCode() != 0) {
      throw new AssertionError("init failed: " + result);
    }
    return workingDir.resolve(name);
  }
}

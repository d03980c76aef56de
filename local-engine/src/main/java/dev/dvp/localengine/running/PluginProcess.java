package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.interpreter.KeptOutput;
import dev.dvp.core.interpreter.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Python process that has a plugin open, and in which its operations are called one at a time. It
 * lives until it is closed, an operation's time is up, or the plugin ends it. What it prints is
 * read all the time; the beginning of it is kept.
 */
public final class PluginProcess implements AutoCloseable {
  /** How much of what a plugin prints is kept for each call, in bytes. */
  public static final int MAX_PRINTED = 64 * 1024;

  private static final int WAITING_MESSAGES = 16;
  private static final long PATIENCE_MILLIS = 1000;
  private static final int SIGNALS = 128;
  private static final LibraryCalls NO_LIBRARY =
      (name, arguments) -> {
        throw new LibraryCallException("no operation runs", false);
      };

  private final Process process;
  private final Launch launch;
  private final Frames frames;
  private final KeptOutput printed;
  private final String mark;
  private final BlockingQueue<Message> incoming = new ArrayBlockingQueue<>(WAITING_MESSAGES);
  private String python = "";
  private List<Registered> registered = List.of();
  private volatile boolean hasBroken;
  private long marks;
  private long calls;

  /** A frame, or that there are no more. */
  private record Message(Optional<ObjectNode> frame) {}

  private PluginProcess(Launch launch) throws IOException {
    this.launch = launch;
    this.process = launch.start();
    this.frames = new Frames(process.getInputStream(), process.getOutputStream());
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    this.mark = "\0" + HexFormat.of().formatHex(random) + "\n";
    this.printed = KeptOutput.of(process.getErrorStream(), MAX_PRINTED, mark);
  }

  /**
   * Starts Python, which waits to be told of the plugin.
   *
   * @param launch how
   * @return the process, to be closed
   * @throws IOException when it cannot be started
   */
  public static PluginProcess start(Launch launch) throws IOException {
    CompletableFuture<PluginProcess> started = new CompletableFuture<>();
    Thread reading = new Thread(() -> live(launch, started), "dvp-plugin-frames");
    reading.setDaemon(true);
    reading.start();
    try {
      return started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw e;
    }
  }

  /** The process may end with the thread that starts it, so that is one that waits for its end. */
  private static void live(Launch launch, CompletableFuture<PluginProcess> started) {
    try {
      PluginProcess process = new PluginProcess(launch);
      started.complete(process);
      process.read();
      process.process.waitFor();
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has the plugin imported.
   *
   * @param log takes the plugin's log
   * @param limit how long that may take
   * @return why it cannot be; nothing when all is well
   * @throws InterruptedException when the thread is interrupted, which ends the process
   */
  public Optional<Outcome> open(Consumer<LogLine> log, Duration limit) throws InterruptedException {
    ObjectNode opening = frames.object();
    opening.put("type", "open").put("mark", mark);
    launch.describe(opening);
    return new Conversation(NO_LIBRARY, log, limit).hold(opening);
  }

  /**
   * The version of Python, once the plugin is open.
   *
   * @return for example {@code 3.11.4}
   */
  public String python() {
    return python;
  }

  /**
   * What the plugin registered, once it is open.
   *
   * @return in the order of registering
   */
  public List<Registered> registered() {
    return registered;
  }

  /**
   * Calls an operation.
   *
   * @param call what is asked
   * @param library does the plugin's library calls
   * @param log takes the plugin's log, line by line as it comes
   * @param limit how long the operation may take
   * @return what came of it
   * @throws InterruptedException when the thread is interrupted, which ends the process
   */
  public Outcome call(
      OperationCall call, LibraryCalls library, Consumer<LogLine> log, Duration limit)
      throws InterruptedException {
    ObjectNode frame = frames.object();
    frame.put("type", "call").put("id", ++calls).put("operation", call.operation());
    call.migrationId().ifPresent(id -> frame.put("migrationId", id));
    frame.set("arguments", call.arguments());
    return new Conversation(library, log, limit)
        .hold(frame)
        .orElseGet(() -> new Outcome.Died("it answered what it was not asked"));
  }

  /**
   * What the plugin printed since this was last asked.
   *
   * @return the beginning of it, and how long all of it is
   */
  public KeptOutput.Taken printed() {
    return printed.take();
  }

  /**
   * The number of the process, or of what it was started through.
   *
   * @return its number
   */
  public long pid() {
    return process.pid();
  }

  /**
   * Whether there still is a process.
   *
   * @return false when it has ended, by whatever means
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process by force, with all that it started; safe from any thread. */
  public void kill() {
    ProcessTree.kill(process, !launch.isolation().endsWhatItStarts());
  }

  /** Ends the process. One that is idle may take its leave. */
  @Override
  public void close() {
    try {
      frames.send(frames.object().put("type", "close"));
      process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      // It is gone already.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kill();
    }
  }

  private void read() {
    try {
      Optional<ObjectNode> frame = frames.receive();
      while (frame.isPresent()) {
        incoming.put(new Message(frame));
        frame = frames.receive();
      }
    } catch (IOException e) {
      // Whatever writes there is not our script any more, or it is gone.
      hasBroken = process.isAlive();
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      incoming.put(new Message(Optional.empty()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One request, and all that is said until its answer. */
  private final class Conversation {
    private final LibraryCalls library;
    private final Consumer<LogLine> log;
    private final Duration limit;

    Conversation(LibraryCalls library, Consumer<LogLine> log, Duration limit) {
      this.library = library;
      this.log = log;
      this.limit = limit;
    }

    /** Nothing comes of an opening that is answered well. */
    Optional<Outcome> hold(ObjectNode request) throws InterruptedException {
      try (LibraryDesk desk = new LibraryDesk(frames, library)) {
        frames.send(request);
        return listen(desk);
      } catch (IOException e) {
        return Optional.of(died());
      } catch (InterruptedException e) {
        kill();
        throw e;
      }
    }

    private Optional<Outcome> listen(LibraryDesk desk) throws InterruptedException {
      long until = System.nanoTime() + limit.toNanos();
      while (true) {
        Message next = poll(until);
        if (next == null) {
          return Optional.of(timeUp());
        }
        if (next.frame().isEmpty()) {
          return Optional.of(died());
        }
        ObjectNode frame = next.frame().get();
        switch (frame.path("type").asText()) {
          case "library" -> desk.take(frame);
          case "log" -> log.accept(line(frame));
          case "debugger" -> launch.debugging().ifPresent(wanted -> wanted.listening().run());
          case "opened" -> {
            python = frame.path("python").asText();
            registered = Registered.all(frame.path("registrations"));
            settle();
            return Optional.empty();
          }
          case "returned" -> {
            settle();
            return Optional.of(
                new Outcome.Returned(frame.path("value"), frame.path("shape").asText()));
          }
          case "failed" -> {
            settle();
            return Optional.of(new Outcome.Failed(Failure.of(frame)));
          }
          default -> {
            // Nothing that is waited for.
          }
        }
      }
    }

    private static LogLine line(ObjectNode frame) {
      return new LogLine(
          frame.path("level").asText(),
          frame.path("logger").asText(),
          frame.path("message").asText(),
          PluginPlace.of(frame.path("place")),
          frame.has("cut"));
    }

    /** Waits for what the plugin printed before it answered. */
    private void settle() throws InterruptedException {
      printed.await(++marks, PATIENCE_MILLIS);
    }

    private Outcome timeUp() throws InterruptedException {
      List<PluginPlace> places = List.of();
      try {
        frames.send(frames.object().put("type", "where"));
        places = whereItIs();
      } catch (IOException e) {
        // It ended just now; that its time was up is true all the same.
        places = List.of();
      }
      kill();
      printed.await(PATIENCE_MILLIS);
      return new Outcome.TimeUp(limit, places);
    }

    private List<PluginPlace> whereItIs() throws InterruptedException {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
      Message next = poll(until);
      while (next != null && next.frame().isPresent()) {
        ObjectNode frame = next.frame().get();
        if (frame.path("type").asText().equals("at")) {
          return PluginPlace.all(frame.path("frames"));
        }
        next = poll(until);
      }
      return List.of();
    }

    private @Nullable Message poll(long until) throws InterruptedException {
      return incoming.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private Outcome died() throws InterruptedException {
      boolean hasEnded = process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      String reason = hasEnded ? reason(process.exitValue()) : "it closed its end of the pipe";
      if (hasBroken) {
        reason = "it sent what dvp cannot read, such as a value 500 levels deep, and was ended";
      }
      kill();
      printed.await(PATIENCE_MILLIS);
      return new Outcome.Died(reason);
    }

    private static String reason(int exitCode) {
      return exitCode > SIGNALS
          ? "it was ended by signal " + (exitCode - SIGNALS)
          : "it ended with exit code " + exitCode;
    }
  }
}

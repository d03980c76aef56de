package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has a plugin's library calls done, many at once, and sends the answers. A plugin may ask from any
 * number of threads; what is too much waits for its turn.
 */
final class LibraryDesk implements AutoCloseable {
  /** How many calls are done at once; each may be a process. */
  static final int MOST_AT_ONCE = 64;

  private static final long IDLE_SECONDS = 10;

  private final Frames frames;
  private final LibraryCalls library;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MOST_AT_ONCE,
          MOST_AT_ONCE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread thread = new Thread(work, "dvp-library-call");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Future<?>> begun = new ArrayList<>();

  LibraryDesk(Frames frames, LibraryCalls library) {
    this.frames = frames;
    this.library = library;
    threads.allowCoreThreadTimeOut(true);
  }

  void take(ObjectNode asked) {
    begun.removeIf(Future::isDone);
    begun.add(threads.submit(() -> answer(asked)));
  }

  private void answer(ObjectNode asked) {
    ObjectNode answer = frames.object();
    answer.put("type", "library");
    answer.set("id", asked.path("id"));
    try {
      ObjectNode arguments =
          asked.path("arguments") instanceof ObjectNode given ? given : frames.object();
      answer.set("value", library.call(asked.path("call").asText(), arguments));
    } catch (LibraryCallException e) {
      ObjectNode error = answer.putObject("error");
      error.put("actionable", e.isActionable());
      error.put("id", LibraryCallException.ID);
      error.put("message", e.getMessage());
    } catch (InterruptedException e) {
      // The operation was given up: nobody waits for the answer.
      return;
    } catch (RuntimeException e) {
      // A fault of ours must not leave the plugin waiting; what it is is nothing for the plugin.
      answer
          .putObject("error")
          .put("actionable", false)
          .put("message", "dvp failed to do this call, by a fault of its own: " + e.getClass());
    }
    try {
      frames.send(answer);
    } catch (IOException e) {
      // The process is gone, which whoever reads from it notices.
      return;
    }
  }

  /** Gives up what is still being done. */
  @Override
  public void close() {
    begun.forEach(call -> call.cancel(true));
    threads.shutdownNow();
  }
}

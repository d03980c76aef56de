package dev.dvp.core.packing;

import dev.dvp.core.packing.Deflation.Block;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The threads that compress; with none of them the caller compresses by itself. */
final class Deflaters implements AutoCloseable {
  private final int threads;
  private final @Nullable ExecutorService pool;
  private final Queue<Deflation> idle = new ConcurrentLinkedQueue<>();

  Deflaters(int threads) {
    this.threads = threads;
    this.pool =
        threads == 0
            ? null
            : Executors.newFixedThreadPool(
                threads,
                work -> {
                  Thread thread = new Thread(work, "dvp-packing");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  int threads() {
    return threads;
  }

  Future<byte[]> submit(Block block) {
    return pool == null
        ? CompletableFuture.completedFuture(compress(block))
        : pool.submit(() -> compress(block));
  }

  byte[] result(Future<byte[]> block) {
    try {
      return block.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("packing was given up");
    } catch (ExecutionException e) {
      throw new IllegalStateException("compressing bytes in memory cannot fail", e.getCause());
    }
  }

  private byte[] compress(Block block) {
    Deflation deflation = idle.poll();
    if (deflation == null) {
      deflation = new Deflation();
    }
    byte[] bytes = deflation.compress(block);
    idle.add(deflation);
    return bytes;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
    for (Deflation next = idle.poll(); next != null; next = idle.poll()) {
      next.end();
    }
  }
}

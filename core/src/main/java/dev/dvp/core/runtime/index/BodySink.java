package dev.dvp.core.runtime.index;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Takes a body of a bounded size into a stream, and counts what moved. */
final class BodySink implements BodySubscriber<Long> {
  private final OutputStream out;
  private final long limit;
  private final AtomicLong moved;
  private final CompletableFuture<Long> size = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private long taken;

  BodySink(OutputStream out, long limit, AtomicLong moved) {
    this.out = out;
    this.limit = limit;
    this.moved = moved;
  }

  /** The body is larger than whatever was asked for can be. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The bytes could not be written here: no fault of the connection. */
  static final class LocalWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    LocalWriteException(IOException cause) {
      super("cannot write", cause);
    }
  }

  @Override
  public CompletionStage<Long> getBody() {
    return size;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (size.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        take(buffer);
      }
    } catch (IOException e) {
      if (subscription != null) {
        subscription.cancel();
      }
      size.completeExceptionally(e);
    }
    if (!size.isDone() && subscription != null) {
      subscription.request(1);
    }
  }

  private void take(ByteBuffer buffer) throws IOException {
    taken += buffer.remaining();
    if (taken > limit) {
      throw new TooLargeException();
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new LocalWriteException(e);
    }
    moved.addAndGet(bytes.length);
  }

  @Override
  public void onError(Throwable throwable) {
    size.completeExceptionally(throwable);
  }

  @Override
  public void onComplete() {
    size.complete(taken);
  }
}

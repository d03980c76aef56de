package dev.dvp.core.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Take an answer's body in constant memory: a short one into memory, a long one into a file. */
final class BodySubscribers {
  /** More than any answer of the web API; what is longer is not read on. */
  static final int LONGEST_ANSWER = 10 << 20;

  private BodySubscribers() {}

  /** Takes up to {@link #LONGEST_ANSWER} bytes, unpacked when they came packed. */
  static BodySubscriber<Body> inMemory(ResponseInfo info) {
    String encoding = info.headers().firstValue("Content-Encoding").orElse("").strip();
    BodySubscriber<Body> asSent = new Bounded(LONGEST_ANSWER);
    return encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")
        ? HttpResponse.BodySubscribers.mapping(asSent, BodySubscribers::unpacked)
        : asSent;
  }

  private static Body unpacked(Body packed) {
    if (!(packed instanceof Body.InMemory body)) {
      return packed;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body.bytes()))) {
      byte[] bytes = in.readNBytes(LONGEST_ANSWER + 1);
      boolean cut = bytes.length > LONGEST_ANSWER;
      return new Body.InMemory(cut ? Arrays.copyOf(bytes, LONGEST_ANSWER) : bytes, cut);
    } catch (IOException e) {
      // Not what it says it is: looked at as it is, it is no answer either.
      return packed;
    }
  }

  /**
   * Writes all bytes to a channel, which the caller closes.
   *
   * @param channel where they go
   * @param call counts them
   * @param total the length that the engine announced, or -1
   */
  static BodySubscriber<Body> inFile(WritableByteChannel channel, Call.Download call, long total) {
    return new Writing(channel, call, total);
  }

  /** The downloaded bytes could not be written here: no fault of the connection. */
  static final class LocalWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    LocalWriteException(IOException cause) {
      super("cannot write", cause);
    }
  }

  private abstract static class Collecting implements BodySubscriber<Body> {
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    @Override
    public final CompletionStage<Body> getBody() {
      return body;
    }

    @Override
    public final void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(1);
    }

    @Override
    public final void onNext(List<ByteBuffer> buffers) {
      if (body.isDone()) {
        return;
      }
      try {
        for (ByteBuffer buffer : buffers) {
          take(buffer);
        }
      } catch (IOException e) {
        stop();
        body.completeExceptionally(e);
      }
      if (!body.isDone() && subscription != null) {
        subscription.request(1);
      }
    }

    @Override
    public final void onError(Throwable throwable) {
      body.completeExceptionally(throwable);
    }

    @Override
    public final void onComplete() {
      body.complete(result());
    }

    abstract void take(ByteBuffer buffer) throws IOException;

    abstract Body result();

    final void end() {
      stop();
      body.complete(result());
    }

    private void stop() {
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  private static final class Bounded extends Collecting {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean cut;

    Bounded(int limit) {
      this.limit = limit;
    }

    @Override
    void take(ByteBuffer buffer) {
      int room = limit - bytes.size();
      cut |= buffer.remaining() > room;
      byte[] part = new byte[Math.min(room, buffer.remaining())];
      buffer.get(part);
      bytes.writeBytes(part);
      if (cut) {
        end();
      }
    }

    @Override
    Body result() {
      return new Body.InMemory(bytes.toByteArray(), cut);
    }
  }

  private static final class Writing extends Collecting {
    private final WritableByteChannel channel;
    private final Call.Download call;
    private final long total;

    Writing(WritableByteChannel channel, Call.Download call, long total) {
      this.channel = channel;
      this.call = call;
      this.total = total;
    }

    @Override
    void take(ByteBuffer buffer) throws IOException {
      int size = buffer.remaining();
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw new LocalWriteException(e);
      }
      call.received(size, total);
    }

    @Override
    Body result() {
      return new Body.InFile();
    }
  }
}

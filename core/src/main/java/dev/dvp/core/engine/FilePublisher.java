package dev.dvp.core.engine;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes a file in pieces of 64 KiB as fast as they are taken, and tells the call of each. The
 * JDK's own publisher takes 16 KiB at a time, which costs a third of the throughput, and it hides
 * what goes wrong while the file is read.
 */
final class FilePublisher implements BodyPublisher {
  private static final int PIECE = 64 << 10;

  private final Path file;
  private final long length;
  private final Call.Upload call;

  /**
   * A publisher of a file.
   *
   * @param file the file, opened when somebody subscribes
   * @param length how many bytes it has to have
   * @param call hears of each piece
   */
  FilePublisher(Path file, long length, Call.Upload call) {
    this.file = file;
    this.length = length;
    this.call = call;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    FileChannel channel;
    try {
      channel = FileChannel.open(file);
    } catch (IOException e) {
      subscriber.onSubscribe(new Nothing());
      subscriber.onError(new UnreadableException(e));
      return;
    }
    subscriber.onSubscribe(new Reading(channel, subscriber));
  }

  /** The file cannot be read, or has another length than it had: no fault of the connection. */
  static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(IOException cause) {
      super("cannot read", cause);
    }

    UnreadableException() {
      super("another length");
    }
  }

  /** What a subscriber gets whose file could not be opened. */
  private record Nothing() implements Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  private final class Reading implements Subscription {
    private final FileChannel channel;
    private final Subscriber<? super ByteBuffer> subscriber;

    /** Pieces asked for and not yet delivered; whoever raises it from 0 delivers. */
    private final AtomicLong demand = new AtomicLong();

    private volatile boolean ended;
    private long position;

    Reading(FileChannel channel, Subscriber<? super ByteBuffer> subscriber) {
      this.channel = channel;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        fail(new IllegalArgumentException("a subscriber must ask for more than nothing"));
        return;
      }
      if (demand.getAndAccumulate(n, Reading::capped) > 0) {
        return;
      }
      do {
        if (!ended) {
          deliver();
        }
      } while (demand.decrementAndGet() > 0 && !ended);
    }

    private static long capped(long one, long other) {
      return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private void deliver() {
      try {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, length - position + 1));
        int size = channel.read(piece);
        boolean atEnd = size < 0;
        position += Math.max(size, 0);
        if (position > length || (atEnd && position < length)) {
          throw new UnreadableException();
        }
        if (atEnd) {
          cancel();
          subscriber.onComplete();
        } else {
          subscriber.onNext(piece.flip());
          call.sent(size);
        }
      } catch (UnreadableException e) {
        fail(e);
      } catch (IOException e) {
        fail(new UnreadableException(e));
      }
    }

    private void fail(Throwable reason) {
      if (!ended) {
        cancel();
        subscriber.onError(reason);
      }
    }

    @Override
    public void cancel() {
      ended = true;
      try {
        channel.close();
      } catch (IOException e) {
        // It was only read from.
      }
    }
  }
}

package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.files.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePublisherTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "65536,1", "65537,2", "300000,1", "300000,9223372036854775807"})
  void deliversTheFileHoweverManyPiecesAreAskedFor(int size, long demand) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    Collector collector = new Collector(demand);
    Call.Upload call = publish(file, size, collector);
    assertThat(collector.bytes.toByteArray()).isEqualTo(content);
    assertThat(collector.ends).isEqualTo("complete");
    assertThat(call.moved()).isEqualTo(size);
    assertThat(call.step()).isEqualTo(Step.TAKE);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "100000,99999", "100000,100001", "65536,65535"})
  void refusesAnotherLength(int size, long announced) throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[size]);
    Collector collector = new Collector(1);
    publish(file, announced, collector);
    assertThat(collector.ends).isEqualTo("UnreadableException");
    assertThat(collector.bytes.size()).isLessThanOrEqualTo((int) announced);
  }

  @Test
  void aMissingFileIsAnError() {
    Collector collector = new Collector(1);
    publish(folder.resolve("missing"), 1, collector);
    assertThat(collector.ends).isEqualTo("UnreadableException");
  }

  @Test
  void whoAsksForNothingIsTold() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[10]);
    Collector collector = new Collector(0);
    publish(file, 10, collector);
    assertThat(collector.ends).isEqualTo("IllegalArgumentException");
  }

  @Test
  void aCancelledFileIsNotReadOn() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[300_000]);
    Collector collector =
        new Collector(1) {
          @Override
          public void onNext(ByteBuffer piece) {
            super.subscription.cancel();
            super.onNext(piece);
          }
        };
    publish(file, 300_000, collector);
    assertThat(collector.bytes.size()).isEqualTo(65_536);
    assertThat(collector.ends).isEmpty();
  }

  private static Call.Upload publish(Path file, long length, Collector collector) {
    Call.Upload call = new Call.Upload(file, length, EngineTimeouts.defaults(), Progress.NONE);
    FilePublisher publisher = new FilePublisher(file, length, call);
    assertThat(publisher.contentLength()).isEqualTo(length);
    publisher.subscribe(collector);
    return call;
  }

  private static class Collector implements Subscriber<ByteBuffer> {
    private final long demand;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String ends = "";
    private Subscription subscription;

    Collector(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(demand);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      byte[] part = new byte[piece.remaining()];
      piece.get(part);
      bytes.writeBytes(part);
      subscription.request(demand);
    }

    @Override
    public void onError(Throwable reason) {
      ends += reason.getClass().getSimpleName();
    }

    @Override
    public void onComplete() {
      ends += "complete";
    }
  }
}

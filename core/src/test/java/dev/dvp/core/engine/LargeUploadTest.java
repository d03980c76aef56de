package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large artifact goes through in pieces: no more of it is read than the engine takes. */
class LargeUploadTest {
  private static final int SIZE = 64 << 20;

  /** What may be on the way in the kernel's buffers: 4 MiB by default, and some. */
  private static final long ON_THE_WAY = 10L << 20;

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong aheadOfThePause = new AtomicLong();
  @TempDir Path folder;

  @Test
  void isStreamedAndCounted() throws Exception {
    Path artifact = folder.resolve("large.json");
    try (RandomAccessFile sparse = new RandomAccessFile(artifact.toFile(), "rw")) {
      sparse.setLength(SIZE);
    }
    List<Long> steps = new ArrayList<>();
    try (RawServer server = new RawServer(this::serve)) {
      FakeEngine.login(server.client(EngineTimeouts.defaults()))
          .upload(
              FakeEngine.order(artifact),
              (done, total) -> {
                assertThat(total).isEqualTo(SIZE);
                sent.set(done);
                steps.add(done);
              });
    }
    assertThat(taken.get()).isBetween((long) SIZE, SIZE + 1000L);
    assertThat(steps).isSorted().endsWith((long) SIZE);
    assertThat(aheadOfThePause.get()).isBetween(1L, ON_THE_WAY);
  }

  private void serve(InputStream in, OutputStream out) throws IOException {
    String token = "{\"type\":\"OKResult\",\"result\":{\"token\":\"a-token\"},\"action\":\"A-2\"}";
    for (String head = RawServer.readHead(in); !head.isEmpty(); head = RawServer.readHead(in)) {
      long length = contentLength(head);
      if (head.contains("data/upload")) {
        takeWithAPause(in, length);
      } else {
        in.skipNBytes(length);
      }
      String answer =
          head.contains("/login") ? "{\"type\":\"OKResult\",\"result\":\"USER-2\"}" : token;
      String status = "HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n";
      out.write((status + answer).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void takeWithAPause(InputStream in, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    boolean paused = false;
    while (taken.get() < length) {
      taken.addAndGet(in.read(buffer));
      if (!paused && taken.get() > SIZE / 4) {
        paused = true;
        aheadOfThePause.set(sentWhenItStandsStill() - taken.get());
      }
    }
  }

  /** How much the client has sent once it can send no more, because nobody takes it. */
  private long sentWhenItStandsStill() {
    long before = -1;
    for (int same = 0; same < 5000; ) {
      long now = sent.get();
      same = now == before ? same + 1 : 0;
      before = now;
      Thread.yield();
    }
    return before;
  }

  private static long contentLength(String head) {
    int start = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
    return start < 0
        ? 0
        : Long.parseLong(head.substring(start + 15, head.indexOf('\r', start)).strip());
  }
}

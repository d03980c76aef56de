package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download that goes on where it broke, where the server can do that. */
class ResumedDownloadTest {
  private static final Pattern RANGE = Pattern.compile("(?i)\r\nRange: bytes=(\\d+)-\r\n");
  private static final int SIZE = 900_000;

  @TempDir Path folder;
  private final byte[] archive = archive();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private static byte[] archive() {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    bytes[0] = 0x1F;
    bytes[1] = (byte) 0x8B;
    return bytes;
  }

  /** Sends a third of what is left each time, or the rest when that is small. */
  private void serve(String head, OutputStream out, String headers, boolean canDo)
      throws IOException {
    heads.add(head);
    Matcher range = RANGE.matcher(head);
    int from = canDo && range.find() ? Integer.parseInt(range.group(1)) : 0;
    String status =
        from > 0
            ? "206 Partial Content\r\nContent-Range: bytes %d-%d/%d".formatted(from, SIZE - 1, SIZE)
            : "200 OK";
    int left = SIZE - from;
    String answer =
        "HTTP/1.1 %s\r\nContent-Type: application/gzip\r\nContent-Length: %d\r\n%s\r\n\r\n"
            .formatted(status, left, headers);
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    int part = heads.size() < 4 ? left / 3 : left;
    out.write(archive, from, part);
    out.flush();
  }

  private Path receive(RawServer server) throws IOException {
    Backoff backoff = new Backoff(5, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    try (PartialFile part = PartialFile.create(folder, "logs")) {
      server.download(backoff, folder).receive("token", part);
      Path file = folder.resolve("logs");
      part.moveTo(file);
      return file;
    }
  }

  @Test
  void asksForTheRestAsOftenAsItTakes() throws IOException {
    String headers = "Accept-Ranges: bytes\r\nETag: \"one\"";
    try (RawServer server =
        new RawServer((in, out) -> serve(RawServer.readHead(in), out, headers, true))) {
      assertThat(receive(server)).hasBinaryContent(archive);
    }
    assertThat(heads).hasSize(4);
    assertThat(heads.get(0)).doesNotContain("Range:");
    assertThat(heads.subList(1, 4)).allMatch(head -> head.contains("If-Range: \"one\"\r\n"));
    assertThat(heads.get(1)).contains("Range: bytes=300000-\r\n");
  }

  @Test
  void takesTheWholeWhenTheServerSendsItAnew() throws IOException {
    String headers = "Accept-Ranges: bytes\r\nETag: \"one\"";
    try (RawServer server =
        new RawServer((in, out) -> serve(RawServer.readHead(in), out, headers, false))) {
      assertThat(receive(server)).hasBinaryContent(archive);
    }
  }

  @Test
  void aRestThatIsOfAnotherOrNotAllIsNotTaken() throws IOException {
    for (String rest :
        List.of(
            "206 x\r\nContent-Range: bytes 300000-899999/900000\r\nETag: \"two\"",
            "206 x\r\nContent-Range: bytes 300000-899998/900000\r\nETag: \"one\"",
            "206 x\r\nContent-Range: bytes 299999-899999/900000\r\nETag: \"one\"",
            "206 x\r\nETag: \"one\"")) {
      heads.clear();
      try (RawServer server =
          new RawServer(
              (in, out) -> {
                String head = RawServer.readHead(in);
                if (heads.isEmpty()) {
                  serve(head, out, "Accept-Ranges: bytes\r\nETag: \"one\"", true);
                } else {
                  heads.add(head);
                  String answer = "HTTP/1.1 " + rest + "\r\nContent-Length: 600000\r\n\r\n";
                  out.write(answer.getBytes(StandardCharsets.US_ASCII));
                  out.write(archive, 300_000, 600_000);
                }
              })) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> receive(server)))
            .as(rest)
            .isInstanceOf(dev.dvp.core.diagnostics.DvpException.class);
      }
    }
  }

  @Test
  void doesNotGoOnWithWhatMayBeAnother() {
    for (String headers :
        List.of("X-Nothing: 1", "Accept-Ranges: bytes\r\nETag: W/\"weak\"", "ETag: \"one\"")) {
      heads.clear();
      try (RawServer server =
          new RawServer((in, out) -> serve(RawServer.readHead(in), out, headers, true))) {
        Findings.of(EngineRule.DOWNLOAD_INCOMPLETE, () -> receiveUnchecked(server));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      assertThat(heads).as(headers).hasSize(1);
    }
  }

  private void receiveUnchecked(RawServer server) {
    try {
      receive(server);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

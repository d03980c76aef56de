package dev.dvp.localengine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.localengine.plugins.ReceivedArtifact;
import dev.dvp.localengine.testing.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies cut into every kind of piece, and broken in every kind of way. */
class MultipartUploadTest {
  private static final String TYPE = "multipart/form-data; boundary=" + ApiClient.BOUNDARY;

  @TempDir Path folder;

  @Test
  void theFileArrivesWholeHoweverTheBodyIsCut() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      byte[] content = trickyContent(random);
      byte[] body = ApiClient.multipart("secret", content);

      ReceivedArtifact received = receive(new InPieces(body, new Random(i)));

      assertThat(Files.readAllBytes(received.file())).isEqualTo(content);
      assertThat(received.bytes()).isEqualTo(content.length);
      assertThat(received.hash())
          .isEqualTo(
              HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
      Files.delete(received.file());
    }
  }

  @Test
  void everyPrefixOfABodyIsRefusedAndLeavesNothing() throws IOException {
    byte[] body = ApiClient.multipart("secret", "{\"some\":\"json\"}\r\n--\r\n".getBytes());
    int end = body.length - "\r\n".length(); // what follows the last boundary says nothing
    for (int length = 0; length < end; length++) {
      byte[] prefix = Arrays.copyOf(body, length);

      assertThatExceptionOfType(ApiException.class)
          .as("%d of %d bytes", length, body.length)
          .isThrownBy(() -> receive(new ByteArrayInputStream(prefix)))
          .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }
    assertThat(files()).isZero();
  }

  @Test
  void damagedBodiesEndInARefusalOrInAFile() throws IOException {
    byte[] body = ApiClient.multipart("secret", new byte[500]);
    Random random = new Random(17);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = body.clone();
      for (int j = 0; j < 1 + random.nextInt(4); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Files.delete(receive(new InPieces(damaged, random)).file());
      } catch (ApiException e) {
        assertThat(e.status()).isIn(400, 403, 413);
      }
    }
    assertThat(files()).isZero();
  }

  private ReceivedArtifact receive(InputStream body) throws ApiException, IOException {
    try (MultipartUpload upload = new MultipartUpload(folder, 100_000, "secret"::equals)) {
      return upload.receive(TYPE, body);
    }
  }

  /** Content that is full of what looks like the beginning of a boundary. */
  private static byte[] trickyContent(Random random) {
    byte[] boundary = ("\r\n--" + ApiClient.BOUNDARY).getBytes();
    byte[] content = new byte[random.nextInt(70_000)];
    random.nextBytes(content);
    for (int at = 0; at + boundary.length < content.length; at += 20 + random.nextInt(3000)) {
      int length = random.nextInt(boundary.length);
      System.arraycopy(boundary, 0, content, at, length);
      content[at + length] = '#'; // so that it never becomes a whole boundary by chance
    }
    return content;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  /** Gives its bytes in pieces of any size, as a network does. */
  private static final class InPieces extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Random random;

    InPieces(byte[] bytes, Random random) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int most = random.nextBoolean() ? 1 + random.nextInt(40) : 1 + random.nextInt(length);
      return bytes.read(target, offset, Math.min(most, length));
    }
  }
}

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a folder to be packed: {@code java Payload.java FOLDER MEGABYTES}. Half of it is text such as
 * logs, a quarter source-like, a quarter does not compress; from 1 KB to 64 MB a file.
 */
public final class Payload {
  private static final String[] WORDS = {
    "select", "from", "where", "customer", "order", "2026-11-25", "INFO", "ERROR", "return", "self",
    "def", "import", "value", "None", "snapshot", "mount", "repository", "0x7f", "127.0.0.1", "\n"
  };

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    long left = Long.parseLong(args[1]) << 20;
    Random random = new Random(1);
    for (int i = 0; left > 0; i++) {
      // Many small files, few large ones.
      long size = Math.min(left, 1024L << (int) Math.min(16, Math.abs(random.nextGaussian()) * 6));
      Path file = folder.resolve("d" + i % 50).resolve("f" + i + (i % 4 == 3 ? ".bin" : ".txt"));
      Files.createDirectories(file.getParent());
      write(file, size, i % 4 == 3, random);
      left -= size;
    }
  }

  private static void write(Path file, long size, boolean isNoise, Random random)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      byte[] noise = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        byte[] bytes = noise;
        if (isNoise) {
          random.nextBytes(noise);
        } else {
          bytes = (WORDS[random.nextInt(WORDS.length)] + ' ' + random.nextInt(900)).getBytes(
              StandardCharsets.US_ASCII);
        }
        int n = (int) Math.min(left, bytes.length);
        out.write(bytes, 0, n);
        left -= n;
      }
    }
  }
}

import dev.dvp.core.files.Progress;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.packing.PayloadPacker;
import dev.dvp.core.payload.Payload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packs a folder and nothing else: {@code java -cp dvp.jar Packing.java FOLDER ZIP} prints the seconds
 * that it took, without the start of Java.
 */
public final class Packing {
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path zip = Path.of(args[1]);
    long start = System.nanoTime();
    List<Payload.Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        entries.add(
            new Payload.Entry(
                folder.relativize(file).toString(),
                new Payload.OnDisk(file, Files.size(file), Files.getLastModifiedTime(file))));
      }
    }
    PayloadPacker.Request request =
        new PayloadPacker.Request(
            new Payload(entries, List.of()),
            Instant.parse("1980-01-01T00:00:00Z"),
            Runtime.getRuntime().availableProcessors(),
            PackedCache.none(),
            () -> spool(zip),
            Progress.NONE);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 16)) {
      PayloadPacker.pack(request, out);
    }
    System.out.printf("%.2f%n", (System.nanoTime() - start) / 1e9);
  }

  private static Path spool(Path zip) {
    try {
      Path file = zip.resolveSibling("spool");
      return Files.exists(file) ? file : Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

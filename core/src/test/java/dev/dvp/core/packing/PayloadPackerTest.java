package dev.dvp.core.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.files.Progress;
import dev.dvp.core.payload.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadPackerTest {
  private static final Instant TIME = Instant.parse("1980-01-01T00:00:00Z");

  /** Sizes at which the way of reading or the number of blocks changes. */
  private static final List<Integer> SIZES =
      List.of(
          0,
          1,
          PackedCache.LEAST_BYTES,
          Deflation.DICTIONARY,
          Deflation.BLOCK - 1,
          Deflation.BLOCK,
          Deflation.BLOCK + 1,
          (1 << 20) - 1,
          1 << 20,
          (1 << 20) + 1,
          5 * Deflation.BLOCK);

  @TempDir Path folder;
  private final Map<String, byte[]> contents = new TreeMap<>();

  @BeforeEach
  void makeContents() {
    Random random = new Random(3);
    int number = 0;
    for (int size : SIZES) {
      byte[] text = new byte[size];
      for (int i = 0; i < size; i++) {
        text[i] = (byte) "select name from users where\n".charAt(random.nextInt(9) + i % 20);
      }
      contents.put("text" + number + ".txt", text);
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      contents.put("noise" + number++ + ".bin", noise);
    }
    // More than is kept in memory when it is compressed.
    byte[] large = new byte[4_500_000];
    random.nextBytes(large);
    contents.put("large.bin", large);
  }

  private Payload payload() throws IOException {
    List<Payload.Entry> entries = new ArrayList<>();
    entries.add(new Payload.Entry("folder/", new Payload.InMemory(new byte[0])));
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Path file = Files.write(folder.resolve(content.getKey()), content.getValue());
      entries.add(
          new Payload.Entry(
              content.getKey(),
              new Payload.OnDisk(file, Files.size(file), Files.getLastModifiedTime(file))));
    }
    return new Payload(entries, List.of());
  }

  private byte[] pack(Payload payload, int threads, PackedCache cache) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path spool = Files.createTempFile(folder, "spool", "");
    PayloadPacker.pack(
        new PayloadPacker.Request(payload, TIME, threads, cache, () -> spool, Progress.NONE), out);
    return out.toByteArray();
  }

  private static Map<String, byte[]> unpack(byte[] zip) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (!e.isDirectory()) {
          found.put(e.getName(), in.readAllBytes());
        }
      }
    }
    return found;
  }

  private void assertHolds(byte[] zip) throws IOException {
    Map<String, byte[]> found = unpack(zip);
    assertThat(found.keySet()).isEqualTo(contents.keySet());
    contents.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void givesTheSameBytesOnAnyNumberOfThreads() throws IOException {
    Payload payload = payload();
    byte[] one = pack(payload, 1, PackedCache.none());
    assertHolds(one);
    for (int threads : List.of(2, 9)) {
      assertThat(pack(payload, threads, PackedCache.none())).as("%s", threads).isEqualTo(one);
    }
  }

  @Test
  void givesTheSameBytesFromWhatWasKept() throws IOException {
    Payload payload = payload();
    byte[] clean = pack(payload, 2, PackedCache.none());
    Path cache = folder.resolve("cache");

    assertThat(pack(payload, 2, PackedCache.in(new CacheFolder(cache)))).isEqualTo(clean);
    assertThat(kept(cache)).hasSizeGreaterThan(10);
    assertThat(pack(payload, 2, PackedCache.in(new CacheFolder(cache)))).isEqualTo(clean);
  }

  @Test
  void whatWasKeptIsReallyUsed() throws IOException {
    Path cache = folder.resolve("cache");
    byte[] clean = pack(payload(), 2, PackedCache.in(new CacheFolder(cache)));
    byte[] text = contents.get("text9.txt");
    // The same content compressed in another way, as no build of ours would do it.
    java.util.zip.Deflater deflater = new java.util.zip.Deflater(1, true);
    deflater.setInput(text);
    deflater.finish();
    byte[] packed = new byte[text.length];
    int length = deflater.deflate(packed);
    deflater.end();
    CRC32 packedCrc = new CRC32();
    packedCrc.update(packed, 0, length);
    CRC32 crc = new CRC32();
    crc.update(text);
    PackedCache.in(new CacheFolder(cache))
        .keep(
            new ZipWriter.Entry("", (int) crc.getValue(), text.length, length),
            (int) packedCrc.getValue(),
            out -> out.write(packed, 0, length));

    byte[] built = pack(payload(), 2, PackedCache.in(new CacheFolder(cache)));
    assertThat(built).isNotEqualTo(clean);
    assertHolds(built);
  }

  @Test
  void whatIsKeptOfOtherContentIsNotUsed() throws IOException {
    Path cache = folder.resolve("cache");
    byte[] clean = pack(payload(), 2, PackedCache.in(new CacheFolder(cache)));
    // As if a file had the size and the checksum of another.
    List<Path> kept = kept(cache);
    for (int i = 1; i < kept.size(); i++) {
      Files.copy(kept.get(i), kept.get(i - 1), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(pack(payload(), 2, PackedCache.in(new CacheFolder(cache)))).isEqualTo(clean);
  }

  @Test
  void aDamagedCacheIsAsGoodAsNone() throws IOException {
    Payload payload = payload();
    Path cache = folder.resolve("cache");
    byte[] clean = pack(payload, 2, PackedCache.in(new CacheFolder(cache)));
    Random random = new Random(5);
    for (Path file : kept(cache)) {
      byte[] bytes = Files.readAllBytes(file);
      switch (random.nextInt(4)) {
        case 0 -> Files.write(file, new byte[0]);
        case 1 -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        case 2 -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
        default -> {
          bytes[random.nextInt(bytes.length - 16) + 16] ^= 1;
          Files.write(file, bytes);
        }
      }
    }
    assertThat(pack(payload, 2, PackedCache.in(new CacheFolder(cache)))).isEqualTo(clean);
  }

  @Test
  void aCacheThatCannotBeWrittenStopsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("cache"), "a file where the folder should be");
    assertHolds(pack(payload(), 2, PackedCache.in(new CacheFolder(file))));
  }

  @Test
  void manyBuildsShareACache() throws IOException {
    Payload payload = payload();
    byte[] clean = pack(payload, 1, PackedCache.none());
    Path cache = folder.resolve("cache");
    List<byte[]> built =
        Stream.generate(() -> cache)
            .limit(6)
            .parallel()
            .map(
                shared -> {
                  try {
                    return pack(payload, 2, PackedCache.in(new CacheFolder(shared)));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .toList();
    assertThat(built).allSatisfy(bytes -> assertThat(bytes).isEqualTo(clean));
    try (Stream<Path> left = Files.list(cache.resolve("packed"))) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.endsWith(".tmp"));
    }
  }

  @Test
  void noticesWhatChanges() throws IOException {
    Path file = folder.resolve("a.txt");
    for (int size : List.of(10, 2_000_000)) {
      Files.write(file, new byte[size]);
      FileTime modified = Files.getLastModifiedTime(file);
      for (Payload.OnDisk wrong :
          List.of(
              new Payload.OnDisk(file, size - 1, modified),
              new Payload.OnDisk(file, size + 1, modified),
              new Payload.OnDisk(file, size, FileTime.fromMillis(5)))) {
        Payload payload = new Payload(List.of(new Payload.Entry("a.txt", wrong)), List.of());
        assertThatThrownBy(() -> pack(payload, 2, PackedCache.none()))
            .isInstanceOf(DvpException.class)
            .hasMessageContaining("changed while it was packed");
      }
    }
  }

  @Test
  void readsFromArchives() throws IOException {
    Path wheel = Files.write(folder.resolve("some.whl"), pack(payload(), 1, PackedCache.none()));
    byte[] text = contents.get("text10.txt");
    Payload payload =
        new Payload(
            List.of(
                new Payload.Entry(
                    "in/it.txt", new Payload.InArchive(wheel, "text10.txt", text.length))),
            List.of());
    assertThat(unpack(pack(payload, 2, PackedCache.none())).get("in/it.txt")).isEqualTo(text);
  }

  @Test
  void deflatesAsEveryZipToolDoes() throws IOException {
    byte[] text = "x = 1\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Deflation deflation = new Deflation();
    byte[] packed = deflation.compress(new Deflation.Block(text, 0, text.length, true));
    deflation.end();
    java.util.zip.Deflater plain = new java.util.zip.Deflater(6, true);
    plain.setInput(text);
    plain.finish();
    byte[] expected = new byte[text.length];
    int length = plain.deflate(expected);
    plain.end();
    assertThat(packed).isEqualTo(java.util.Arrays.copyOf(expected, length));
  }

  @Test
  void whatIsTooMuchGoesAtOnceAndTheOldestFirst() throws IOException {
    CacheFolder cache = new CacheFolder(folder.resolve("cache"));
    pack(payload(), 2, PackedCache.in(cache));
    long size = 0;
    List<Path> before = kept(folder.resolve("cache"));
    for (Path file : before) {
      size += Files.size(file);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }
    byte[] bytes = new byte[4_000_000];
    new Random(42).nextBytes(bytes);
    Payload.Entry more = new Payload.Entry("other.bin", new Payload.InMemory(bytes));
    Payload other = new Payload(List.of(more), List.of());

    pack(other, 2, PackedCache.in(cache, size));

    List<Path> after = kept(folder.resolve("cache"));
    assertThat(before).anyMatch(file -> !Files.exists(file)).anyMatch(Files::exists);
    assertThat(after).anyMatch(file -> !before.contains(file));
  }

  @Test
  void theCacheMayGoAtAnyTime() throws IOException {
    Path folder = this.folder.resolve("cache");
    PackedCache cache = PackedCache.in(new CacheFolder(folder));
    byte[] clean = pack(payload(), 2, cache);
    assertThat(kept(folder)).isNotEmpty();
    Path spool = Files.createFile(this.folder.resolve("spool-of-this-test"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PayloadPacker.pack(
        new PayloadPacker.Request(
            payload(), TIME, 2, cache, () -> spool, (done, total) -> FolderRemoval.quietly(folder)),
        out);
    assertThat(out.toByteArray()).isEqualTo(clean);
  }

  private static List<Path> kept(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("packed"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9a-f]+-[0-9a-f]+-[0-9a-f]+"))
          .sorted((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
          .toList();
    }
  }
}

package dev.dvp.core.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipWriterTest {
  private static final LocalDateTime TIME = LocalDateTime.parse("2023-11-14T22:13:20");
  private static final byte[] TEXT = "grüße".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** Writes into a sparse file, in which gigabytes of nothing take no room. */
  private static final class Sparse extends OutputStream {
    private final SeekableByteChannel channel;

    Sparse(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      channel.write(ByteBuffer.wrap(bytes, offset, length));
    }

    void skip(long bytes) throws IOException {
      channel.position(channel.position() + bytes);
    }
  }

  private static ZipWriter.Data packed() {
    Deflation deflation = new Deflation();
    byte[] bytes = deflation.compress(new Deflation.Block(TEXT, 0, TEXT.length, true));
    deflation.end();
    return out -> out.write(bytes);
  }

  private static ZipWriter.Entry text(String name) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(TEXT);
    try (java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
      packed().writeTo(out);
      return new ZipWriter.Entry(name, (int) crc.getValue(), TEXT.length, out.size());
    }
  }

  @Test
  void holdsMoreThanFourGigabytes() throws IOException {
    Path file = folder.resolve("large.zip");
    long huge = 5L << 30;
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Sparse out = new Sparse(channel);
      ZipWriter zip = new ZipWriter(out, TIME);
      zip.add(text("first.txt"), packed());
      zip.add(new ZipWriter.Entry("huge.bin", 7, huge + 1, huge), to -> out.skip(huge));
      zip.add(text("behind.txt"), packed());
      zip.finish();
    }
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      assertThat(zip.getEntry("huge.bin").getSize()).isEqualTo(huge + 1);
      assertThat(zip.getEntry("huge.bin").getCompressedSize()).isEqualTo(huge);
      assertThat(zip.getInputStream(zip.getEntry("first.txt")).readAllBytes()).isEqualTo(TEXT);
      assertThat(zip.getInputStream(zip.getEntry("behind.txt")).readAllBytes()).isEqualTo(TEXT);
    }
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
      assertThat(zip.getEntry("huge.bin").getSize()).isEqualTo(huge + 1);
      assertThat(zip.getInputStream(zip.getEntry("behind.txt")).readAllBytes()).isEqualTo(TEXT);
    }
  }

  @Test
  void holdsMoreThan65535Entries() throws IOException {
    Path file = folder.resolve("many.zip");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      ZipWriter zip = new ZipWriter(out, TIME);
      for (int i = 0; i < 70_000; i++) {
        zip.add(ZipWriter.Entry.folder(i + "/"), to -> {});
      }
      zip.finish();
    }
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(70_000);
      assertThat(zip.getEntry("69999/").isDirectory()).isTrue();
    }
  }

  @Test
  void writesNamesTimesAndModes() throws IOException {
    Path file = folder.resolve("small.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ZipWriter zip = new ZipWriter(out, TIME);
      zip.add(ZipWriter.Entry.folder("ordner/"), to -> {});
      zip.add(text("ordner/grüße.txt"), packed());
      zip.finish();
    }
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      ZipArchiveEntry entry = zip.getEntry("ordner/grüße.txt");
      assertThat(entry.getUnixMode()).isEqualTo(0100644);
      assertThat(entry.getGeneralPurposeBit().usesDataDescriptor()).isFalse();
      assertThat(entry.getTimeLocal()).isEqualTo(TIME);
      assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(TEXT);
      assertThat(zip.getEntry("ordner/").getUnixMode()).isEqualTo(0040755);
      assertThat(zip.getEntry("ordner/").isDirectory()).isTrue();
    }
  }
}

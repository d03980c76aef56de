package dev.dvp.core.packing;

import dev.dvp.core.files.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what files were compressed to, for the next build. A result is found again by the SHA-256
 * of the content and by what this JVM's deflater makes of a sample, so it is never stale and never
 * other than what compressing again would give; one that is damaged is as good as none.
 */
public final class PackedCache {
  /** Smaller content is compressed in less time than a file takes to be opened. */
  static final int LEAST_BYTES = 4 << 10;

  private static final String FOLDER = "packed";
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final int MAGIC = 0x44565031;
  private static final int HEADER = 32;
  private static final int BUFFER = 1 << 16;

  private final @Nullable CacheFolder folder;
  private @Nullable String suffix;

  private PackedCache(@Nullable CacheFolder folder) {
    this.folder = folder;
  }

  /**
   * A cache that keeps nothing.
   *
   * @return a new one
   */
  public static PackedCache none() {
    return new PackedCache(null);
  }

  /**
   * A cache below another.
   *
   * @param folder the user's own: what lies in it goes into artifacts
   * @return the cache
   */
  public static PackedCache in(CacheFolder folder) {
    return new PackedCache(folder.below(FOLDER));
  }

  /**
   * What was kept of an entry.
   *
   * @param file holds the compressed bytes, and before them what is said here
   * @param crc the CRC-32 of the content
   * @param size the content's size, in bytes
   * @param packed how many compressed bytes there are
   */
  record Kept(Path file, int crc, long size, long packed) {
    ZipWriter.Entry entry(String name) {
      return new ZipWriter.Entry(name, crc, size, packed);
    }

    ZipWriter.Data data() {
      return out -> Packed.copy(file, HEADER, out);
    }
  }

  /** Whether content of that size is worth being looked for. */
  boolean keeps(long size) {
    return folder != null && size >= LEAST_BYTES;
  }

  /** Finds content, and checks that what was kept of it is whole. */
  Optional<Kept> find(byte[] sha256, long size) {
    return folder == null
        ? Optional.empty()
        : folder.find(name(sha256)).flatMap(file -> read(file, size)).map(kept -> noted(kept));
  }

  private Kept noted(Kept kept) {
    Optional.ofNullable(folder).ifPresent(in -> in.used(String.valueOf(kept.file().getFileName())));
    return kept;
  }

  private static Optional<Kept> read(Path file, long size) {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
      if (header.remaining() < HEADER || header.getInt() != MAGIC) {
        return Optional.empty();
      }
      int packedCrc = header.getInt();
      Kept kept = new Kept(file, header.getInt(), header.getLong(), header.getLong());
      CRC32 crc = new CRC32();
      byte[] buffer = new byte[BUFFER];
      long length = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        length += n;
      }
      boolean isWhole = kept.packed() == length && (int) crc.getValue() == packedCrc;
      return Optional.of(kept).filter(k -> isWhole && k.size() == size);
    } catch (IOException e) {
      // Somebody else threw it away just now.
      return Optional.empty();
    }
  }

  /** Keeps an entry. Never fails: what cannot be written is not kept. */
  void keep(byte[] sha256, ZipWriter.Entry entry, int packedCrc, ZipWriter.Data data) {
    if (folder != null) {
      ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(packedCrc);
      header.putInt(entry.crc()).putLong(entry.size()).putLong(entry.packed());
      folder.write(
          name(sha256),
          out -> {
            out.write(header.array());
            data.writeTo(out);
          });
    }
  }

  /** Throws away what no build of the last 30 days used. */
  void prune() {
    if (folder != null) {
      folder.prune(UNUSED);
    }
  }

  private String name(byte[] sha256) {
    String end = suffix;
    if (end == null) {
      end = "-" + Long.toHexString(Deflation.fingerprint());
      suffix = end;
    }
    return HexFormat.of().formatHex(sha256) + end;
  }
}

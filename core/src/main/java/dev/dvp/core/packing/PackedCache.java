package dev.dvp.core.packing;

import dev.dvp.core.files.CacheFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what files were compressed to, for the next build. A result is looked for by size and
 * CRC-32 of the content and by what this JVM's deflater makes of a sample, and then unpacked and
 * compared with the content: so it is never stale nor anything else than what is being packed, and
 * one that is damaged is as good as none. Unpacking takes a tenth of the time of compressing.
 */
public final class PackedCache {
  /** Smaller content is compressed in less time than a file takes to be opened. */
  static final int LEAST_BYTES = 4 << 10;

  private static final String FOLDER = "packed";
  private static final Duration UNUSED = Duration.ofDays(30);

  /** How large all that is kept may be, in bytes. */
  private static final long MOST_BYTES = 2L << 30;

  /** Whoever adds such a part of that looks at once whether it is too much. */
  private static final int PART = 8;

  private static final int MAGIC = 0x44565032;
  private static final int HEADER = 16;
  private static final int BUFFER = 1 << 16;

  private final @Nullable CacheFolder folder;
  private @Nullable String suffix;
  private final long most;
  private long added;

  private PackedCache(@Nullable CacheFolder folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  /**
   * A cache that keeps nothing.
   *
   * @return a new one
   */
  public static PackedCache none() {
    return new PackedCache(null, MOST_BYTES);
  }

  /**
   * A cache below another.
   *
   * @param folder the user's own
   * @return the cache
   */
  public static PackedCache in(CacheFolder folder) {
    return in(folder, MOST_BYTES);
  }

  /** A cache that keeps no more than so many bytes. */
  static PackedCache in(CacheFolder folder, long most) {
    return new PackedCache(folder.below(FOLDER), most);
  }

  /** The content that is being packed, from its start. */
  @FunctionalInterface
  interface Content {
    /** Fills a part of an array; fewer bytes than asked for only at the end. */
    int read(byte[] bytes, int offset, int length);
  }

  /**
   * What was kept of an entry, held open: the cache may be deleted before it is written.
   *
   * @param file holds the compressed bytes, behind a header
   * @param packed how many compressed bytes there are
   */
  record Kept(FileChannel file, long packed) implements ZipWriter.Data, AutoCloseable {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      file.position(HEADER);
      Channels.newInputStream(file).transferTo(out);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Whether content of that size is worth being looked for. */
  boolean keeps(long size) {
    return folder != null && size >= LEAST_BYTES;
  }

  /** Whether something was kept of content of that size and checksum, whatever it is. */
  boolean mayHave(int crc, long size) {
    return folder != null && folder.find(name(crc, size)).isPresent();
  }

  /** Finds content, and makes sure that it is that which was kept. */
  Optional<Kept> find(int crc, long size, Content content) {
    CacheFolder in = folder;
    if (in == null) {
      return Optional.empty();
    }
    Optional<Kept> kept = in.find(name(crc, size)).flatMap(file -> open(file, content));
    kept.ifPresent(found -> in.used(name(crc, size)));
    return kept;
  }

  private static Optional<Kept> open(Path file, Content content) {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      // Somebody else threw it away just now.
      return Optional.empty();
    }
    Optional<Kept> kept = read(channel, content);
    if (kept.isEmpty()) {
      closeQuietly(channel);
    }
    return kept;
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read from.
      return;
    }
  }

  private static Optional<Kept> read(FileChannel file, Content content) {
    Inflater inflater = new Inflater(true);
    try {
      DataInputStream header =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), BUFFER));
      if (header.readInt() != MAGIC) {
        return Optional.empty();
      }
      long crc = Integer.toUnsignedLong(header.readInt());
      Kept kept = new Kept(file, header.readLong());
      CheckedInputStream packed = new CheckedInputStream(header, new CRC32());
      boolean isSame =
          kept.packed() == file.size() - HEADER
              && isSame(new InflaterInputStream(packed, inflater, BUFFER), content);
      packed.transferTo(OutputStream.nullOutputStream());
      return Optional.of(kept).filter(k -> isSame && packed.getChecksum().getValue() == crc);
    } catch (IOException e) {
      // Damaged.
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  private static boolean isSame(InputStream kept, Content content) throws IOException {
    byte[] one = new byte[BUFFER];
    byte[] other = new byte[BUFFER];
    while (true) {
      int n = content.read(other, 0, BUFFER);
      if (kept.readNBytes(one, 0, BUFFER) != n || !Arrays.equals(one, 0, n, other, 0, n)) {
        return false;
      }
      if (n < BUFFER) {
        return true;
      }
    }
  }

  /** Keeps an entry. Never fails: what cannot be written is not kept. */
  void keep(ZipWriter.Entry entry, int packedCrc, ZipWriter.Data data) {
    if (folder != null) {
      ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(MAGIC).putInt(packedCrc);
      header.putLong(entry.packed());
      added += entry.packed();
      folder.write(
          name(entry.crc(), entry.size()),
          out -> {
            out.write(header.array());
            data.writeTo(out);
          });
    }
  }

  /** Throws away what no build of the last 30 days used, and what is too much, the oldest first. */
  void prune() {
    if (folder != null) {
      folder.prune(UNUSED, most, added > most / PART);
    }
  }

  private String name(int crc, long size) {
    String end = suffix;
    if (end == null) {
      end = "-" + Long.toHexString(Deflation.fingerprint());
      suffix = end;
    }
    return Integer.toHexString(crc) + "-" + Long.toHexString(size) + end;
  }
}

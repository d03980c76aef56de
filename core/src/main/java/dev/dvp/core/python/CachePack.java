package dev.dvp.core.python;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Results of parsing in one run of bytes: a head with the build of dvp that made them, an index by
 * the source's hash, the results. One file for a plugin rather than one for each source, so that a
 * run opens one and writes one.
 *
 * <p>An entry counts the rewritings of the pack since it was last of use, and is dropped after some
 * dozens; when the pack would get too large the ones that were out of use longest go first.
 */
final class CachePack {
  static final int MAX_BYTES = 96 << 20;
  static final int HASH_BYTES = 32;
  private static final int MAX_AGE = 40;
  private static final byte[] MAGIC = "dvp-parsed-1\n".getBytes(StandardCharsets.US_ASCII);

  /** An entry as it lies in a pack's bytes. */
  private record Entry(int offset, int length, int checksum, int age) {}

  /** An entry on its way into a new pack. */
  private record Kept(ByteBuffer hash, ByteBuffer content, int checksum, int age) {}

  private final byte[] bytes;
  private final Map<ByteBuffer, Entry> entries = new HashMap<>();

  private CachePack(byte[] bytes) {
    this.bytes = bytes;
  }

  static CachePack empty() {
    return new CachePack(new byte[0]);
  }

  /** Reads a pack; an empty one comes of bytes of another build, or none that we wrote. */
  static CachePack of(byte[] bytes, String build) {
    CachePack pack = new CachePack(bytes);
    try {
      pack.readIndex(build);
      return pack;
    } catch (ByteSource.Damaged e) {
      return empty();
    }
  }

  private void readIndex(String build) {
    ByteSource in = new ByteSource(bytes, 0, bytes.length);
    boolean isOurs =
        Arrays.equals(in.readRaw(MAGIC.length), MAGIC)
            && Arrays.equals(in.readBytes(), build.getBytes(StandardCharsets.UTF_8));
    if (!isOurs) {
      throw new ByteSource.Damaged();
    }
    long checksum = in.readLong();
    int length = in.readCount();
    int start = in.skip(length);
    if (crc(bytes, start, length) != checksum) {
      throw new ByteSource.Damaged();
    }
    ByteSource index = new ByteSource(bytes, start, length);
    int offset = start + length;
    for (int left = index.readCount(); left > 0; left--) {
      // Skipped first: what is too short for a hash is damage, not a failure.
      int at = index.skip(HASH_BYTES);
      ByteBuffer hash = ByteBuffer.wrap(bytes, at, HASH_BYTES).slice();
      int size = index.readUnsigned();
      int entryChecksum = (int) index.readLong();
      int age = index.readUnsigned();
      in.skip(size);
      entries.put(hash, new Entry(offset, size, entryChecksum, age));
      offset += size;
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The bytes of an entry, if they are there whole. */
  Optional<ByteSource> find(ByteBuffer hash) {
    Entry entry = entries.get(hash);
    if (entry == null || crc(bytes, entry.offset(), entry.length()) != entry.checksum()) {
      return Optional.empty();
    }
    return Optional.of(new ByteSource(bytes, entry.offset(), entry.length()));
  }

  /** The bytes of a pack with new entries and those of this one that are still worth it. */
  byte[] with(Map<ByteBuffer, byte[]> fresh, Set<ByteBuffer> used, String build) {
    List<Kept> all = new ArrayList<>();
    fresh.forEach(
        (hash, content) ->
            all.add(new Kept(hash, ByteBuffer.wrap(content), crc(content, 0, content.length), 0)));
    entries.forEach(
        (hash, entry) -> {
          int age = used.contains(hash) ? 0 : entry.age() + 1;
          if (age <= MAX_AGE && !fresh.containsKey(hash)) {
            ByteBuffer content = ByteBuffer.wrap(bytes, entry.offset(), entry.length()).slice();
            all.add(new Kept(hash, content, entry.checksum(), age));
          }
        });
    all.sort(Comparator.comparingInt(Kept::age).thenComparing(Kept::hash));
    return write(withinLimit(all), build);
  }

  private static List<Kept> withinLimit(List<Kept> all) {
    long size = 0;
    for (int i = 0; i < all.size(); i++) {
      size += HASH_BYTES + 20L + all.get(i).content().remaining();
      if (size > MAX_BYTES - 1024) {
        return all.subList(0, i);
      }
    }
    return all;
  }

  private static byte[] write(List<Kept> all, String build) {
    ByteSink index = new ByteSink();
    index.writeUnsigned(all.size());
    for (Kept kept : all) {
      index.writeBuffer(kept.hash());
      index.writeUnsigned(kept.content().remaining());
      index.writeLong(kept.checksum());
      index.writeUnsigned(kept.age());
    }
    byte[] indexBytes = index.toBytes();
    ByteSink out = new ByteSink();
    out.writeRaw(MAGIC, 0, MAGIC.length);
    out.writeBytes(build.getBytes(StandardCharsets.UTF_8));
    out.writeLong(crc(indexBytes, 0, indexBytes.length));
    out.writeBytes(indexBytes);
    all.forEach(kept -> out.writeBuffer(kept.content()));
    return out.toBytes();
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}

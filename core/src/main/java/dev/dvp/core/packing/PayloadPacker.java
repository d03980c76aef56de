package dev.dvp.core.packing;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Progress;
import dev.dvp.core.packing.Deflation.Block;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Packs a payload as a zip: this thread reads the files in the payload's order and writes the zip,
 * others compress. The same files give the same bytes, wherever and whenever that is done and on
 * however many threads; memory is bounded by the number of threads, not by the size of the files.
 */
public final class PayloadPacker {
  /** Content that is read once, hashed and then compressed; what is larger is read twice. */
  private static final int AT_ONCE = 1 << 20;

  /** Less is compressed in the time that threads take to start, and is not worth keeping. */
  private static final long ALONE = 512 << 10;

  /** Enough that no thread is idle while this one waits for its turn on a busy machine. */
  private static final int BLOCKS_PER_THREAD = 16;

  private static final int LEAST_BLOCKS_PER_THREAD = 3;
  private static final long MOST_WAITING_BYTES = 16 << 20;
  private static final int MOST_WAITING = 512;

  /** Far from what a process may have open. */
  private static final int MOST_OPEN = 64;

  private final ContentReader reader;
  private final ZipWriter zip;
  private final Deflaters deflaters;
  private final PackedCache cache;
  private final Supplier<Path> spoolFile;
  private final Progress progress;
  private final long total;
  private final long mostWaitingBytes;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int waitingBlocks;
  private int openKept;
  private long waitingBytes;
  private long done;

  private PayloadPacker(
      Request request,
      OutputStream out,
      PackedCache cache,
      ContentReader reader,
      Deflaters deflaters) {
    this.reader = reader;
    this.zip = new ZipWriter(out, time(request.entryTime()));
    this.deflaters = deflaters;
    this.cache = cache;
    this.spoolFile = request.spoolFile();
    this.progress = request.progress();
    this.total = request.payload().size();
    long round = (long) deflaters.threads() * Deflation.BLOCK;
    this.mostWaitingBytes =
        Math.max(
            LEAST_BLOCKS_PER_THREAD * round,
            Math.min(BLOCKS_PER_THREAD * round, MOST_WAITING_BYTES));
  }

  /**
   * How a payload is packed.
   *
   * @param payload the files
   * @param entryTime the time that every file gets, to two seconds, between 1980 and 2107
   * @param threads how many compress at once; nothing in the result depends on it
   * @param cache what earlier builds compressed
   * @param spoolFile gives a file, existing, that takes what one large file is compressed to; asked
   *     for each of them, after the one before is done with
   * @param progress hears how far packing got
   */
  public record Request(
      Payload payload,
      Instant entryTime,
      int threads,
      PackedCache cache,
      Supplier<Path> spoolFile,
      Progress progress) {}

  /**
   * Packs the payload.
   *
   * @param request what and how
   * @param out takes the zip; not closed
   * @throws IOException when {@code out} or the spool file cannot be written
   * @throws DvpException when a source file cannot be read or changed meanwhile
   * @throws CancellationException when this thread was interrupted
   */
  public static void pack(Request request, OutputStream out) throws IOException {
    boolean isSmall = request.payload().size() <= ALONE;
    try (ContentReader reader = new ContentReader();
        Deflaters deflaters = new Deflaters(isSmall ? 0 : request.threads())) {
      PackedCache cache = isSmall ? PackedCache.none() : request.cache();
      PayloadPacker packer = new PayloadPacker(request, out, cache, reader, deflaters);
      try {
        for (Payload.Entry entry : request.payload().entries()) {
          packer.add(entry);
        }
        packer.writeWaiting(0, 0);
      } finally {
        packer.closeKept();
      }
      packer.zip.finish();
      cache.prune();
    }
  }

  private static LocalDateTime time(Instant entryTime) {
    Instant bounded = entryTime.isBefore(ZipCalendar.FIRST) ? ZipCalendar.FIRST : entryTime;
    return LocalDateTime.ofInstant(
        bounded.isAfter(ZipCalendar.LAST) ? ZipCalendar.LAST : bounded, ZoneOffset.UTC);
  }

  /** A block at work, and how many uncompressed bytes it has. */
  private record Compressing(Future<byte[]> result, int length) {}

  /** An entry of which something is still to be compressed or written. */
  private final class Waiting {
    private final String name;
    private final long size;
    private final Deque<Compressing> blocks = new ArrayDeque<>();
    private final Packed packed = new Packed(spoolFile);
    private final CRC32 crc = new CRC32();
    private PackedCache.@Nullable Kept kept;
    private boolean isToBeKept;
    private boolean isRead;

    Waiting(String name, long size) {
      this.name = name;
      this.size = size;
    }

    void finish() throws IOException {
      try (PackedCache.Kept found = kept) {
        if (found != null) {
          openKept--;
          zip.add(new ZipWriter.Entry(name, (int) crc.getValue(), size, found.packed()), found);
          return;
        }
      }
      try (packed) {
        ZipWriter.Entry entry =
            name.endsWith("/")
                ? ZipWriter.Entry.folder(name)
                : new ZipWriter.Entry(name, (int) crc.getValue(), size, packed.length());
        zip.add(entry, packed);
        if (isToBeKept) {
          cache.keep(entry, packed.crc(), packed);
        }
      }
    }
  }

  private void add(Payload.Entry entry) throws IOException {
    long size = entry.content().size();
    Waiting next = new Waiting(entry.name(), size);
    waiting.add(next);
    if (!entry.isFolder()) {
      if (size <= AT_ONCE) {
        addSmall(entry.content(), next);
      } else {
        addLarge(entry.content(), next);
      }
    }
    next.isRead = true;
    if (openKept > MOST_OPEN) {
      writeWaiting(0, 0);
    } else {
      writeWaiting(mostWaitingBytes, MOST_WAITING);
    }
  }

  /** What is left open when packing is given up. */
  private void closeKept() throws IOException {
    for (Waiting left : waiting) {
      if (left.kept != null) {
        left.kept.close();
      }
    }
  }

  private void addSmall(Payload.Content content, Waiting entry) throws IOException {
    byte[] bytes = reader.readAll(content);
    entry.crc.update(bytes);
    if (isKept(entry, new ByteArrayInputStream(bytes)::readNBytes)) {
      advance(bytes.length);
      return;
    }
    int at = 0;
    do {
      int length = Math.min(Deflation.BLOCK, bytes.length - at);
      int dictionary = Math.min(at, Deflation.DICTIONARY);
      byte[] block =
          at == 0 && length == bytes.length
              ? bytes
              : Arrays.copyOfRange(bytes, at - dictionary, at + length);
      at += length;
      compress(new Block(block, dictionary, length, at == bytes.length), entry);
    } while (at < bytes.length);
  }

  private void addLarge(Payload.Content content, Waiting entry) throws IOException {
    if (isKept(content, entry)) {
      advance(content.size());
      return;
    }
    entry.crc.reset();
    try (ContentReader.Source source = reader.open(content)) {
      byte[] before = new byte[0];
      boolean isLast = false;
      for (long at = 0; !isLast; ) {
        int length = (int) Math.min(Deflation.BLOCK, content.size() - at);
        byte[] bytes = Arrays.copyOf(before, before.length + length);
        source.read(bytes, before.length, length);
        entry.crc.update(bytes, before.length, length);
        at += length;
        isLast = at == content.size();
        compress(new Block(bytes, before.length, length, isLast), entry);
        if (!isLast) {
          before = Arrays.copyOfRange(bytes, bytes.length - Deflation.DICTIONARY, bytes.length);
        }
      }
      source.finish();
    }
  }

  /** Reads content twice more, each time much faster than it can be compressed. */
  private boolean isKept(Payload.Content content, Waiting entry) {
    if (!cache.keeps(entry.size)) {
      return false;
    }
    byte[] buffer = new byte[Deflation.BLOCK];
    try (ContentReader.Source source = reader.open(content)) {
      int n;
      do {
        n = source.read(buffer, 0, buffer.length);
        entry.crc.update(buffer, 0, n);
      } while (n == buffer.length);
    }
    entry.isToBeKept = true;
    if (!cache.mayHave((int) entry.crc.getValue(), entry.size)) {
      return false;
    }
    try (ContentReader.Source source = reader.open(content)) {
      boolean isKept = isKept(entry, source::read);
      if (isKept) {
        source.finish();
      }
      return isKept;
    }
  }

  private boolean isKept(Waiting entry, PackedCache.Content content) {
    if (!cache.keeps(entry.size)) {
      return false;
    }
    entry.isToBeKept = true;
    Optional<PackedCache.Kept> kept = cache.find((int) entry.crc.getValue(), entry.size, content);
    kept.ifPresent(
        found -> {
          entry.kept = found;
          openKept++;
        });
    return kept.isPresent();
  }

  private void compress(Block block, Waiting entry) throws IOException {
    entry.blocks.add(new Compressing(deflaters.submit(block), block.length()));
    waitingBlocks++;
    waitingBytes += block.length();
    advance(block.length());
    writeWaiting(mostWaitingBytes, MOST_WAITING);
  }

  /** Writes what comes first, until not more than so much waits behind it. */
  private void writeWaiting(long mostBytes, int mostBlocks) throws IOException {
    while (!waiting.isEmpty()) {
      Waiting first = waiting.element();
      Compressing block = first.blocks.peek();
      boolean isFull = waitingBytes > mostBytes || waitingBlocks > mostBlocks;
      if (block != null && (isFull || block.result().isDone())) {
        first.blocks.remove();
        first.packed.add(deflaters.result(block.result()));
        waitingBlocks--;
        waitingBytes -= block.length();
      } else if (block == null && first.isRead) {
        waiting.remove();
        first.finish();
      } else {
        return;
      }
    }
  }

  private void advance(long bytes) {
    done += bytes;
    progress.moved(done, total);
  }
}

package dev.dvp.core.python;

import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.files.Sha256;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what parsing a file gave, for the next run. A result is found again by the SHA-256 of the
 * file's bytes and the build of dvp, so it is never stale; one that is damaged is as good as none.
 * Closing writes what is new, which a command does after it has given its answer. Safe for several
 * threads, and for several processes at once.
 */
public final class ParseCache implements AutoCloseable {
  /**
   * With less new source than this nothing is kept: it is parsed in less time than the cache's
   * classes take to load, and no folder appears beside a plugin of one small file.
   */
  static final int LEAST_BYTES = 64 << 10;

  /** No tree of the parser is longer; longer ones were not written by us. */
  private static final int MOST_FOR_A_BYTE = 16;

  private static final int MOST_FOR_A_FILE = 4096;

  private static final String PACK = "parsed";

  private record Fresh(ByteBuffer source, PythonFile file) {}

  private final @Nullable CacheFolder folder;
  private final String build;
  private final @Nullable Map<Path, Fresh> held;
  private final FutureTask<CachePack> pack;
  private final Set<ByteBuffer> used = ConcurrentHashMap.newKeySet();
  private final Queue<Fresh> fresh = new ConcurrentLinkedQueue<>();

  private ParseCache(@Nullable CacheFolder folder, String build, @Nullable Map<Path, Fresh> held) {
    this.folder = folder;
    this.build = build;
    this.held = held;
    this.pack =
        new FutureTask<>(
            () ->
                Optional.ofNullable(folder)
                    .flatMap(kept -> kept.read(PACK, CachePack.MAX_BYTES))
                    .map(bytes -> CachePack.of(bytes, build))
                    .orElseGet(CachePack::empty));
  }

  /**
   * A cache that keeps nothing.
   *
   * @return a new one
   */
  public static ParseCache none() {
    return new ParseCache(null, "", null);
  }

  /**
   * A cache in a folder, which is made when there is something to keep.
   *
   * @param folder the folder, its own alone
   * @param build names the program: a result of another build does not count
   * @return the cache
   */
  public static ParseCache in(Path folder, String build) {
    return new ParseCache(CacheFolder.inPlugin(folder), build, null);
  }

  /**
   * A cache in memory, of what each file was read as the last time: for a process that reads the
   * same plugin again and again.
   *
   * @return a new one
   */
  public static ParseCache inMemory() {
    return new ParseCache(null, "", new ConcurrentHashMap<>());
  }

  /** What a file of these bytes was read as, if it is known. To be called on a DeepStack. */
  Optional<PythonFile> find(Path path, byte[] source) {
    if (held != null) {
      return Optional.ofNullable(held.get(path))
          .filter(last -> last.source().equals(ByteBuffer.wrap(source)))
          .map(Fresh::file);
    }
    pack.run();
    CachePack known = DeepStack.result(pack);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer hash = hash(ByteBuffer.wrap(source));
    Optional<PythonFile> file =
        known
            .find(hash)
            .filter(in -> fits(in.left(), source.length))
            .flatMap(in -> decode(path, in));
    file.ifPresent(found -> used.add(hash));
    return file;
  }

  private static boolean fits(int length, int sourceLength) {
    return length <= MOST_FOR_A_FILE + (long) MOST_FOR_A_BYTE * sourceLength;
  }

  private static Optional<PythonFile> decode(Path path, ByteSource in) {
    try {
      return Optional.of(FileCodec.decode(path, in));
    } catch (RuntimeException | StackOverflowError e) {
      // Right checksum, wrong content: somebody made it by hand.
      return Optional.empty();
    }
  }

  /** Remembers what a file was read as. */
  void add(byte[] source, PythonFile file) {
    if (held != null) {
      held.put(file.path(), new Fresh(ByteBuffer.wrap(source), file));
    }
    if (folder != null && !isByChance(file)) {
      fresh.add(new Fresh(ByteBuffer.wrap(source), file));
    }
  }

  /** How deep the parser comes depends on the JVM, too. */
  private static boolean isByChance(PythonFile file) {
    return file.problems().stream().anyMatch(p -> p.rule() == PythonRule.TOO_COMPLEX);
  }

  /** Writes what is new. Never fails: what cannot be written is not kept. */
  @Override
  public void close() {
    List<Fresh> added = new ArrayList<>();
    long size = 0;
    for (Fresh next = fresh.poll(); next != null; next = fresh.poll()) {
      added.add(next);
      size += next.source().remaining();
    }
    if (folder != null && !added.isEmpty()) {
      pack.run();
      CachePack old = DeepStack.result(pack);
      if (size >= LEAST_BYTES || !old.isEmpty()) {
        byte[] bytes = DeepStack.call(() -> old.with(encode(added), used, build));
        folder.write(PACK, out -> out.write(bytes));
        folder.deleteAbandoned();
      }
    }
  }

  private static Map<ByteBuffer, byte[]> encode(List<Fresh> added) {
    Map<ByteBuffer, byte[]> entries = new TreeMap<>();
    for (Fresh one : added) {
      byte[] content = FileCodec.encode(one.file());
      if (fits(content.length, one.source().remaining())) {
        entries.put(hash(one.source()), content);
      }
    }
    return entries;
  }

  private static ByteBuffer hash(ByteBuffer source) {
    MessageDigest digest = Sha256.digest();
    digest.update(source.duplicate());
    return ByteBuffer.wrap(digest.digest());
  }
}

package dev.dvp.localengine.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dvp.core.bytecode.ProcessBytecode;
import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.files.OwnerOnly;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * dvp's own modules and its runtime packages, with their bytecode, kept in the user's cache: a
 * process starts from there at once, where Python would take longer to compile them than to start,
 * and to write and delete a copy of them takes as long again.
 *
 * <p>A plugin runs as the same user, and so can change what is kept, be it by taking away every
 * folder on its search path. So all of it is read at each start, which takes some milliseconds, and
 * what is not as it was made is made anew; what another user owns is not taken. That holds against
 * accidents. A plugin that means harm can change the digest too, or whatever else is the user's:
 * nothing that the same user may write holds against that, and dvp does not claim to.
 */
public final class KeptRunner {
  private static final String FOLDER = "runner";
  private static final String DIGEST = ".sha256";
  private static final int DIGEST_LENGTH = 64;
  private static final Duration UNUSED = Duration.ofDays(30);

  private final Path folder;
  private final CacheFolder cache;
  private final Python python;
  private final ProcessBytecode bytecode;

  /**
   * What is kept for a Python.
   *
   * @param cache the user's own cache, {@code ~/.dvp/cache}
   * @param python what runs it
   * @param environment the caller's environment variables
   */
  public KeptRunner(Path cache, Python python, Map<String, String> environment) {
    CacheFolder all = new CacheFolder(cache);
    this.folder = cache.resolve(FOLDER);
    this.cache = all.below(FOLDER);
    this.python = python;
    this.bytecode = new ProcessBytecode(python, all, environment);
  }

  /**
   * What a workspace need not make for itself.
   *
   * @param folder holds dvp's script and the runtime packages; nothing when they cannot be kept
   * @param classes bytecode of the classes of the plugin's schema, by its names in the plugin
   */
  public record Made(Optional<Path> folder, List<Payload.Entry> classes) {
    /** Copies the classes. */
    public Made {
      classes = List.copyOf(classes);
    }

    /**
     * Nothing at all.
     *
     * @return so that the workspace makes everything
     */
    public static Made none() {
      return new Made(Optional.empty(), List.of());
    }
  }

  /**
   * Finds what is kept, or makes it. Never fails: a cache that cannot be written is none.
   *
   * @param plugin the plugin's files, with the classes of its schema
   * @return what there is for its workspace
   * @throws java.util.concurrent.CancellationException when it was cancelled meanwhile
   */
  public Made of(Payload plugin) {
    List<Payload.Entry> files = Workspace.ours();
    String key = key(files);
    Optional<Path> found = find(key).or(() -> make(key, files));
    return new Made(found, found.isEmpty() ? List.of() : bytecode.of(Workspace.classes(plugin)));
  }

  /** Gives making it up, from any thread. */
  public void cancel() {
    bytecode.cancel();
  }

  private String key(List<Payload.Entry> files) {
    MessageDigest digest = Sha256.digest();
    try (ContentReader reader = new ContentReader()) {
      for (Payload.Entry file : files) {
        add(digest, file.name(), reader.readAll(file.content()));
      }
    }
    add(digest, python.version(), new byte[0]);
    return Sha256.hex(digest);
  }

  private static void add(MessageDigest digest, String name, byte[] content) {
    digest.update(name.getBytes(UTF_8));
    // So that no content can be taken for a name.
    digest.update(ByteBuffer.allocate(Long.BYTES).putInt(0).putInt(content.length).array());
    digest.update(content);
  }

  private Optional<Path> find(String key) {
    Path kept = folder.resolve(key);
    Optional<String> known =
        cache.read(key + DIGEST, DIGEST_LENGTH).map(bytes -> new String(bytes, UTF_8));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (isOurs(kept) && digest(kept).equals(known.get())) {
        cache.used(key + DIGEST);
        return Optional.of(kept);
      }
    } catch (IOException | UncheckedIOException e) {
      // Somebody took a part of it away.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isOurs(Path kept) throws IOException {
    return Files.isDirectory(kept, LinkOption.NOFOLLOW_LINKS)
        && ProcessHandle.current()
            .info()
            .user()
            .equals(Optional.of(Files.getOwner(kept, LinkOption.NOFOLLOW_LINKS).getName()));
  }

  /** What all files of a folder are, by name and content; a link is never what was made. */
  private static String digest(Path kept) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (Stream<Path> all = Files.walk(kept)) {
      for (Path file : (Iterable<Path>) all.sorted()::iterator) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException("it is no file");
        }
        add(digest, kept.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return Sha256.hex(digest);
  }

  private Optional<Path> make(String key, List<Payload.Entry> files) {
    List<Payload.Entry> compiled = bytecode.of(files);
    if (compiled.isEmpty()) {
      return Optional.empty();
    }
    Path kept = folder.resolve(key);
    Optional<Path> temporary = Optional.empty();
    try {
      Files.createDirectories(folder, OwnerOnly.folder(folder));
      Path made = Files.createTempDirectory(folder, "new-");
      temporary = Optional.of(made);
      PayloadFolder.write(made, files);
      PayloadFolder.write(made, compiled);
      String digest = digest(made);
      // Before the folder, so that another process that makes it too never takes it for a bad one.
      cache.write(key + DIGEST, out -> out.write(digest.getBytes(UTF_8)));
      Optional<Path> found = find(key);
      if (found.isPresent()) {
        // Another process was quicker, and may be about to start from it.
        FolderRemoval.quietly(made);
        return found;
      }
      if (Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
        // Not as it was made. Who runs from it has all of it loaded.
        FolderRemoval.quietly(kept);
      }
      Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
      prune(key);
    } catch (IOException e) {
      // Another process was quicker, or there is no space.
      temporary.ifPresent(FolderRemoval::quietly);
    }
    return find(key);
  }

  /** Takes away what no dvp or Python of today has used for long, and what was not finished. */
  private void prune(String key) throws IOException {
    Instant now = Instant.now();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        String name = String.valueOf(one.getFileName());
        Path used = folder.resolve(name + DIGEST);
        if (!Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS) || name.equals(key)) {
          continue;
        }
        Path dated = Files.exists(used, LinkOption.NOFOLLOW_LINKS) ? used : one;
        if (Files.getLastModifiedTime(dated).toInstant().plus(UNUSED).isBefore(now)) {
          Files.deleteIfExists(used);
          FolderRemoval.quietly(one);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}

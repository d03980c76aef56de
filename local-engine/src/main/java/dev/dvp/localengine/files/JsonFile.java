package dev.dvp.localengine.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.files.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small file with one object of JSON, readable by its owner alone. Who changes it holds a lock,
 * and writes it whole or not at all: no change of two at the same time is lost, and a reader needs
 * no lock.
 */
public final class JsonFile {
  private static final int MAX_BYTES = 16 << 20;
  private static final int VERSION = 1;
  private static final String VERSION_KEY = "schemaVersion";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 10;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final Path lock;
  private final Rule unusable;
  private final String mending;

  /**
   * A file that need not exist.
   *
   * @param file the file
   * @param lock the file that is locked while it is changed
   * @param unusable the rule that is broken when it is damaged, or cannot be read or written
   * @param mending what to do about a damaged file, a sentence
   */
  public JsonFile(Path file, Path lock, Rule unusable, String mending) {
    this.file = file;
    this.lock = lock;
    this.unusable = unusable;
    this.mending = mending;
  }

  /**
   * Changes the object in place.
   *
   * @param <T> what else it gives
   */
  @FunctionalInterface
  public interface Change<T> {
    /**
     * Changes it.
     *
     * @param object the whole object
     * @return anything that the caller wants to know
     */
    T make(ObjectNode object);
  }

  /**
   * Reads the file.
   *
   * @return its object; an empty one when there is no file
   * @throws DvpException when it is damaged or cannot be read
   */
  public ObjectNode read() {
    try {
      Optional<String> text = PrivateFiles.read(file, MAX_BYTES);
      if (text.isEmpty()) {
        return MAPPER.createObjectNode().put(VERSION_KEY, VERSION);
      }
      JsonNode read = MAPPER.readTree(text.get());
      if (read instanceof ObjectNode object && object.path(VERSION_KEY).asInt() == VERSION) {
        return object;
      }
      throw damaged("it is of another version of dvp, or no file of dvp's");
    } catch (JsonProcessingException e) {
      // The parser quotes what it stumbled over, which may be a secret.
      throw damaged("line " + e.getLocation().getLineNr() + " is no JSON");
    } catch (IOException e) {
      throw unusable("cannot be read", e);
    }
  }

  /**
   * Changes the file.
   *
   * @param <T> what the change gives
   * @param change changes what is in it
   * @return what the change gives
   * @throws DvpException when it is damaged, or cannot be read or written
   */
  public <T> T update(Change<T> change) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        PrivateFiles.createFolder(folder);
      }
      FolderLock held = acquire();
      try (held) {
        ObjectNode object = read();
        T result = change.make(object);
        PrivateFiles.write(
            file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n");
        return result;
      }
    } catch (IOException e) {
      throw unusable("cannot be written", e);
    }
  }

  private FolderLock acquire() throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<FolderLock> lockHeld = FolderLock.tryAcquire(lock);
      if (lockHeld.isPresent()) {
        return lockHeld.get();
      }
      try {
        if (System.nanoTime() > until) {
          throw new IOException("another command has held `" + lock + "` for too long");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the wait for `" + lock + "` was interrupted", e);
      }
    }
  }

  /**
   * The failure of a file whose content is not what it must be.
   *
   * @param how what is wrong with it, for the end of a sentence
   * @return to be thrown
   */
  public DvpException damaged(String how) {
    return new DvpException(
        unusable.at(
            Location.of(file),
            "`" + file.getFileName() + "` cannot be used: " + how + ".",
            mending));
  }

  private DvpException unusable(String what, IOException cause) {
    return new DvpException(
        unusable.at(
            Location.of(file),
            "`" + file.getFileName() + "` " + what + Reasons.of(cause) + ".",
            "The local engine's data folder must be yours and writable; `--data` or"
                + " DVP_ENGINE_DATA name another."),
        cause);
  }
}

package dev.dvp.core.python;

import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of a cache: safe to delete at any time, left out by version control and by backups.
 * Nothing here ever fails: a cache that cannot be read or written is none.
 */
final class CacheFolder {
  private static final String PACK = "parsed";

  /** A temporary file so much older than a new one was left by a process that was killed. */
  private static final long ABANDONED_MILLIS = 3_600_000;

  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache of dvp; see https://bford.info/cachedir/
      """;

  private final Path folder;

  CacheFolder(Path folder) {
    this.folder = folder;
  }

  Optional<byte[]> read() {
    if (isReachedByLink()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(folder.resolve(PACK), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(CachePack.MAX_BYTES + 1);
      return bytes.length > CachePack.MAX_BYTES ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes all of it under another name first, so that nobody ever reads half a pack. */
  void write(byte[] pack) {
    Path temporary = folder.resolve(TemporaryNames.next());
    try {
      create();
      Files.write(temporary, pack, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          temporary,
          folder.resolve(PACK),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      deleteAbandoned();
    } catch (IOException | UnsupportedOperationException e) {
      deleteQuietly(temporary);
    }
  }

  private void create() throws IOException {
    if (isReachedByLink()) {
      throw new IOException("a link may lead anywhere");
    }
    Files.createDirectories(folder);
    createFile(".gitignore", "*\n");
    createFile("CACHEDIR.TAG", TAG);
  }

  /** A link that came with a plugin may lead anywhere: what it leads to is none of ours. */
  private boolean isReachedByLink() {
    Path parent = folder.getParent();
    return Files.isSymbolicLink(folder) || (parent != null && Files.isSymbolicLink(parent));
  }

  private void createFile(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.write(
            file, content.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        // Another process was quicker.
        return;
      }
    }
  }

  private void deleteAbandoned() throws IOException {
    long now = Files.getLastModifiedTime(folder.resolve(PACK)).toMillis();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (TemporaryNames.isTemporary(String.valueOf(file.getFileName()))
            && now - Files.getLastModifiedTime(file).toMillis() > ABANDONED_MILLIS) {
          deleteQuietly(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next one that is written tries again.
      return;
    }
  }
}

package dev.dvp.localengine.support;

import dev.dvp.localengine.files.RotatingLog;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * Packs logs into a tar.gz: the engine's below {@code engine/}, a plugin's below {@code plugin/}.
 * Symbolic links are left out, so that nothing from elsewhere gets in.
 */
public final class SupportBundle {
  private static final int MAX_FILES = 1000;

  private final Path engineLog;
  private final Path pluginLogs;

  /** It was the file that could not be written, and no log that could not be read. */
  public static final class NotWrittenException extends IOException {
    private static final long serialVersionUID = 1L;

    NotWrittenException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static final class Target extends FilterOutputStream {
    Target(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new NotWrittenException(e);
      }
    }
  }

  /**
   * A bundle to be packed.
   *
   * @param engineLog the newest part of the engine's log
   * @param pluginLogs the folder of the plugin's logs, which need not exist
   */
  public SupportBundle(Path engineLog, Path pluginLogs) {
    this.engineLog = engineLog;
    this.pluginLogs = pluginLogs;
  }

  /**
   * Packs it.
   *
   * @param target the file to write
   * @throws NotWrittenException when the file cannot be written: the disk is full, most likely
   * @throws IOException when a log cannot be read
   */
  public void write(Path target) throws IOException {
    try (OutputStream file = new BufferedOutputStream(new Target(Files.newOutputStream(target)));
        OutputStream gzip = new GzipCompressorOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      add(tar, engineLog, "engine/" + engineLog.getFileName());
      for (int i = 1; i <= RotatingLog.KEEP; i++) {
        String name = engineLog.getFileName() + "." + i;
        add(tar, engineLog.resolveSibling(name), "engine/" + name);
      }
      for (Path log : pluginLogFiles()) {
        String name = pluginLogs.relativize(log).toString().replace('\\', '/');
        add(tar, log, "plugin/" + name);
      }
    }
  }

  private List<Path> pluginLogFiles() throws IOException {
    if (!Files.isDirectory(pluginLogs, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(pluginLogs)) {
      return tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .limit(MAX_FILES)
          .sorted()
          .toList();
    }
  }

  private static void add(TarArchiveOutputStream tar, Path file, String name) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(attributes.size());
      entry.setLastModifiedTime(attributes.lastModifiedTime());
      tar.putArchiveEntry(entry);
      copy(in, tar, attributes.size());
      tar.closeArchiveEntry();
    } catch (NoSuchFileException e) {
      return; // rotated away in this very moment; nothing was put into the archive yet
    }
  }

  /**
   * Copies as much as the entry's header says, although somebody may write to the log meanwhile.
   */
  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
    byte[] buffer = new byte[8192];
    for (long left = size; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("a log became shorter while it was packed");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}

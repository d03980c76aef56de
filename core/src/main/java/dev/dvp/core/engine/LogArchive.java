package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.OwnerOnly;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.payload.PayloadNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks the logs that an engine sent. What an engine sends is not trusted: nothing is written
 * outside the folder, links and devices are left out, and size and number are limited. What logs
 * say of customers' data is for nobody but who fetched them, whatever modes the archive holds.
 */
public final class LogArchive {
  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 8L << 30;
  private static final int BUFFER = 1 << 16;

  private final Path archive;
  private final CreatedPaths made;
  private long left = MOST_BYTES;
  private int files;
  private int leftOut;

  private LogArchive(Path archive, CreatedPaths made) {
    this.archive = archive;
    this.made = made;
  }

  /**
   * What was unpacked.
   *
   * @param folder where it is
   * @param files how many files
   * @param leftOut how many links and devices were not made
   */
  public record Unpacked(Path folder, int files, int leftOut) {}

  /**
   * Unpacks an archive into a folder of its name beside it.
   *
   * @param archive a tar.gz
   * @param made holds what is unpacked until all is; the caller closes it
   * @return what was unpacked
   * @throws DvpException when the folder is there already, or the archive is damaged or does harm
   */
  public static Unpacked unpack(Path archive, CreatedPaths made) {
    String name = String.valueOf(archive.getFileName()).replaceFirst("\\.tar\\.gz$", "");
    Path target = archive.resolveSibling(name);
    LogArchive work = new LogArchive(archive, made);
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Path folder = target.resolveSibling(TemporaryNames.next());
      made.createFolders(folder, OwnerOnly.folder(folder));
      work.read(folder);
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
      made.keep();
      return new Unpacked(target, work.files, work.leftOut);
    } catch (FileAlreadyExistsException e) {
      throw work.failed(
          "`" + target + "` is there already", "Remove it, or unpack the archive by hand.");
    } catch (IOException e) {
      throw work.failed(
          "the archive is damaged, or its files cannot be written" + Reasons.of(e),
          "The archive itself is kept. Make room on the disk, or fetch it again.");
    }
  }

  private void read(Path folder) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(in, BUFFER), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        // As `tar` writes it when it packs the folder that it is in.
        String name = entry.getName().replaceFirst("^(\\./)+", "");
        if (entry.isDirectory() || name.isEmpty()) {
          continue;
        }
        if (isSpecial(entry)) {
          leftOut++;
          continue;
        }
        if (++files > MOST_FILES) {
          throw failed("it holds more than " + MOST_FILES + " files", "Unpack it by hand.");
        }
        write(tar, file(folder, name));
      }
    }
  }

  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isSymbolicLink()
        || entry.isLink()
        || entry.isCharacterDevice()
        || entry.isBlockDevice()
        || entry.isFIFO()
        || entry.isSparse();
  }

  private Path file(Path folder, String name) throws IOException {
    Optional<String> problem = PayloadNames.pathProblem(name);
    if (problem.isPresent()) {
      throw failed(
          "the name `" + PayloadNames.printable(name) + "` in it " + problem.get(),
          "Look at it with `tar -tzf`, and ask the engine's administrator.");
    }
    Path file = folder.resolve(name).normalize();
    Path above = file.getParent();
    if (above == null || !file.startsWith(folder)) {
      throw failed("a name in it leads elsewhere", "Look at it with `tar -tzf`.");
    }
    if (Files.exists(file)) {
      throw failed(
          "the name `" + PayloadNames.printable(name) + "` stands in it twice",
          "Look at it with `tar -tzf`.");
    }
    made.createFolders(above, OwnerOnly.folder(above));
    return made.createFile(file, OwnerOnly.file(file));
  }

  private void write(InputStream in, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw failed("it holds more than " + (MOST_BYTES >> 30) + " GiB", "Unpack it by hand.");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private DvpException failed(String why, String help) {
    return new DvpException(
        EngineRule.LOGS_NOT_UNPACKED.at(
            Location.of(archive), "The logs were not unpacked: " + why + ".", help));
  }
}

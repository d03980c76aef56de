package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.files.CreatedPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of logs, good and bad. */
class LogArchiveTest {
  @TempDir Path folder;

  private Path archive(TarArchiveEntry... entries) throws IOException {
    Path file = folder.resolve("logs.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (TarArchiveEntry entry : entries) {
        boolean isFile = !entry.isDirectory() && !entry.isSymbolicLink() && !entry.isLink();
        byte[] content = entry.getName().getBytes(StandardCharsets.UTF_8);
        entry.setSize(isFile ? content.length : 0);
        tar.putArchiveEntry(entry);
        if (isFile) {
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  private static LogArchive.Unpacked unpack(Path archive) {
    try (CreatedPaths made = new CreatedPaths()) {
      return LogArchive.unpack(archive, made);
    }
  }

  private long left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void filesAreUnpackedAndLinksLeftOut() throws IOException {
    TarArchiveEntry link = new TarArchiveEntry("plugin/link", TarConstants.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    TarArchiveEntry hard = new TarArchiveEntry("plugin/hard", TarConstants.LF_LINK);
    hard.setLinkName("/etc/passwd");
    LogArchive.Unpacked unpacked =
        unpack(
            archive(
                new TarArchiveEntry("plugin/"),
                new TarArchiveEntry("plugin/größe.log"),
                link,
                hard,
                new TarArchiveEntry("./engine.log")));
    assertThat(unpacked).isEqualTo(new LogArchive.Unpacked(folder.resolve("logs"), 2, 2));
    assertThat(folder.resolve("logs/plugin/größe.log")).hasContent("plugin/größe.log");
    assertThat(left()).isEqualTo(2);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseCanReadWhatIsUnpacked() throws IOException {
    TarArchiveEntry open = new TarArchiveEntry("plugin/deeper/open.log");
    open.setMode(0777);
    unpack(archive(new TarArchiveEntry("plugin/", true), open));
    try (Stream<Path> all = Files.walk(folder.resolve("logs"))) {
      for (Path path : (Iterable<Path>) all::iterator) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
    assertThat(folder.resolve("logs/plugin/deeper/open.log")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "C:\\evil", "a\nb"})
  void nothingIsWrittenElsewhere(String name) throws IOException {
    Path archive = archive(new TarArchiveEntry("good.log"), new TarArchiveEntry(name, true));
    Diagnostic finding = Findings.of(EngineRule.LOGS_NOT_UNPACKED, () -> unpack(archive));
    assertThat(finding.message()).startsWith("The logs were not unpacked: ");
    assertThat(left()).as("the archive alone").isEqualTo(1);
  }

  @Test
  void aNameThatStandsThereTwiceIsRefused() throws IOException {
    Path archive = archive(new TarArchiveEntry("a.log"), new TarArchiveEntry("a.log"));
    Diagnostic finding = Findings.of(EngineRule.LOGS_NOT_UNPACKED, () -> unpack(archive));
    assertThat(finding.message()).contains("stands in it twice");
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path archive = archive(new TarArchiveEntry("good.log"));
    Files.createDirectory(folder.resolve("logs"));
    Diagnostic finding = Findings.of(EngineRule.LOGS_NOT_UNPACKED, () -> unpack(archive));
    assertThat(finding.message()).contains("is there already");
    assertThat(folder.resolve("logs")).isEmptyDirectory();
  }

  @Test
  void aDamagedArchiveLeavesNothing() throws IOException {
    Path archive = archive(new TarArchiveEntry("one.log"), new TarArchiveEntry("two.log"));
    byte[] bytes = Files.readAllBytes(archive);
    for (int size : new int[] {bytes.length / 2, 30, 3}) {
      Files.write(archive, Arrays.copyOf(bytes, size));
      Findings.of(EngineRule.LOGS_NOT_UNPACKED, () -> unpack(archive));
      assertThat(left()).isEqualTo(1);
    }
  }
}

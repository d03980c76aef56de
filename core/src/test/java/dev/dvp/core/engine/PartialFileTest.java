package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside its place, and what killed clients leave of it. */
class PartialFileTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itIsThereUntilItIsClosedOrInItsPlace() throws IOException {
    try (PartialFile part = PartialFile.create(folder, "logs")) {
      assertThat(names()).singleElement().asString().matches("\\.logs-\\d+-\\d+-\\d+\\.part");
      assertThat(part.channel().isOpen()).isTrue();
    }
    assertThat(names()).isEmpty();
    try (PartialFile part = PartialFile.create(folder, "logs")) {
      part.channel().write(ByteBuffer.wrap("content".getBytes(StandardCharsets.UTF_8)));
      try (InputStream in = part.read()) {
        assertThat(in).hasContent("content");
      }
      try (InputStream in = part.read()) {
        assertThat(in.read()).isEqualTo('c');
      }
      part.moveTo(folder.resolve("logs"));
    }
    assertThat(names()).containsExactly("logs");
    assertThat(folder.resolve("logs")).hasContent("content");
  }

  @Test
  void whatAKilledClientLeftIsRemovedAndNothingElse() throws IOException {
    Files.createFile(folder.resolve(".logs-a-7-8-1234567890.part"));
    Files.createFile(folder.resolve(".logs-a-7-8-5.part"));
    List<String> others =
        List.of(
            ".logs-7-8-1.part",
            ".logs-a-1.part",
            ".logs-a-b-7-8-1.part",
            ".logs-a-7-8-1.part.bak",
            "logs-a-1");
    for (String other : others) {
      Files.createFile(folder.resolve(other));
    }
    Files.createDirectory(folder.resolve(".logs-a-7-8-70.part"));
    Files.createSymbolicLink(folder.resolve(".logs-a-7-8-80.part"), folder.resolve("logs-a-1"));
    PartialFile.create(folder, "logs-a").close();
    assertThat(names())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(others.stream(), Stream.of(".logs-a-7-8-70.part", ".logs-a-7-8-80.part"))
                .toList());
  }

  @Test
  void whatIsBeingWrittenStays() throws IOException {
    try (PartialFile one = PartialFile.create(folder, "logs");
        PartialFile other = PartialFile.create(folder, "logs")) {
      assertThat(names()).hasSize(2);
      one.moveTo(folder.resolve("one"));
      other.moveTo(folder.resolve("other"));
    }
    assertThat(names()).containsExactly("one", "other");
  }

  /** On Linux, closing any channel of a file frees all locks that the process has on it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatThisProcessWritesStaysLockedForOthers() throws IOException {
    try (PartialFile one = PartialFile.create(folder, "logs")) {
      assertThat(one.channel().isOpen()).isTrue();
      String inode = ":" + Files.getAttribute(folder.resolve(names().get(0)), "unix:ino") + " ";
      assumeThat(locks()).as("what the kernel tells").contains(inode);
      PartialFile.create(folder, "logs").close();
      assertThat(locks()).contains(inode);
    }
  }

  private static String locks() throws IOException {
    return Files.readString(Path.of("/proc/locks"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseCanReadIt() throws IOException {
    try (PartialFile part = PartialFile.create(folder, "logs")) {
      part.moveTo(folder.resolve("logs"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("logs"))))
        .isEqualTo("rw-------");
  }
}

package dev.dvp.localengine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("says where the driver finds its library, which is a property of the process")
class SqliteLibraryTest {
  @TempDir Path folder;

  @Test
  void theLibraryIsUnpackedOnceAndAHalfOneIsReplaced() throws IOException {
    try {
      SqliteLibrary.unpackInto(folder);
      Path library = files().get(0);
      long size = Files.size(library);
      FileTime old = FileTime.fromMillis(0);
      Files.setLastModifiedTime(library, old);

      SqliteLibrary.unpackInto(folder);
      assertThat(Files.getLastModifiedTime(library)).isEqualTo(old);

      Files.write(library, new byte[10]);
      SqliteLibrary.unpackInto(folder);
      assertThat(Files.size(library)).isEqualTo(size);
      assertThat(files()).containsExactly(library);
    } finally {
      SqliteLibrary.unpackInto(TestEngine.nativeLibraries());
    }
  }

  @Test
  void manyAtOnceEndWithOneWholeLibrary() throws IOException {
    try {
      IntStream.range(0, 8).parallel().forEach(i -> unpack());
      assertThat(files()).hasSize(1);
    } finally {
      SqliteLibrary.unpackInto(TestEngine.nativeLibraries());
    }
  }

  private void unpack() {
    try {
      SqliteLibrary.unpackInto(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }
}

package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts that users read with files that stand under version control. {@code mvn verify
 * -Ddvp.golden=write} writes them anew, to be looked at in the diff.
 */
public final class Golden {
  private static final boolean WRITE = "write".equals(System.getProperty("dvp.golden"));

  private Golden() {}

  /** The root of the checkout. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("cli") ? here.getParent() : here;
  }

  /** Compares with a file below {@code cli/src/test/golden}. */
  public static void check(String name, String actual) {
    checkFile(root().resolve("cli/src/test/golden").resolve(name), actual);
  }

  /** Compares with any file of the checkout, such as a page of the documentation. */
  public static void checkFile(Path file, String actual) {
    try {
      if (WRITE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("run the tests with -Ddvp.golden=write to make it").exists();
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

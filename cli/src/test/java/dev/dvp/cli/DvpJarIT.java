package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must be true of the jar that users get. */
class DvpJarIT {
  private static JarFile jar;
  private static List<JarEntry> entries;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(LauncherSandbox.realJar().toFile());
    entries = jar.stream().toList();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void isSortedStoredAndOfOneTime() {
    List<String> names = entries.stream().skip(1).map(JarEntry::getName).toList();

    assertThat(entries.get(0).getName()).isEqualTo(JarFile.MANIFEST_NAME);
    assertThat(names).isSorted().doesNotHaveDuplicates();
    assertThat(entries).extracting(JarEntry::getMethod).containsOnly(JarEntry.STORED);
    assertThat(entries)
        .extracting(JarEntry::getTimeLocal)
        .hasSize(entries.size())
        .containsOnly(entries.get(0).getTimeLocal());
  }

  @Test
  void hasOnlyClassesThatAClassDataArchiveTakesAndAJava17Reads() throws IOException {
    for (JarEntry entry : entries) {
      if (entry.getName().endsWith(".class")) {
        try (InputStream in = jar.getInputStream(entry)) {
          assertThat((int) in.readNBytes(8)[7]).as(entry.getName()).isBetween(50, 61);
        }
      }
    }
  }

  @Test
  void holdsPicocliInAFormThatTheJvmVerifies() throws IOException {
    URL url = LauncherSandbox.realJar().toUri().toURL();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {url}, ClassLoader.getPlatformClassLoader())) {
      for (JarEntry entry : entries) {
        if (entry.getName().matches("picocli/.*\\.class")) {
          link(loader, entry.getName().replace('/', '.').replaceFirst("\\.class$", ""));
        }
      }
    }
  }

  /** Listing the methods of a class links it, and so verifies it. */
  private static void link(ClassLoader loader, String name) {
    try {
      assertThat(Class.forName(name, false, loader).getDeclaredMethods()).isNotNull();
    } catch (NoClassDefFoundError e) {
      // Support for Groovy, which is not here.
      assertThat(e).hasMessageContaining("groovy");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void knowsItsServicesAndNoneOfItsPartsIsSigned() throws IOException {
    assertThat(content("META-INF/services/java.sql.Driver")).isEqualTo("org.sqlite.JDBC\n");
    assertThat(content("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
        .isEqualTo("org.slf4j.nop.NOPServiceProvider\n");
    assertThat(entries)
        .extracting(JarEntry::getName)
        .noneMatch(
            name ->
                name.matches(
                    "META-INF/[^/]*\\.(SF|RSA|DSA|EC)|.*module-info.class|META-INF/versions/.*"));
  }

  @Test
  void bringsSqliteForThePlatformsThatDvpServesAndNoOther() {
    assertThat(entries)
        .extracting(JarEntry::getName)
        .filteredOn(name -> name.startsWith("org/sqlite/native/"))
        .extracting(name -> name.substring("org/sqlite/native/".length(), name.lastIndexOf('/')))
        .containsExactly(
            "Linux-Musl/aarch64",
            "Linux-Musl/x86_64",
            "Linux/aarch64",
            "Linux/x86_64",
            "Mac/aarch64",
            "Mac/x86_64",
            "Windows/aarch64",
            "Windows/x86_64");
  }

  @Test
  void keepsTheLicencesOfItsLibraries() throws IOException {
    assertThat(content("META-INF/licenses/INDEX"))
        .contains("jackson-core-", "commons-compress-", "sqlite-jdbc-", "slf4j-api-");
    for (String line : content("META-INF/licenses/INDEX").lines().toList()) {
      assertThat(jar.getEntry(line.replaceFirst(".*: ", ""))).as(line).isNotNull();
    }
  }

  private static String content(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}

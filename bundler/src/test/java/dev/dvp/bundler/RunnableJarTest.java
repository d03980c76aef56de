package dev.dvp.bundler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnableJarTest {
  @TempDir Path folder;

  @Test
  void isSortedStoredAndOfOneTime() throws IOException {
    Path jar = bundle(jar("lib-1.0", Map.of("b/two.txt", "2", "b/", "", "a.txt", "1")));

    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      assertThat(entries)
          .extracting(ZipEntry::getName)
          .containsExactly("META-INF/MANIFEST.MF", "META-INF/licenses/INDEX", "a.txt", "b/two.txt");
      assertThat(entries)
          .allSatisfy(entry -> assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED));
      assertThat(entries)
          .extracting(entry -> entry.getTimeLocal().toString())
          .containsOnly("1980-02-01T00:00");
    }
  }

  @Test
  void hasTheSameBytesWhateverTheOrderAndTimeOfItsSources() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("META-INF/services/x.Spi", "x.B");
    files.put("a.txt", "1");
    files.put("META-INF/LICENSE", "free");
    Path first = jar("lib", files);
    Map<String, String> reversed = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(files.keySet());
    for (int i = names.size() - 1; i >= 0; i--) {
      reversed.put(names.get(i), files.get(names.get(i)));
    }
    Path second = jar("again/lib", reversed);
    assertThat(Files.readAllBytes(first)).isNotEqualTo(Files.readAllBytes(second));

    assertThat(Files.readAllBytes(bundle(first))).isEqualTo(Files.readAllBytes(bundle(second)));
  }

  @Test
  void saysWhatToStartAndWhichVersionItIs() throws IOException {
    try (JarFile jar = new JarFile(bundle(jar("lib", Map.of())).toFile())) {
      var attributes = jar.getManifest().getMainAttributes();
      assertThat(attributes.getValue("Main-Class")).isEqualTo("x.Main");
      assertThat(attributes.getValue("Implementation-Version")).matches("1\\.2\\.3\\+[0-9a-f]{8}");
      assertThat(attributes.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
      assertThat(attributes.getValue("Multi-Release")).isNull();
    }
  }

  @Test
  void putsProvidersOfAServiceTogether() throws IOException {
    Path one = jar("one", Map.of("META-INF/services/x.Spi", "x.B # the second\n\n"));
    Path two = jar("two", Map.of("META-INF/services/x.Spi", "# ours\nx.A\nx.B"));

    assertThat(content(bundle(one, two), "META-INF/services/x.Spi")).isEqualTo("x.A\nx.B\n");
  }

  @Test
  void keepsEachLicenceOnceAndSaysWhoseItIs() throws IOException {
    Path one = jar("one-1", Map.of("META-INF/LICENSE.txt", "apache", "META-INF/NOTICE", "by one"));
    Path two = jar("two-2", Map.of("META-INF/maven/g/two/LICENSE", "apache", "LICENSE-MIT", "mit"));
    Path jar = bundle(one, two);

    assertThat(names(jar))
        .contains(
            "META-INF/licenses/one-1/LICENSE.txt",
            "META-INF/licenses/one-1/NOTICE",
            "META-INF/licenses/two-2/LICENSE-MIT")
        .doesNotContain("META-INF/licenses/two-2/maven/g/two/LICENSE", "META-INF/LICENSE.txt");
    assertThat(content(jar, "META-INF/licenses/INDEX"))
        .contains(
            "two-2: META-INF/licenses/one-1/LICENSE.txt\n",
            "two-2: META-INF/licenses/two-2/LICENSE-MIT\n");
  }

  @Test
  void leavesOutWhatIsOfNoUse() throws IOException {
    Map<String, String> useless = new LinkedHashMap<>();
    for (String name :
        List.of(
            "module-info.class",
            "META-INF/SIGNER.SF",
            "META-INF/signer.rsa",
            "META-INF/INDEX.LIST",
            "META-INF/native-image/x/reflect-config.json",
            "META-INF/maven/g/a/pom.xml",
            "org/sqlite/native/FreeBSD/x86_64/libsqlitejdbc.so",
            "org/sqlite/native/Linux/armv7/libsqlitejdbc.so")) {
      useless.put(name, "x");
    }
    Map<String, String> files = new LinkedHashMap<>(useless);
    files.put("META-INF/maven/g/a/pom.properties", "version=1");
    files.put("org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so", "x");

    assertThat(names(bundle(jar("lib", files))))
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "META-INF/licenses/INDEX",
            "META-INF/maven/g/a/pom.properties",
            "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so");
  }

  @Test
  void settlesAMultiReleaseJarForJava17() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.txt", "8");
    files.put("META-INF/versions/9/a.txt", "9");
    files.put("META-INF/versions/17/a.txt", "17");
    files.put("META-INF/versions/21/a.txt", "21");
    files.put("META-INF/versions/11/new.txt", "11");
    Path multiRelease = jar("multi", files, "Multi-Release: true\n");
    Path plain = jar("plain", Map.of("b.txt", "8", "META-INF/versions/9/b.txt", "9"));
    Path jar = bundle(multiRelease, plain);

    assertThat(content(jar, "a.txt")).isEqualTo("17");
    assertThat(content(jar, "new.txt")).isEqualTo("11");
    assertThat(content(jar, "b.txt")).isEqualTo("8");
    assertThat(names(jar)).noneMatch(name -> name.startsWith("META-INF/versions/"));
  }

  @Test
  void refusesTwoDifferentFilesOfOneName() throws IOException {
    Path one = jar("one", Map.of("same.txt", "s", "x/a.txt", "1"));
    Path two = jar("two", Map.of("same.txt", "s", "x/a.txt", "2"));

    assertThatThrownBy(() -> bundle(one, two))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("one", "two", "x/a.txt");
  }

  @Test
  void takesFoldersAndPassesOverWhatIsNotThere() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/x"));
    Files.writeString(classes.resolve("a.txt"), "1");

    assertThat(names(bundle(folder.resolve("classes"), folder.resolve("none"))))
        .contains("x/a.txt");
  }

  @Test
  void leavesTheOldJarWhenItFails() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no zip");
    Path out = Files.writeString(folder.resolve("out.jar"), "old");

    assertThatThrownBy(() -> bundle(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.jar");
    assertThat(out).hasContent("old");
  }

  @Test
  void wantsFourArguments() {
    assertThatThrownBy(() -> Main.main(new String[] {"out.jar"}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path bundle(Path... elements) throws IOException {
    Path out = folder.resolve("out.jar");
    List<String> names = Arrays.stream(elements).map(Path::toString).toList();
    Main.main(
        new String[] {out.toString(), "x.Main", "1.2.3", String.join(File.pathSeparator, names)});
    Path result = Files.createTempFile(folder, "bundle", ".jar");
    Files.write(result, Files.readAllBytes(out));
    return result;
  }

  private Path jar(String name, Map<String, String> files) throws IOException {
    return jar(name, files, "");
  }

  private Path jar(String name, Map<String, String> files, String attributes) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    manifest.read(
        new java.io.ByteArrayInputStream(("Manifest-Version: 1.0\n" + attributes).getBytes(UTF_8)));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> names(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().<String>map(ZipEntry::getName).toList();
    }
  }

  private static String content(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
    }
  }
}

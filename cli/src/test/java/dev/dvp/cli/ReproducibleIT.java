package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same plugin gives the same bytes: on every JDK of this machine, in another folder, with files
 * of other times, modes and order, as another user with another home, umask, locale and time zone.
 */
class ReproducibleIT {
  @TempDir Path folder;
  private Path plugin;

  @BeforeEach
  void makeAPlugin() throws IOException {
    plugin = folder.resolve("plugin");
    PackagedDvp dvp = new PackagedDvp(Files.createDirectories(folder.resolve("home")));
    assertThat(dvp.run(folder, "init", "-r", "plugin", "-n", "Größe").exitCode()).isZero();
    Random random = new Random(11);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = new byte[1 + random.nextInt(60_000)];
      random.nextBytes(bytes);
      Files.write(plugin.resolve("src/daten" + i + ".bin"), bytes);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append("row ").append(random.nextInt(5000)).append('\n');
    }
    // Several blocks, which are compressed at the same time.
    Files.writeString(plugin.resolve("src/größe.txt"), text);
  }

  private byte[] build(PackagedDvp dvp, Path where, Map<String, String> env, String payload)
      throws IOException {
    PackagedDvp.Result result = dvp.run(where, env, "build", "--payload", payload, "-a", "a.json");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    return Files.readAllBytes(where.resolve("a.json"));
  }

  /** A copy whose files are younger, of another mode, and made in another order. */
  private Path copy() throws IOException {
    Path copy = folder.resolve("ein anderer Ort/für später");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(plugin)) {
      files = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
    }
    Collections.reverse(files);
    for (Path file : files) {
      Path target = copy.resolve(plugin.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
      Files.setLastModifiedTime(target, FileTime.fromMillis(1_600_000_000_000L));
      if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    Path one = files.get(0);
    assertThat(Files.getLastModifiedTime(copy.resolve(plugin.relativize(one))))
        .as("the inputs do differ")
        .isNotEqualTo(Files.getLastModifiedTime(one));
    return copy;
  }

  @Test
  void givesTheSameBytesEverywhere() throws IOException {
    for (String payload : List.of("source", "auto")) {
      byte[] expected =
          build(new PackagedDvp(folder.resolve("home")), plugin, Map.of("TZ", "UTC"), payload);
      Path copy = Files.exists(folder.resolve("ein anderer Ort")) ? copied() : copy();
      Path home = Files.createDirectories(folder.resolve("heim"));
      for (Path java : javas()) {
        Map<String, String> env =
            Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "C.UTF-8", "USER", "jemand");
        PackagedDvp other =
            new PackagedDvp(
                home,
                List.of("/bin/sh", "-c", "umask 077; exec \"$0\" \"$@\"", java.toString()),
                "-Duser.language=tr",
                "-Duser.name=jemand");
        assertThat(build(other, copy, env, payload)).as("%s %s", payload, java).isEqualTo(expected);
        // And from what that build kept.
        assertThat(build(other, copy, env, payload)).as("again").isEqualTo(expected);
      }
    }
  }

  private Path copied() {
    return folder.resolve("ein anderer Ort/für später");
  }

  /** This Java, and those that Debian and others install beside it. */
  private static Set<Path> javas() throws IOException {
    // This one is among those installed, as a rule.
    Set<Path> javas = new LinkedHashSet<>(List.of(PackagedDvp.ownJava().toRealPath()));
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (DirectoryStream<Path> jdks = Files.newDirectoryStream(installed)) {
        for (Path jdk : jdks) {
          Path java = jdk.resolve("bin/java");
          if (!Files.isSymbolicLink(jdk) && Files.isExecutable(java) && isNewEnough(jdk)) {
            javas.add(java.toRealPath());
          }
        }
      }
    }
    return javas;
  }

  private static boolean isNewEnough(Path jdk) throws IOException {
    Path release = jdk.resolve("release");
    return Files.exists(release)
        && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9][0-9]).*");
  }
}

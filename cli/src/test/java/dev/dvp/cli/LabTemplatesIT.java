package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example plugins live their whole life on this machine. */
class LabTemplatesIT {
  private static final long PATIENCE_MINUTES = 5;

  /** Not below {@code /tmp}, of which the sandbox has its own: a reader's home is not there. */
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory(Path.of("/var/tmp"), "dvp lab ü");
  }

  @AfterEach
  void removeFolder() throws Exception {
    new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
  }

  @Test
  void theFolderOfFilesIsGreen() {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    Programs.need("rsync", Files.isExecutable(Path.of("/usr/bin/rsync")));
    PackagedDvp dvp = new PackagedDvp(folder);
    PackagedDvp.Result made = dvp.run(folder, "init", "--template", "files", "-r", "my files");
    assertThat(made.exitCode()).as(made.toString()).isZero();

    PackagedDvp.Result result = dvp.run(folder.resolve("my files"), "lab", "test");

    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).contains(" 0 failed, ").contains(" 0 not run");
    PackagedDvp.Result left = dvp.run(folder.resolve("my files"), "lab", "list");
    assertThat(left.out()).isEmpty();
  }

  @Test
  void postgresAnswersWithTheDataOfItsSnapshots() throws Exception {
    Programs.need("python3", Files.isExecutable(Path.of("/usr/bin/python3")));
    Programs.need("postgres", initdb().isPresent());
    // The server refuses to run as root, and the tests' own folders may not be anybody's to read.
    Path jar = Files.copy(Path.of(System.getProperty("dvp.jar")), folder.resolve("dvp.jar"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    Path script = folder.resolve("postgres-lab.sh");
    try (InputStream in = LabTemplatesIT.class.getResourceAsStream("postgres-lab.sh")) {
      Files.copy(in, script);
    }
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.addAll(List.of("env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "bash"));
    command.addAll(
        List.of(
            script.toString(),
            folder.resolve("w").toString(),
            PackagedDvp.ownJava().toString(),
            jar.toString()));
    Path output = folder.resolve("output.txt");

    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean hasEnded = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);

    String text = Files.readString(output);
    assertThat(hasEnded).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).contains(" 0 failed, ").contains(" 0 not run");
  }

  private static Optional<Path> initdb() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(versions, "*")) {
      for (Path version : all) {
        Path initdb = version.resolve("bin/initdb");
        if (Files.isExecutable(initdb)) {
          return Optional.of(initdb);
        }
      }
    }
    return Optional.empty();
  }
}

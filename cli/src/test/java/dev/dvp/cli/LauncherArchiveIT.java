package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.cli.LauncherSandbox.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How {@code dvp.sh} makes, uses and distrusts its class-data archive. */
@DisabledOnOs(OS.WINDOWS)
class LauncherArchiveIT {
  private static final String USES_ARCHIVE = "<-XX:SharedArchiveFile=";

  @TempDir Path folder;

  private LauncherSandbox sandbox;
  private Path script;
  private Path cache;

  @BeforeEach
  void install() throws IOException {
    sandbox = new LauncherSandbox(folder);
    script = sandbox.install("dvp");
    cache = folder.resolve("my cache");
    sandbox.with("JAVA_HOME", sandbox.java()).with("DVP_CACHE", cache).without("DVP_NO_CDS");
  }

  @AfterEach
  void endBackground() {
    sandbox.endBackground();
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.endsWith("archive")).findFirst().orElseThrow();
    }
  }

  private static String training(String body) {
    return "for argument; do case $argument in -XX:ArchiveClassesAtExit=*)\n"
        + body
        + "\n;; esac; done\nprintf '<%s>\\n' \"$@\"\n";
  }

  @Test
  void usesTheArchiveThatAWarmUpMade() throws IOException {
    assertThat(sandbox.run(script, "--warm-up"))
        .isEqualTo(new Result(0, "", "dvp: the class-data archive is " + archive() + "\n"));
    assertThat(sandbox.run(script, "x").out()).contains(USES_ARCHIVE + archive() + ">");

    assertThat(sandbox.with("JAVA_TOOL_OPTIONS", "-Xshare:off").run(script).out())
        .doesNotContain(USES_ARCHIVE);
    sandbox.without("JAVA_TOOL_OPTIONS");
    assertThat(sandbox.with("DVP_NO_CDS", "1").run(script).out()).doesNotContain(USES_ARCHIVE);
  }

  @Test
  void doesNotUseAnArchiveThatIsCutOrOfAnotherJarOrJava() throws IOException {
    sandbox.with("CI", "true").run(script, "--warm-up");
    byte[] whole = Files.readAllBytes(archive());
    Files.writeString(archive(), "cut");
    assertThat(sandbox.run(script).out()).doesNotContain(USES_ARCHIVE);
    assertThat(sandbox.run(script, "--warm-up").exitCode()).isZero();
    assertThat(archive()).hasBinaryContent(whole);
    assertThat(sandbox.run(script).out()).contains(USES_ARCHIVE);

    Files.writeString(script.resolveSibling("dvp.jar"), "another jar");
    assertThat(sandbox.run(script).out()).doesNotContain(USES_ARCHIVE);
    sandbox.run(script, "--warm-up");

    Files.writeString(folder.resolve("java 17/release"), "JAVA_VERSION=\"17.0.16\"\nMORE=1\n");
    assertThat(sandbox.run(script).out()).doesNotContain(USES_ARCHIVE);
  }

  @Test
  void trainsInTheBackgroundWithoutHoldingUpWhoReadsTheOutput() throws IOException {
    Path go = folder.resolve("go");
    sandbox.java(
        "java 17",
        "17",
        training(
            "cat >'%1$s/input'; env >'%1$s/environment'; until [ -f '%2$s' ]; do sleep 0.05; done; echo x >\"${argument#*=}\"; exit"
                .formatted(folder, go)));
    sandbox.with("DVP_PASSWORD", "secret").with("JAVA_TOOL_OPTIONS", "-Dsecret");

    // Ends though the training is still waiting: it holds neither pipe.
    Result first = LauncherSandbox.end(sandbox.start(script, "x"), "the user's");
    assertThat(first.out()).endsWith("<x>\n").doesNotContain(USES_ARCHIVE);
    assertThat(first.err()).isEmpty();
    Files.createFile(go);
    assertThat(sandbox.run(script, "--warm-up").exitCode()).isZero();

    assertThat(sandbox.run(script).out()).contains(USES_ARCHIVE);
    assertThat(folder.resolve("input")).isEmptyFile();
    assertThat(Files.readString(folder.resolve("environment")))
        .doesNotContain("secret")
        .contains("HOME=" + cache);
  }

  @Test
  void trainsOnceWhenSeveralStartAtOnce() throws IOException {
    sandbox.java(
        "java 17",
        "17",
        training("echo x >>'" + folder + "/trainings'; echo x >\"${argument#*=}\"; exit"));
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(sandbox.start(script, "--warm-up"));
    }
    for (Process one : all) {
      assertThat(LauncherSandbox.end(one, "").exitCode()).isZero();
    }

    assertThat(folder.resolve("trainings")).hasContent("x\n");
  }

  @Test
  void forgetsArchivesThatAreOldButNotThoseOfToday() throws IOException {
    Path today = Files.createDirectories(cache.resolve("classes+today"));
    for (int i = 0; i < 5; i++) {
      Path old = Files.createDirectories(cache.resolve("classes+old" + i));
      Files.createFile(old.resolve("archive"));
      Files.setLastModifiedTime(
          old, FileTime.from(Instant.now().minus(Duration.ofDays(2 + (long) i))));
    }

    assertThat(sandbox.run(script, "--warm-up").exitCode()).isZero();

    assertThat(cache.resolve("classes+old1")).exists();
    assertThat(cache.resolve("classes+old2")).doesNotExist();
    assertThat(cache.resolve("classes+old4")).doesNotExist();
    Files.setLastModifiedTime(today, FileTime.from(Instant.now().minus(Duration.ofHours(9))));
    for (int i = 0; i < 5; i++) {
      Files.createDirectories(cache.resolve("classes+new" + i));
    }
    Files.writeString(script.resolveSibling("dvp.jar"), "another jar");
    assertThat(sandbox.run(script, "--warm-up").exitCode()).isZero();
    assertThat(today).exists();
  }

  @Test
  void leavesItBeWhenTrainingFailsOrNothingMayBeWritten() throws IOException {
    sandbox.java(
        "java 17", "17", training("echo x >>'" + folder + "/trainings'; echo bad luck; exit 1"));
    Result failed = sandbox.run(script, "--warm-up");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.err())
        .startsWith("dvp: no class-data archive could be made; what the JVM said is in ");
    assertThat(Path.of(failed.err().strip().replaceFirst(".* is in ", ""))).hasContent("bad luck");
    // As a command starts it in the background: not again today.
    assertThat(sandbox.run(script, "--warm-up", "in-background")).isEqualTo(new Result(0, "", ""));
    assertThat(folder.resolve("trainings")).hasContent("x\n");

    Path noFolder = Files.createFile(folder.resolve("a file"));
    Result unwritable = sandbox.with("DVP_CACHE", noFolder).run(script, "x");
    assertThat(unwritable.out()).endsWith("<x>\n");
    assertThat(unwritable.err()).isEmpty();
    assertThat(sandbox.without("DVP_CACHE").without("HOME").run(script, "x").err()).isEmpty();
  }

  @Test
  void archivesTheRealThing() throws IOException {
    Path real = LauncherSandbox.checkout().resolve("dvp.sh");
    assumeTrue(
        StandardCharsets.US_ASCII.newEncoder().canEncode(real.toString()),
        "Java 17 archives no classes of a jar whose path is not ASCII");
    Path log = folder.resolve("classes.log");
    copyWarmedUp();
    sandbox.with("JAVA_HOME", ClassDataArchive.javaHome()).with("DVP_NO_BUILD", "1");

    Result help = sandbox.with("DVP_JAVA_OPTS", "-Xlog:class+load:file=" + log).run(real, "--help");
    assertThat(help.exitCode()).as(help.err()).isZero();
    assertThat(log)
        .content()
        .containsPattern("dev\\.dvp\\.cli\\.Main source: shared objects file")
        .containsPattern("picocli\\.CommandLine source: shared objects file");

    Files.write(archive(), new byte[4096], StandardOpenOption.TRUNCATE_EXISTING);
    Result version = sandbox.run(real, "--version");
    assertThat(version.exitCode()).as(version.err()).isZero();
    assertThat(log).content().doesNotContain("dev.dvp.cli.Main source: shared objects file");
  }

  /** What a warm-up of the real jar left, in this sandbox's cache. */
  private void copyWarmedUp() throws IOException {
    Path from = ClassDataArchive.archive().getParent();
    Path to = Files.createDirectories(cache.resolve(from.getFileName()));
    Files.copy(from.resolve("archive"), to.resolve("archive"), StandardCopyOption.COPY_ATTRIBUTES);
    List<String> note =
        Files.readString(from.resolve("note"))
            .replace(from.toString(), to.toString())
            .lines()
            .collect(Collectors.toCollection(ArrayList::new));
    // Behind the Java and the flags stand the files as `ls` sorts them, and one has another name
    // now.
    note.subList(2, note.size())
        .sort(Comparator.comparing(line -> line.substring(line.indexOf('/'))));
    Files.writeString(to.resolve("note"), String.join("\n", note) + "\n");
  }
}

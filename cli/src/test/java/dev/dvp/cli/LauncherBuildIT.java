package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.LauncherSandbox.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * When and how {@code dvp.sh} builds dvp: in a checkout that is made up, with a Maven that
 * pretends.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildIT {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir Path folder;

  private LauncherSandbox sandbox;
  private Path checkout;
  private Path script;
  private Path jar;

  @BeforeEach
  void makeCheckout() throws IOException {
    sandbox = new LauncherSandbox(folder);
    sandbox.with("JAVA_HOME", sandbox.java());
    checkout = Files.createDirectories(folder.resolve("my dvp"));
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.createDirectories(checkout.resolve("cli/src/test"));
    for (String source :
        new String[] {"pom.xml", "cli/pom.xml", "cli/src/main/A.java", "cli/src/test/T.java"}) {
      Files.setLastModifiedTime(Files.writeString(checkout.resolve(source), "x"), LONG_AGO);
    }
    for (String sources : new String[] {"cli/src/main", "cli/src/test"}) {
      Files.setLastModifiedTime(checkout.resolve(sources), LONG_AGO);
    }
    script = Files.copy(LauncherSandbox.checkout().resolve("dvp.sh"), checkout.resolve("dvp.sh"));
    jar = checkout.resolve("cli/target/dvp.jar");
    maven(
        "3.8.7",
        "echo $PWD $JAVA_HOME: \"$@\" >>'" + folder + "/built'; echo jar >cli/target/dvp.jar");
  }

  private void maven(String version, String build) throws IOException {
    LauncherSandbox.script(
        sandbox.tools.resolve("mvn"),
        "case $* in *-v*) printf '\\033[1mApache Maven "
            + version
            + "\\033[m\\nx\\n'; exit ;; esac\n"
            + build
            + "\n");
  }

  private long builds() throws IOException {
    Path built = folder.resolve("built");
    return Files.exists(built) ? Files.readAllLines(built).size() : 0;
  }

  @Test
  void buildsWhenTheJarIsMissingAndNotAgain() throws IOException {
    Process process = sandbox.start(script, "init");
    Result first = LauncherSandbox.end(process, "the user's input");

    assertThat(first.err()).contains("dvp: building dvp", "dvp: built.\n");
    assertThat(first.out()).endsWith("<init>\n").contains("<" + jar + ">");
    assertThat(folder.resolve("built"))
        .content()
        .startsWith(
            checkout + " " + folder.resolve("java 17") + ": -B -q -Dquick -pl cli -am package");
    assertThat(sandbox.run(script).err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertThat(checkout.resolve("cli/target/.build-lock")).doesNotExist();
  }

  @Test
  void buildsAgainAfterAChangeOfTheSourcesButNotOfTests() throws IOException {
    sandbox.run(script);
    Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO.toInstant().plusSeconds(60)));

    Files.writeString(checkout.resolve("cli/src/test/T.java"), "y");
    sandbox.run(script);
    assertThat(builds()).isEqualTo(1);

    Files.delete(checkout.resolve("cli/src/main/A.java"));
    sandbox.run(script);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void countsWhatChangedWhileItBuiltAsNewer() throws IOException {
    maven(
        "3.8.7", "sleep 0.05; touch cli/src/main/B.java; sleep 0.05; echo jar >cli/target/dvp.jar");
    sandbox.run(script);

    assertThat(Files.getLastModifiedTime(jar))
        .isLessThan(Files.getLastModifiedTime(checkout.resolve("cli/src/main/B.java")));
    assertThat(sandbox.run(script).err()).contains("building dvp");
  }

  @Test
  void buildsOnceWhenTwoStartAtOnce() throws IOException {
    maven(
        "3.9.9",
        "echo x >>'"
            + folder
            + "/built'; until [ -f '"
            + folder
            + "/go' ]; do sleep 0.05; done; echo jar >cli/target/dvp.jar");
    Process first = sandbox.start(script, "one");
    BufferedReader firstSays = first.errorReader();
    assertThat(firstSays.readLine()).contains("building dvp");
    Process second = sandbox.start(script, "two");
    BufferedReader secondSays = second.errorReader();
    assertThat(secondSays.readLine()).contains("waiting for another");
    Files.createFile(folder.resolve("go"));

    assertThat(LauncherSandbox.end(first, "").out()).endsWith("<one>\n");
    assertThat(LauncherSandbox.end(second, "").out()).endsWith("<two>\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void stopsMavenAndLetsGoWhenItIsStopped() throws IOException, InterruptedException {
    maven("3.9.9", "echo $$ >'" + folder + "/maven'; exec sleep 60");
    Process process = sandbox.start(script);
    assertThat(process.errorReader().readLine()).contains("building dvp");
    while (!Files.exists(folder.resolve("maven")) || Files.size(folder.resolve("maven")) == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    // Not process.destroy(), which closes the streams as well.
    process.toHandle().destroy();

    assertThat(LauncherSandbox.end(process, "").exitCode()).isEqualTo(143);
    long maven = Long.parseLong(Files.readString(folder.resolve("maven")).strip());
    assertThat(ProcessHandle.of(maven)).isEmpty();
    assertThat(checkout.resolve("cli/target/.build-lock")).doesNotExist();
  }

  @Test
  void takesOverTheLockOfOneThatWasKilled() throws IOException, InterruptedException {
    Process killed = sandbox.start(sandbox.tools.resolve("sh"), "-c", "exit");
    killed.waitFor();
    Path lock = Files.createDirectories(checkout.resolve("cli/target/.build-lock"));
    Files.writeString(lock.resolve("pid"), killed.pid() + "\n");

    assertThat(sandbox.run(script).exitCode()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void saysWhatMavenSaidWhenItFails() throws IOException {
    maven("3.8.7", "echo '[ERROR] A.java:[3,1] cannot find symbol'; echo '[ERROR] '; exit 1");

    Result result = sandbox.run(script);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .endsWith(
            "dvp: Maven failed:\n     [ERROR] A.java:[3,1] cannot find symbol\n"
                + "dvp: dvp could not be built; all that Maven said is in %s/cli/target/build.log\n"
                    .formatted(checkout));
  }

  @Test
  void saysThatMavenIsMissingTooOldOrWithoutCompiler() throws IOException {
    maven("3.6.3", "exit 1");
    Result old = sandbox.run(script);
    assertThat(old.exitCode()).isEqualTo(2);
    assertThat(old.err())
        .contains("building dvp takes Maven 3.8 or newer, and " + sandbox.tools + "/mvn is 3.6.");

    Files.delete(sandbox.tools.resolve("mvn"));
    Result none = sandbox.run(script);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("there is no mvn on PATH", "apt install maven");

    Files.delete(folder.resolve("java 17/bin/javac"));
    Result jre = sandbox.run(script);
    assertThat(jre.exitCode()).isEqualTo(2);
    assertThat(jre.err()).contains("building dvp takes a JDK 17 or newer", "a JRE, not a JDK");
  }

  @Test
  void doesNotBuildWhenToldNotTo() throws IOException {
    sandbox.with("DVP_NO_BUILD", "1");

    Result missing = sandbox.run(script);
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("DVP_NO_BUILD forbids to build it");

    Files.createDirectories(jar.getParent());
    Files.setLastModifiedTime(Files.writeString(jar, "old"), FileTime.fromMillis(0));
    assertThat(sandbox.run(script, "x").out()).endsWith("<x>\n");
    assertThat(builds()).isZero();
  }
}

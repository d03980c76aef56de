package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dvp lock}, and which runtime packages {@code dvp build} takes and {@code upload} lets by.
 */
class RuntimeCommandsTest {
  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;
  private Path wheels;

  @BeforeEach
  void scaffold() {
    dvp = new DvpRunner(folder).env("DVP_RUNTIME", "");
    plugin = dvp.scaffold("plugin");
    wheels = FakeSdk.in(folder.resolve("wheels"));
  }

  private DvpRunner.Result run(String... args) {
    return dvp.runIn(plugin, args);
  }

  @Test
  void aWheelhouseOfTheFileIsMeantFromTheFilesFolder() {
    UserFile.write(dvp, "[default]\nwheelhouse = wheels\n");
    FakeSdk.in(dvp.home().resolve(".dvp/wheels"));
    DvpRunner.Result lock = run("lock");
    assertThat(lock.exitCode()).as(lock.toString()).isZero();
  }

  @Test
  void aWheelhouseWithTheSdkMakesAnArtifactForRealEngines() throws IOException {
    DvpRunner.Result build = run("build", "-v", "--wheelhouse", wheels.toString());
    assertThat(build.exitCode()).as(build.toString()).isZero();
    assertThat(build.err()).contains("Runtime package: six 1.17.0").doesNotContain("warning");
    try (FakeEngine engine = new FakeEngine()) {
      DvpRunner.Result upload =
          dvp.env("DVP_PASSWORD", "p").runIn(plugin, "upload", "-e", engine.address(), "-u", "a");
      assertThat(upload.exitCode()).as(upload.toString()).isZero();
    }
  }

  @Test
  void anArtifactWithTheBundledRuntimeGoesToNoRealEngine() {
    assertThat(run("build", "--runtime", "bundled", "--payload", "source").err()).isEmpty();
    try (FakeEngine engine = new FakeEngine()) {
      dvp.env("DVP_PASSWORD", "p");
      DvpRunner.Result upload = run("upload", "-e", engine.address(), "-u", "a");
      assertThat(upload.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(upload.err()).contains("error[B652]", "--runtime official", "--force");
      assertThat(engine.calls()).isEmpty();
      assertThat(run("upload", "-e", engine.address(), "-u", "a", "--force").exitCode()).isZero();
    }
  }

  @Test
  void withoutAnIndexAndWithoutInsistingItIsTheBundledOneWithOneWarning() throws IOException {
    DvpRunner.Result build = run("build", "--index-url", "http://127.0.0.1:1/simple/");
    assertThat(build.exitCode()).as(build.toString()).isZero();
    assertThat(build.err()).containsOnlyOnce("warning[B651]").contains("local engine only");
    DvpRunner.Result again = run("build", "--index-url", "http://127.0.0.1:1/simple/");
    assertThat(again.err()).contains("was not asked again");
    DvpRunner.Result insisting =
        run("build", "--runtime", "official", "--index-url", "http://127.0.0.1:1/simple/");
    assertThat(insisting.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(insisting.err()).contains("error[B613]", "--wheelhouse");
  }

  @Test
  void lockedOnceItIsLockedUntilTheRequirementsChange() throws IOException {
    String house = wheels.toString();
    assertThat(run("lock", "--check", "--wheelhouse", house).exitCode()).isEqualTo(1);
    DvpRunner.Result lock = run("lock", "--wheelhouse", house);
    assertThat(lock.exitCode()).as(lock.toString()).isZero();
    assertThat(lock.out()).startsWith("Locked 6 packages in dvp.lock:\n  + dvp-api 1.9.0\n");
    assertThat(plugin.resolve("dvp.lock")).content().endsWith("\n").startsWith("# Written by");
    assertThat(run("lock", "--check", "--wheelhouse", house).out())
        .isEqualTo("dvp.lock is up to date: 6 packages.\n");

    // A newer wheel does not get in by itself, and the cache is enough for a build.
    new TestWheel("six", "1.18.0").in(wheels);
    DvpRunner.Result build =
        run("build", "-v", "--locked", "--index-url", "http://127.0.0.1:1/simple/");
    assertThat(build.exitCode()).as(build.toString()).isZero();
    assertThat(build.err()).contains("six 1.17.0");
    DvpRunner.Result one = run("lock", "--upgrade", "protobuf", "--wheelhouse", house);
    assertThat(one.out()).isEqualTo("dvp.lock is up to date: 6 packages.\n");
    DvpRunner.Result none = run("lock", "--upgrade", "sixx", "--wheelhouse", house);
    assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("`sixx`", "dvp-api, dvp-common", "protobuf, six.");
    DvpRunner.Result upgrade = run("lock", "--upgrade", "six", "--wheelhouse", house);
    assertThat(upgrade.out()).contains("  ~ six 1.18.0, was 1.17.0\n");

    Files.writeString(plugin.resolve("dvp.yml"), "requirements: [six<1.18]\n");
    DvpRunner.Result outdated = run("build", "--locked", "--wheelhouse", house);
    assertThat(outdated.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outdated.err()).contains("error[B643]", "dvp lock");
    DvpRunner.Result lenient = run("build", "-v", "--wheelhouse", house);
    assertThat(lenient.exitCode()).as(lenient.toString()).isZero();
    assertThat(lenient.err()).contains("warning[B643]", "six 1.17.0");
    assertThat(run("lock", "--upgrade", "--wheelhouse", house).exitCode()).isZero();
    assertThat(plugin.resolve("dvp.lock")).content().contains("\"dvp.yml: six<1.18\"");
  }

  @Test
  void aLockThatAMergeEmptiedReleasesNothing() throws IOException {
    String house = wheels.toString();
    assertThat(run("lock", "--wheelhouse", house).exitCode()).isZero();
    Path lock = plugin.resolve("dvp.lock");
    String emptied = Files.readString(lock).replaceFirst("(?s)packages:.*", "packages: []\n");
    Files.writeString(lock, emptied);
    assertThat(run("lock", "--check", "--wheelhouse", house).exitCode())
        .isEqualTo(ExitCode.REFUSED);
    DvpRunner.Result release = run("build", "--release", "--wheelhouse", house);
    assertThat(release.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(release.err()).contains("error[B641]", "dvp-common");
    assertThat(run("lock", "--wheelhouse", house).out()).startsWith("Locked 6 packages");
  }

  @Test
  void lockedWithoutALockIsRefused() {
    for (String runtime : new String[] {"auto", "official", "bundled"}) {
      DvpRunner.Result build =
          run("build", "--locked", "--runtime", runtime, "--wheelhouse", wheels.toString());
      assertThat(build.exitCode()).as(build.toString()).isEqualTo(ExitCode.REFUSED);
      assertThat(build.err()).contains("error[B642]");
    }
  }

  @Test
  void theLockIsMindedWithTheBundledRuntimeToo() throws IOException {
    String house = wheels.toString();
    assertThat(run("lock", "--wheelhouse", house).exitCode()).isZero();
    String[] build = {"build", "--locked", "--runtime", "bundled", "--wheelhouse", house};
    assertThat(run(build).exitCode()).isZero();

    Files.writeString(plugin.resolve("dvp.yml"), "requirements: [six<1.18]\n");
    DvpRunner.Result outdated = run(build);
    assertThat(outdated.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(outdated.err()).contains("error[B643]");
    Files.delete(plugin.resolve("dvp.yml"));
    Files.writeString(plugin.resolve("dvp.lock"), "packages: [\n");
    DvpRunner.Result broken = run(build);
    assertThat(broken.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(broken.err()).contains("error[B641]");
  }

  @Test
  void settingsComeFromTheConfigurationToo() throws IOException {
    try (TestIndex index = new TestIndex().add(FakeSdk.wheels().toArray(new TestWheel[0]))) {
      Path config = Files.createDirectories(dvp.home().resolve(".dvp")).resolve("config");
      String url = index.url().replace("http://", "http://me:s3cret@");
      Files.writeString(config, "[default]\nruntime = official\nindex-url = " + url + "\n");
      config.toFile().setReadable(false, false);
      config.toFile().setReadable(true, true);
      DvpRunner.Result build = run("build", "-v");
      assertThat(build.exitCode()).as(build.toString()).isZero();
      assertThat(build.err()).contains("dvp-platform 5.0.1").doesNotContain("s3cret");
      assertThat(index.requests()).allMatch(one -> one.authorization().startsWith("Basic "));
    }
  }

  @Test
  void optionsThatWouldDoNothingAreRefused() {
    for (String option : new String[] {"--locked", "--runtime=auto", "--wheelhouse=x"}) {
      DvpRunner.Result result = run("build", "-g", option);
      assertThat(result.exitCode()).as(option).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void aWrongRuntimeIsWrongUsage() {
    assertThat(run("build", "--runtime", "best").exitCode()).isEqualTo(ExitCode.USAGE);
    dvp.env("DVP_RUNTIME", "best");
    DvpRunner.Result result = run("build");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("DVP_RUNTIME", "official");
  }
}

package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Host;
import dev.dvp.cli.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dvp env}, with an {@code ssh} that is made up. */
class EnvCommandTest {
  private static final String KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIFoo";

  /** Shows its key to whoever accepts new ones, and knows those that are in the file. */
  private static final String SSH =
      """
      #!/bin/sh
      for word; do case $word in
        UserKnownHostsFile=*) file=${word#*=\\"}; file=${file%%\\"*} ;;
        StrictHostKeyChecking=accept-new) accept=yes ;;
      esac; done
      [ -z "$accept" ] || echo "[db]:22 ssh-ed25519 KEY" >"$file"
      grep -q KEY "$file" 2>/dev/null || { echo 'Host key verification failed.' >&2; exit 255; }
      echo 'Permission denied (publickey).' >&2; exit 255
      """
          .replace("KEY", KEY);

  private static final String FINGERPRINT = "SHA256:cTAdEeXuX9KBxrkeYlxFEc0NXPqSDBUPnezm3vBu+rY";

  @TempDir Path folder;
  private DvpRunner dvp;

  @BeforeEach
  void putSshOnThePath() throws IOException {
    dvp = new DvpRunner(folder);
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path ssh = Files.writeString(bin.resolve("ssh"), SSH);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    dvp.env("PATH", bin + ":" + System.getenv("PATH"));
  }

  private DvpRunner.Result add(String... more) {
    String[] args = new String[5 + more.length];
    System.arraycopy(new String[] {"env", "add", "db", "--host", "ssh://ora@db"}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return dvp.run(args);
  }

  @Test
  void anEnvironmentIsAddedShownAndRemoved() {
    DvpRunner.Result added = dvp.run("env", "add", "mine", "--host", "local", "--scratch", "s");
    assertThat(added.exitCode()).as(added.toString()).isZero();
    assertThat(added.out()).isEqualTo("Added mine: local.\n");
    String scratch = dvp.workingDir().resolve("s").toString();
    String home = dvp.home().resolve(".dvp/engine/environments/local").toString();
    assertThat(dvp.run("env", "list").out())
        .isEqualTo(
            "NAME   HOST   SCRATCH\nlocal  local  %s\nmine   local  %s\n".formatted(home, scratch));
    assertThat(dvp.run("env", "list", "--format", "json").out())
        .contains("\"schemaVersion\" : 1", "\"scratchPath\" : \"" + scratch + "\"");
    assertThat(dvp.run("env", "add", "mine", "--host", "local").err()).contains("error[E822]");
    assertThat(dvp.run("env", "remove", "mine").out()).isEqualTo("Removed mine.\n");
    assertThat(dvp.run("env", "remove", "mine").err()).contains("error[E821]");
  }

  @Test
  void aKeyThatIsNotKnownIsShownAndNotTrusted() {
    DvpRunner.Result refused = add();
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err().replaceAll("\\s+", " "))
        .contains("error[E825]", "--accept-host-key SHA256:");
    assertThat(dvp.run("env", "list").out()).doesNotContain("db");
    assertThat(add("--accept-host-key", "SHA256:other").err()).contains("error[E825]");
    assertThat(add("--offline").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"true,0", "false,1"})
  void whoIsAskedDecides(boolean agrees, int exitCode) {
    StringBuilder asked = new StringBuilder();
    dvp.terminal(new Host.TerminalStreams(true, true, true));
    dvp.prompt(
        new Prompt() {
          @Override
          public Optional<char[]> password(String question) {
            return Optional.empty();
          }

          @Override
          public boolean confirm(String question, boolean isYesByDefault) {
            asked.append(question);
            return agrees;
          }
        });
    assertThat(add().exitCode()).isEqualTo(exitCode);
    assertThat(asked.toString()).contains("ssh://ora@db", FINGERPRINT, "ssh-ed25519");
    asked.setLength(0);
    if (agrees) {
      dvp.run("env", "remove", "db");
      assertThat(add("--identity", "id").exitCode()).isZero();
      assertThat(asked).as("its key is known by now").isEmpty();
      assertThat(dvp.run("env", "list", "--format", "json").out())
          .contains("\"identityFile\" : \"" + dvp.workingDir().resolve("id") + "\"");
    }
  }

  @Test
  void aFingerprintThatIsRightIsEnough() throws IOException {
    DvpRunner.Result added = add("--accept-host-key", FINGERPRINT.replace("SHA", "sha"));
    assertThat(added.exitCode()).as(added.toString()).isZero();
    assertThat(dvp.home().resolve(".dvp/engine/known_hosts"))
        .hasContent("[db]:22 ssh-ed25519 " + KEY);
  }

  @Test
  void theTestTellsWhatIsThere() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    DvpRunner.Result result = dvp.run("env", "test", "local");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).startsWith("local runs commands on local, ").contains("bash    GNU");
    assertThat(result.out().lines()).hasSize(4);
    dvp.env("PATH", folder.toString());
    DvpRunner.Result bare = dvp.run("env", "test", "local");
    assertThat(bare.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(bare.err()).contains("error[E826]", "bash");
  }

  @Test
  void credentialsAreKeptAndNotShown() throws IOException {
    dvp.stdin("tiger\n");
    DvpRunner.Result kept =
        dvp.run("env", "credentials", "app", "--user", "scott", "--password-stdin");
    assertThat(kept.out()).isEqualTo("{\"type\":\"DvpCredentials\",\"name\":\"app\"}\n");
    Files.writeString(dvp.workingDir().resolve("id"), "private");
    DvpRunner.Result noPublic = dvp.run("env", "credentials", "k", "-u", "ora", "--key", "id");
    assertThat(noPublic.exitCode()).isEqualTo(ExitCode.USAGE);
    Files.writeString(dvp.workingDir().resolve("id.pub"), "public");
    assertThat(dvp.run("env", "credentials", "k", "-u", "ora", "--key", "id").exitCode()).isZero();
    assertThat(dvp.run("env", "list", "--format", "json").out())
        .contains("\"type\" : \"keyPair\"", "\"username\" : \"scott\"")
        .doesNotContain("tiger", "private");
    assertThat(dvp.run("env", "credentials", "app", "--remove").out()).isEqualTo("Removed app.\n");
    assertThat(dvp.run("env", "credentials", "app", "--remove").err()).contains("error[E827]");
  }

  @ParameterizedTest
  @CsvSource({
    "env,2,add",
    "env add,2,no name",
    "env add x,2,--host",
    "env add x --host y,1,E823",
    "env remove local,1,E822",
    "env test lcoal,1,Did you mean `local`",
    "env credentials,2,no name",
    "env credentials a,2,--user",
    "env credentials a -u b,2,--password-stdin",
    "env credentials a -u b --key c --password-stdin,2,exclude",
  })
  void aWrongLineIsExplained(String line, int exitCode, String says) {
    DvpRunner.Result result = dvp.run(line.split(" "));
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
    assertThat(result.err()).contains(says);
  }
}

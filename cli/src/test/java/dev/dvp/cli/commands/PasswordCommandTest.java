package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.cli.Cleanups;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Host;
import dev.dvp.cli.Prompt;
import dev.dvp.cli.RunningDvp;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that a command prints. */
@DisabledOnOs(OS.WINDOWS)
class PasswordCommandTest {
  private static final String SECRET = "s3cr3t";

  @TempDir Path folder;
  private DvpRunner dvp;
  private final FakeEngine engine = new FakeEngine().answer("toolkit", FakeEngine.ok("[]", "null"));

  /** Nobody is asked when a password is at hand. */
  private static final Prompt UNASKED =
      new Prompt() {
        @Override
        public Optional<char[]> password(String question) {
          throw new AssertionError(question);
        }

        @Override
        public boolean confirm(String question, boolean isYesByDefault) {
          throw new AssertionError(question);
        }
      };

  @BeforeEach
  void aUser() {
    dvp = new DvpRunner(folder).env("DVP_USER", "admin");
    dvp.terminal(new Host.TerminalStreams(true, false, false)).prompt(UNASKED);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private DvpRunner.Result plugins(String... more) {
    String[] args = new String[more.length + 3];
    System.arraycopy(new String[] {"plugins", "-e", engine.address()}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    DvpRunner.Result result = dvp.run(args);
    assertThat(result.out() + result.err()).doesNotContain(SECRET);
    return result;
  }

  private void assertPassword(String password) {
    assertThat(engine.logins())
        .singleElement()
        .asString()
        .contains("\"password\":\"" + password + "\"");
    engine.logins().clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo s3cr3t",
        "printf s3cr3t",
        "printf 's3cr3t\\r\\nlogin: me\\n'",
        "echo s3cr3t; i=0; while [ $i -lt 20000 ]; do echo 'and more'; i=$((i+1)); done",
      })
  void itsFirstLineIsThePassword(String command) {
    DvpRunner.Result result = plugins("--password-command", command);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertPassword(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo s3cr3t; exit 3|ended with 3",
        "true s3cr3t|printed no password on its first line",
        "echo; echo s3cr3t|printed no password on its first line",
        "no-such-s3cr3t-command 2>/dev/null|ended with 127",
      })
  void whatFailsIsToldWithoutItsOutput(String command, String says) {
    UserFile.write(dvp, "[default]\npassword_command = " + command + "\n");
    DvpRunner.Result result = plugins("--stacktrace");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E006]", says, "password_command");
    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void ofACommandAndAPasswordTheNearerCounts() {
    UserFile.write(
        dvp,
        "[default]\npassword = default\npassword_command = echo default-command\n[p]\nengine = "
            + engine.address()
            + "\npassword = profile\n");
    plugins();
    assertPassword("default-command");
    dvp.env("DVP_PASSWORD", "environment");
    plugins();
    assertPassword("environment");
    dvp.env("DVP_PASSWORD_COMMAND", "echo environment-command");
    plugins();
    assertPassword("environment-command");
    dvp.run("plugins", "-e", "p");
    assertPassword("profile");
    plugins("--profile", "p", "--password-command", "echo option-command");
    assertPassword("option-command");
    plugins("--password", "option");
    assertPassword("option");
  }

  @Test
  void itIsNotRunWhenItIsNotNeeded() {
    Path trace = folder.resolve("trace");
    UserFile.write(dvp, "[default]\npassword_command = touch '" + trace + "'; echo x\n");
    assertThat(plugins("--password", "given").exitCode()).isZero();
    assertThat(dvp.stdin("piped\n").run("plugins", "-e", engine.address(), "--password-stdin"))
        .extracting(DvpRunner.Result::exitCode)
        .isEqualTo(ExitCode.OK);
    assertThat(dvp.run("config", "list").exitCode()).isZero();
    try (LocalEngine local =
        LocalEngine.start(
            LocalEngineConfig.of(dvp.home().resolve(".dvp/engine"), Clock.systemUTC(), "test"))) {
      assertThat(local.port()).isPositive();
      dvp.env("DVP_PASSWORD_COMMAND", "touch '" + trace + "'; echo x");
      DvpRunner.Result result = dvp.run("plugins", "-e", "local");
      assertThat(result.exitCode()).as(result.toString()).isZero();
      dvp.prompt(Prompt.NOBODY).env("DVP_PASSWORD", "for others");
      DvpRunner.Result guest = dvp.run("plugins", "-e", "local", "-u", "guest");
      assertThat(guest.exitCode()).as("another user has to be known").isEqualTo(ExitCode.USAGE);
      assertThat(trace).doesNotExist();
      DvpRunner.Result told = dvp.run("plugins", "-e", "local", "--password-command", "echo wrong");
      assertThat(told.err()).contains("error[E401]").doesNotContain("wrong\n");
    }
    assertThat(trace).doesNotExist();
    assertThat(plugins().exitCode()).as("DVP_PASSWORD_COMMAND").isZero();
    assertThat(trace).exists();
  }

  @Test
  void whatDoesNotEndIsEnded() {
    Host host =
        new Host(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            InputStream.nullInputStream(),
            Map.of("PATH", System.getenv("PATH")),
            folder,
            folder,
            Clock.systemUTC(),
            time -> {},
            Host.TerminalStreams.NONE,
            Prompt.NOBODY,
            new Cleanups());
    PasswordCommand command = new PasswordCommand(host, Duration.ofMillis(300));
    Path trace = folder.resolve("trace");
    DvpException thrown =
        catchThrowableOfType(
            DvpException.class,
            () -> command.run("echo " + SECRET + "; sleep 300; touch '" + trace + "'"));
    assertThat(thrown.diagnostics().get(0).rule().id()).isEqualTo("E006");
    assertThat(thrown).hasMessageContaining("did not end within 300 ms");
    assertThat(trace).doesNotExist();
    assertThat(PasswordCommand.PATIENCE).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whoGivesUpIsToldWhatWasGivenUp() throws Exception {
    Path trace = folder.resolve("trace");
    String waits = "touch '" + trace + "'; sleep 300; true";
    try (RunningDvp running =
        dvp.start(
            dvp.workingDir(), "plugins", "-e", engine.address(), "--password-command", waits)) {
      while (!Files.exists(trace)) {
        LockSupport.parkNanos(1_000_000);
      }
      DvpRunner.Result result = running.stop();
      assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(result.err())
          .contains("error[E507]: Interrupted while the command that prints the password was");
    }
    // The terminal's Ctrl-C ends the command before this process hears of it.
    DvpRunner.Result ended = plugins("--password-command", "exit 130");
    assertThat(ended.err()).contains("error[E507]").doesNotContain("E006");
    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void forSeveralEnginesItIsRunOnce() throws Exception {
    Path artifact = SampleArtifact.today().write(dvp.workingDir().resolve("artifact.json"));
    Path trace = folder.resolve("trace");
    try (FakeEngine other = new FakeEngine()) {
      dvp.env("DVP_PASSWORD_COMMAND", "echo run >> '" + trace + "'; echo " + SECRET);
      DvpRunner.Result result =
          dvp.run(
              "upload", "-a", artifact.toString(), "-e", engine.address(), "-e", other.address());
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(trace).hasContent("run\n");
      assertPassword(SECRET);
      assertThat(other.logins()).hasSize(1);
    }
  }
}

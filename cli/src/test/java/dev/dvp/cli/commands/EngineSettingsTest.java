package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which engine is meant, and as whom: options, profiles, environment, and the file. */
class EngineSettingsTest {
  @TempDir Path folder;
  private DvpRunner dvp;
  private final FakeEngine one = new FakeEngine().answer("toolkit", FakeEngine.ok("[]", "null"));
  private final FakeEngine two = new FakeEngine().answer("toolkit", FakeEngine.ok("[]", "null"));

  @BeforeEach
  void aUser() {
    dvp = new DvpRunner(folder);
    UserFile.write(
        dvp,
        """
        [default]
        user = all
        password = default-password
        [one]
        engine = ONE
        user = me
        password = one-password
        [two]
        engine = TWO
        [user-only]
        user = other
        [group.one-alone]
        engines = one
        [group.both]
        engines = one two
        """
            .replace("ONE", one.address())
            .replace("TWO", two.address()));
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  private DvpRunner.Result plugins(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "plugins";
    System.arraycopy(more, 0, args, 1, more.length);
    DvpRunner.Result result = dvp.run(args);
    assertThat(result.out() + result.err()).doesNotContain("-password ", "-password\"");
    return result;
  }

  private static void assertLogin(FakeEngine engine, String user, String password) {
    assertThat(engine.logins())
        .singleElement()
        .asString()
        .contains("\"username\":\"" + user + "\"", "\"password\":\"" + password + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "-e one, me, one-password",
    "--profile one, me, one-password",
    "-e one-alone, me, one-password",
    "-e one -u opt, opt, one-password",
    "--profile two -e one, me, one-password",
  })
  void aProfileIsItsEngineItsUserAndItsPassword(String line, String user, String password) {
    dvp.env("DVP_USER", "env").env("DVP_PASSWORD", "env-password").env("DVP_ENGINE", "two");
    DvpRunner.Result result = plugins(line.split(" "));
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertLogin(one, user, password);
    assertThat(two.calls()).isEmpty();
  }

  @Test
  void whatAProfileLacksComesFromTheEnvironmentAndThenFromTheDefaults() {
    assertThat(plugins("-e", "two").exitCode()).isZero();
    assertLogin(two, "all", "default-password");
    two.logins().clear();
    dvp.env("DVP_PASSWORD", "env-password");
    assertThat(plugins("-e", "two").exitCode()).isZero();
    assertLogin(two, "all", "env-password");
  }

  @Test
  void aProfileMayBeForAnEngineThatIsNamedOtherwise() {
    assertThat(plugins("--profile", "user-only", "-e", two.address()).exitCode()).isZero();
    assertLogin(two, "other", "default-password");
    dvp.env("DVP_ENGINE", two.address());
    two.logins().clear();
    assertThat(plugins("--profile", "user-only").exitCode()).isZero();
    assertLogin(two, "other", "default-password");
  }

  @Test
  void theUsualEngineMayBeAProfileOrAGroup() {
    assertThat(dvp.env("DVP_ENGINE", "one-alone").run("plugins").exitCode()).isZero();
    assertLogin(one, "me", "one-password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile on|There is no profile `on`|Did you mean `one`?",
        "--profile xyzzy|There is no profile `xyzzy`|`one`, `two`, `user-only`",
        "--profile user-only|`user-only` in ~/.dvp/config names no engine|engine = ADDRESS",
        "-e user-only|`user-only` in ~/.dvp/config names no engine|engine = ADDRESS",
        "--profile both|`both` in ~/.dvp/config is a group of engines|Write `-e both`",
        "-e one --password x --password-stdin|exclude each other|one of them",
        "-e one --password x --password-command y|exclude each other|one of them",
        "-e one --password-stdin --password-command y|exclude each other|one of them",
        "-e one --ca-file x --fingerprint y|exclude each other|one of them",
        "-e one --connect-timeout 0|whole number from 1|--connect-timeout",
        "-e one --format xml|takes one of|json",
      })
  void wrongUsageIsExplainedAndAsksNoEngine(String line, String says, String helps) {
    DvpRunner.Result result = plugins(line.split(" "));
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(says, helps);
    assertThat(one.calls()).isEmpty();
    assertThat(two.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-e both", "-e one -e two"})
  void logsAreThoseOfOneEngine(String line) {
    dvp.scaffold("plugin");
    String[] named = line.split(" ");
    String[] args = new String[named.length + 3];
    System.arraycopy(
        new String[] {"download-logs", "-c", "plugin/plugin_config.yml"}, 0, args, 0, 3);
    System.arraycopy(named, 0, args, 3, named.length);
    DvpRunner.Result result = dvp.run(args);
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains(
            "talks to one engine, and 2 are named: one, two", "for each of them, with `-e NAME`");
    assertThat(dvp.run("download-logs", "--help").out()).contains("The one engine");
  }

  /**
   * A word that is no host is most likely a profile; the name server of this machine knows none.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user-onyl|user-onyl|Did you mean `user-only`?",
        "one-alnoe|one-alnoe|Did you mean `one-alone`?",
        "xyzzy-dvp-test|xyzzy-dvp-test|Check the spelling",
      })
  void aMisspeltProfileIsNotJustAnUnknownHost(String engine, String says, String helps) {
    DvpRunner.Result result = plugins("-e", engine);
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .contains(
            "error[E201]", "no profile or group `" + says + "`", "no host of that name", helps);
    DvpRunner.Result dotted = plugins("-e", "no-such-engine.invalid");
    assertThat(dotted.err()).contains("error[E201]").doesNotContain("profile");
  }

  @Test
  void aMisspeltProfileWithoutAUserIsHintedAt() {
    UserFile.write(dvp, "[prod]\nengine = ONE\nuser = me\n".replace("ONE", one.address()));
    DvpRunner.Result result = plugins("-e", "prdo");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("Did you mean `prod`? Give `-u NAME`");
  }

  @Test
  void withoutProfilesTheHintSaysHowToMakeOne() {
    UserFile.write(dvp, "[default]\nuser = a\n");
    DvpRunner.Result result = plugins("--profile", "prod");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("write a section `[prod]`");
  }

  @Test
  void groupsThatLeadNowhereAreToldSo() {
    UserFile.write(
        dvp,
        """
        [default]
        user = a
        password = p
        [group.empty]
        engines =
        [group.bare]
        [group.ring]
        engines = ring2
        [group.ring2]
        engines = x, ring
        [group.self]
        engines = self
        """);
    for (String group : new String[] {"empty", "bare"}) {
      DvpRunner.Result result = plugins("-e", group);
      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("`" + group + "`", "has no engines", "[group." + group);
    }
    for (String group : new String[] {"ring", "self"}) {
      DvpRunner.Result result = plugins("-e", group);
      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("`" + group + "`", "leads to itself");
    }
  }

  @Test
  void anEngineThatIsNamedInSeveralWaysIsOne() {
    String port = one.address().substring("http://127.0.0.1:".length());
    UserFile.write(
        dvp,
        """
        [default]
        user = all
        password = p
        [p]
        engine = ONE/
        [group.inner]
        engines = p, HTTP://127.0.0.1:PORT
        [group.outer]
        engines = inner, inner, p
        """
            .replace("ONE", one.address())
            .replace("PORT", port));
    DvpRunner.Result result = plugins("-e", "outer", "-e", "inner", "-e", one.address(), "-v");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err()).contains("Named twice, and taken once: " + one.address());
    assertThat(one.logins()).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ofAuthoritiesAndAFingerprintTheNearerCounts() {
    UserFile.write(
        dvp,
        "[default]\nuser = a\npassword = p\nfingerprint = no-fingerprint\n"
            + "[p]\nengine = https://127.0.0.1:1\nca_file = /no/such/file.pem\n");
    assertThat(plugins("-e", "https://127.0.0.1:1").err()).contains("error[E104]");
    assertThat(plugins("-e", "p").err()).contains("error[E105]");
    assertThat(plugins("-e", "p", "--fingerprint", "x").err()).contains("error[E104]");
  }

  @ParameterizedTest
  @CsvSource({
    "-e ftp://x, E101, 2",
    "--delphix-engine ftp://x, E101, 2",
    "-e https://u:p@x, E102, 2",
    "-e bad, E101, 1",
    "--profile bad, E101, 1",
    "-e bad-group, E101, 1",
    "-e secret, E102, 1",
    "-e https://127.0.0.1:1 --fingerprint x, E104, 2",
    "-e pinned, E104, 1",
    "-e https://127.0.0.1:1 --ca-file no-such-file, E105, 2",
    "-e signed, E105, 1",
  })
  void whoWroteWhatIsWrongDecidesOnTheExitCode(String line, String rule, int exitCode) {
    UserFile.write(
        dvp,
        """
        [default]
        user = a
        password = p
        [bad]
        engine = ftp://x
        [secret]
        engine = https://u:p@x
        [group.bad-group]
        engines = ftp://x
        [pinned]
        engine = https://127.0.0.1:1
        fingerprint = x
        [signed]
        engine = https://127.0.0.1:1
        ca_file = no-such-file
        """);
    DvpRunner.Result result = plugins(line.split(" "));
    assertThat(result.err()).contains("error[" + rule + "]");
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
    String[] json = (line + " --format json").split(" ");
    assertThat(plugins(json).out()).contains("\"exitCode\" : " + exitCode, rule);
  }

  @ParameterizedTest
  @CsvSource({"no/ca.pem, .dvp/no/ca.pem", "../no.pem, no.pem", "~/no.pem, no.pem"})
  void aPathInTheFileIsMeantFromTheFilesFolder(String written, String meant) {
    UserFile.write(dvp, "[x]\nengine = https://127.0.0.1:1\nca_file = " + written + "\n");
    dvp.env("DVP_USER", "env").env("DVP_PASSWORD", "env-password");
    String message = "authorities `" + dvp.home().resolve(meant) + "` cannot be read";
    assertThat(plugins("-e", "x").err()).contains(message);
    dvp.env("DVP_CA_FILE", "here.pem");
    message = "authorities `" + dvp.workingDir().resolve("here.pem") + "` cannot be read";
    assertThat(plugins("-e", "https://127.0.0.1:1").err()).contains(message);
  }

  @Test
  void anEngineOfTheEnvironmentIsNotTheCommandLines() {
    DvpRunner.Result result = dvp.env("DVP_ENGINE", "ftp://x").run("plugins");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E101]");
  }

  @Test
  void theLimitOfAWaitIsASettingLikeOthers() {
    String[] line = {"download-logs", "-c", "no-such-plugin.yml", "-e", "one"};
    assertThat(dvp.run(line).err()).contains("no-such-plugin.yml");
    DvpRunner.Result plugin = dvp.run("init", "-r", "plugin", "-n", "P");
    assertThat(plugin.exitCode()).isZero();
    line[2] = "plugin/plugin_config.yml";
    dvp.env("DVP_WAIT_TIMEOUT", "soon");
    assertThat(dvp.run(line).err())
        .contains("The wait timeout from DVP_WAIT_TIMEOUT has to be a whole number from 1 to 86400")
        .contains("not `soon`");
    assertThat(one.calls()).isEmpty();
    assertThat(plugins("-e", "one").exitCode()).as("a command that does not wait").isZero();
    one.calls().clear();
    String[] zero = {line[0], line[1], line[2], line[3], line[4], "--wait-timeout", "0"};
    assertThat(dvp.run(zero).err()).contains("`--wait-timeout` takes a whole number from 1");
    zero[6] = "5";
    assertThat(dvp.run(zero).err()).contains("error[E601]");
    assertThat(dvp.env("DVP_WAIT_TIMEOUT", "5").run(line).err()).contains("error[E601]");
  }
}

package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Host;
import dev.dvp.cli.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCommandTest {
  private static final String FILE =
      """
      # mine
      [default]
      user = admin
      password = hunter2
      index-url = https://me:hunter2@pypi.example.com/simple/
      passwrod = hunter2

      ; the real one
      [prod]
      engine = https://me:hunter2@engine.example.com
      password_command = pass show engine
      password = hunter2
      user =
      hunter2 = hunter2

      [group.qa]
      engines = qa1.example.com  me:hunter2@qa2,prod
      """;

  @TempDir Path folder;
  private DvpRunner dvp;

  @BeforeEach
  void aUser() {
    dvp = new DvpRunner(folder);
  }

  private DvpRunner.Result config(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "config";
    System.arraycopy(args, 0, all, 1, args.length);
    DvpRunner.Result result = dvp.run(all);
    assertThat(result.out() + result.err()).doesNotContain("hunter2", "Exception");
    return result;
  }

  @Test
  void listShowsWhatHoldsAndNoPassword() {
    UserFile.write(dvp, FILE);
    DvpRunner.Result result = dvp.env("DVP_ENGINE", "engine.example.com").run("config", "list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out() + result.err()).doesNotContain("hunter2");
    Golden.check("config/list.txt", result.out());
    assertThat(result.err()).contains("warning[E004]", "Did you mean `password`?");
  }

  @Test
  void withoutAFileTheDefaultsAreListed() {
    DvpRunner.Result result = config("list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("runtime = bundled  (from DVP_RUNTIME)\n")
        .contains("index-url = https://pypi.org/simple/  (from the default)\n")
        .doesNotContain("password");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "user, admin",
    "default.user, admin",
    "password, ***",
    "INDEX_URL, https://***@pypi.example.com/simple/",
    "prod.engine, https://***@engine.example.com",
    "prod.password, ***",
    "prod.password_command, pass show engine",
    "group.qa.engines, 'qa1.example.com, ***@qa2, prod'"
  })
  void getShowsOne(String name, String value) {
    UserFile.write(dvp, FILE);
    DvpRunner.Result result = config("get", name, "-qq");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(value + "\n");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"engine", "prod.user", "prod.ca-file", "nowhere.user", "group.none.engines"})
  void whatIsNotSetIsSilenceAndOne(String name) {
    UserFile.write(dvp, FILE);
    DvpRunner.Result result = config("get", name, "-qq");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out() + result.err()).isEmpty();
  }

  @Test
  void environmentAndFileAreToldApart() {
    UserFile.write(dvp, "[default]\nuser = admin\n");
    dvp.env("DVP_USER", "other");
    assertThat(config("get", "user").out()).isEqualTo("other\n");
    assertThat(config("list").out()).contains("user = other  (from DVP_USER)");
  }

  @Test
  void setChangesOneLineAndNothingElse() throws IOException {
    Path file = UserFile.write(dvp, FILE);
    DvpRunner.Result result = config("set", "prod.engine", "https://new.example.com", "-q");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(file)
        .hasContent(
            FILE.replace("https://me:hunter2@engine.example.com", "https://new.example.com"));
    assertThat(config("get", "prod.engine").out()).isEqualTo("https://new.example.com\n");
    String before = Files.readString(file);
    assertThat(config("set", "group.new.engines", "a, b").exitCode()).isZero();
    assertThat(file).hasContent(before + "\n[group.new]\nengines = a, b\n");
  }

  @Test
  void setMakesTheFileAndSaysWhere() {
    DvpRunner.Result result = config("set", "qa1.example.com.user", "two words = \"as it is\"");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo("Wrote user to [qa1.example.com] in " + UserFile.path(dvp) + ".\n");
    assertThat(config("get", "qa1.example.com.user").out()).isEqualTo("two words = \"as it is\"\n");
    assertThat(config("path").out()).isEqualTo(UserFile.path(dvp) + "\n");
  }

  @Test
  void aPasswordComesFromStdinOrThePrompt() {
    dvp.stdin("hunter2 = #[x]\r\nmore\n");
    assertThat(config("set", "password", "--stdin").exitCode()).isZero();
    assertThat(UserFile.path(dvp)).hasContent("[default]\npassword = hunter2 = #[x]\n");
    dvp.terminal(new Host.TerminalStreams(true, false, false)).prompt(types("hunter2"));
    assertThat(config("set", "password").exitCode()).isZero();
    assertThat(UserFile.path(dvp)).hasContent("[default]\npassword = hunter2\n");
    dvp.prompt(types(""));
    assertThat(config("set", "password").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(UserFile.path(dvp)).hasContent("[default]\npassword = hunter2\n");
    dvp.stdin("https://me:hunter2@host/\n");
    assertThat(config("set", "index-url", "--stdin").exitCode()).isZero();
    assertThat(config("get", "index-url").out()).isEqualTo("https://***@host/\n");
  }

  private static Prompt types(String password) {
    return new Prompt() {
      @Override
      public Optional<char[]> password(String question) {
        return Optional.of(password.toCharArray());
      }

      @Override
      public boolean confirm(String question, boolean isYesByDefault) {
        throw new AssertionError(question);
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "set|A setting has to be named",
        "get|A setting has to be named",
        "get~usr|Did you mean `user`?",
        "get~group.qa.engine|Did you mean `engines`?",
        "get~group.qa.user|There are `engines`",
        "set~prod.~x|There is no setting",
        "set~.user~x|cannot be the name of a section",
        "set~[x].user~x|cannot be the name of a section",
        "set~ x.user~x|cannot be the name of a section",
        "set~a%b.user~x|cannot be the name of a section",
        "set~group..engines~x|cannot be the name of a section",
        "set~user|The value is missing",
        "set~user~a%b|holds a line break",
        "set~user~ a|ends with a blank",
        "set~password~hunter2|stays in the shell's history",
        "set~prod.password~hunter2|stays in the shell's history",
        "set~password|nobody can be asked",
        "set~password~--stdin|is no value",
        "set~user~a~--stdin|Give one of them",
        "set~user~a~b|no argument",
        "set~engine~ftp://engine.example.com|`https://` or `http://` and nothing else",
        "set~prod.engine~engine.example.com:0|not a number from 1 to 65535",
        "set~prod.engine~http://|There is no host",
        "set~engine~a_b|does not hold a host name",
        "set~engine~https://me:hunter2@engine.example.com|give the user with `--user`",
        "set~group.qa.engines~qa1,qa2:x|not a number from 1 to 65535",
        "set~group.qa.engines~, ,|at least one engine",
        "set~fingerprint~sha256:12|64 hexadecimal digits",
        "set~ca-file~no/such.pem|cannot be read",
        "set~runtime~offical|It is one of `official`, `bundled`, `auto`",
        "set~wheelhouse~no/such/folder|is no folder",
        "set~index-url~pypi|begins with `https://` or `http://`",
        "unset|A setting has to be named",
      })
  void wrongUsageChangesNothing(String line, String says) {
    DvpRunner.Result result = config(line.replace('%', '\n').split("~"));
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(says);
    assertThat(UserFile.path(dvp)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine|local",
        "engine|prod",
        "engine|qa",
        "prod.engine|[2001:db8::7]:8443",
        "group.all.engines|qa, local prod,https://x.example.com/path",
        "fingerprint|AA:9f:86:d0:81:88:4c:7d:65:9a:2f:ea:a0:c5:5a:d0:15:a3:bf:4f:1b:2b:0b:82:2c:d1:5d:6c:15:b0:f0:0a",
        "wheelhouse|~/",
        "runtime|Official",
        "index-url|https://pypi.example.com/simple",
        "prüd.user|bürger",
      })
  void whatACommandWouldTakeIsTaken(String name, String value) {
    UserFile.write(dvp, FILE);
    DvpRunner.Result result = config("set", name, value, "-qq");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(UserFile.path(dvp)).content().contains(" " + value + "\n");
  }

  /** Which folder a later command runs in, nobody knows. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aRelativePathIsWrittenAsTheOneThatIsMeantHere() {
    Path file = UserFile.write(dvp, "[default]\n");
    Path here = dvp.workingDir();
    DvpRunner.Result result = config("set", "wheelhouse", "../home:.::~/.dvp");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    String written = dvp.home() + ":" + here + ":~/.dvp";
    assertThat(result.err())
        .contains("It is written as `" + written + "`, which holds in every folder.");
    assertThat(file).hasContent("[default]\nwheelhouse = " + written);
    assertThat(config("set", "wheelhouse", here.toString()).err()).doesNotContain("written as");
  }

  @Test
  void aWrongValueLeavesTheFileAsItWas() {
    Path file = UserFile.write(dvp, FILE);
    DvpRunner.Result empty = config("set", "prod.user", "", "-qq");
    assertThat(empty.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(empty.err()).contains("which counts as not set", "`dvp config unset`");
    assertThat(config("set", "prod.engine", "a b").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(file).hasContent(FILE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user|user = admin~",
        "default.USER|user = admin~",
        "prod.password_command|password_command = pass show engine~",
        "prod.user|user =~",
        "passwrod|passwrod = hunter2~",
        "group.qa.engines|~[group.qa]~engines = qa1.example.com  me:hunter2@qa2,prod~",
      })
  void unsetTakesAwayOneSetting(String name, String lines) {
    Path file = UserFile.write(dvp, FILE);
    DvpRunner.Result result = config("unset", name);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err()).contains("Took ", " out of [", "in " + file + ".");
    assertThat(file).hasContent(FILE.replace(lines.replace('~', '\n'), ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runtime|There is no setting `runtime` in [default]|dvp config list",
        "usr|There is no setting `usr` in [default]|Did you mean `user`?",
        "prud.engine|There is no setting `engine` in [prud]|Did you mean `prod.engine`?",
        "group.q.engines|There is no setting `engines` in [group.q]|`group.qa.engines`?",
        "hunter|There is no setting `hunter` in [default]|dvp config list",
      })
  void whatIsNotThereCannotBeTakenAway(String name, String says, String helps) {
    Path file = UserFile.write(dvp, FILE);
    DvpRunner.Result result = config("unset", name, "-qq");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E008]", says, helps);
    assertThat(file).hasContent(FILE);
  }

  @Test
  void withoutAFileThereIsNothingToTakeAway() {
    assertThat(config("unset", "user").exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(UserFile.path(dvp)).doesNotExist();
  }

  @Test
  void withoutAVerbItSaysWhichThereAre() {
    DvpRunner.Result result = config();
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("list", "get", "set", "unset", "path");
  }

  @Test
  void aBrokenFileIsNotMadeWorse() {
    Path file = UserFile.write(dvp, "[default\nhunter2\n");
    DvpRunner.Result result = config("set", "user", "a");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E001]");
    assertThat(file).hasContent("[default\nhunter2\n");
    assertThat(config("path").exitCode()).as("to mend it").isZero();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatOthersCanReadIsToldAndClosedByTheNextSet() throws IOException {
    Path file = UserFile.write(dvp, FILE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(config("get", "user").err()).contains("warning[E003]", "chmod 600");
    DvpRunner.Result set = config("set", "user", "b");
    assertThat(set.exitCode()).isZero();
    assertThat(set.err())
        .contains("Other users of this machine could use the file; now you alone can (mode 600).")
        .doesNotContain("E003");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(config("get", "user").err()).doesNotContain("E003");
    assertThat(config("set", "user", "c").err()).doesNotContain("mode 600");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw--w----"));
    assertThat(config("unset", "user").err()).contains("mode 600").doesNotContain("E003");
  }

  /** A password command is run by whoever reads it. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatOthersCanWriteIsToldAlsoWithoutAPassword() throws IOException {
    Path file = UserFile.write(dvp, "[default]\nuser = a\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-----w-"));
    assertThat(config("get", "user").err())
        .contains("warning[E003]", "can write to", "run as a command", "chmod 600");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkIsFollowed() throws IOException {
    Path real = Files.writeString(folder.resolve("dotfile"), "[default]\nuser = a\n");
    Files.createDirectories(UserFile.path(dvp).getParent());
    Files.createSymbolicLink(UserFile.path(dvp), real);
    assertThat(config("set", "user", "b").exitCode()).isZero();
    assertThat(UserFile.path(dvp)).isSymbolicLink();
    assertThat(real).hasContent("[default]\nuser = b\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatCannotBeWrittenIsSaid() throws IOException {
    Path file = UserFile.write(dvp, "[default]\n");
    Path real = Files.createDirectory(folder.resolve("closed"));
    Files.delete(file);
    Files.createSymbolicLink(file, Files.writeString(real.resolve("config"), "[default]\n"));
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("r-x------"));
    // For root no folder is closed.
    org.junit.jupiter.api.Assumptions.assumeFalse(Files.isWritable(real));
    DvpRunner.Result result = config("set", "user", "b");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E007]");
  }
}

package dev.dvp.localengine.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run_bash} on this machine, with its bash, and in bubblewrap when that is there. */
class LocalBashTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void makeABench() {
    Programs.need("bash");
    bench = new Bench(folder.resolve("data"));
  }

  @Test
  void theAnswerHasExitCodeAndBothOutputs() throws Exception {
    JsonNode answer = bench.bash("echo out; echo err >&2; exit 3");
    assertThat(answer.toString())
        .isEqualTo("{\"exitCode\":3,\"stdout\":\"out\\n\",\"stderr\":\"err\\n\"}");
    assertThat(bench.bash("kill -TERM $$").path("exitCode").asInt()).isEqualTo(143);
    assertThat(bench.bash("").path("exitCode").asInt()).isZero();
  }

  @Test
  void theCommandRunsAsItIsWritten() throws Exception {
    String command = "cat <<'END'\nit's \"so\" $HOME \\n ü\nEND\necho $# $0; wc -c";
    assertThat(bench.out(command)).isEqualTo("it's \"so\" $HOME \\n ü\n0 bash\n0\n");
    assertThat(bench.bash("echo a\nfi").path("stderr").asText()).contains("`fi'");
    assertThat(bench.out("printf 'a\\xffb'")).isEqualTo("a\uFFFDb");
    assertThat(bench.out("# " + "x".repeat(3 << 20) + "\necho long")).isEqualTo("long\n");
  }

  @Test
  void variablesReachItWhateverIsInThem() throws Exception {
    String odd = "a'b\"c\\n$(touch x)`touch y`\n\nü !{};";
    assertThat(bench.out("printenv SECRET; ls", "SECRET", odd)).isEqualTo(odd + "\ntmp\n");
    assertThat(bench.out("echo $LINENO", "A", "1\n2\n3")).isEqualTo("1\n");
    assertThat(bench.out("echo ${#A}", "A", "x".repeat(300_000))).isEqualTo("300000\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A B", "A=B", "A;id", "Ä", "UID"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> bench.bash("echo", name, "secret"))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll("`" + name + "`", "Use ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aNullCharacterIsRefused() {
    assertThatThrownBy(() -> bench.bash("echo", "A", "x\0y")).hasMessageContaining("base64");
    assertThatThrownBy(() -> bench.bash("echo \0")).hasMessageContaining("The command");
  }

  @Test
  void itSeesNothingOfTheCallersEnvironmentButTheBasics() throws Exception {
    bench.variables.put("DVP_PASSWORD", "secret");
    bench.variables.put("LANG", "C.UTF-8");
    assertThat(bench.out("env"))
        .contains("PATH=", "HOME=", "USER=", "LANG=C.UTF-8\n")
        .doesNotContain("DVP_", "secret");
  }

  @Test
  void aLoginShellReadsTheProfileFirst() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    bench.writable.add(home);
    bench.variables.put("HOME", home.toString());
    Files.writeString(home.resolve(".bash_profile"), "read line; export A=profile B=profile\n");
    var arguments = bench.arguments().put("command", "echo $A $B").put("useLoginShell", true);
    arguments.putObject("variables").put("A", "mine");
    assertThat(bench.call("run_bash", arguments).path("stdout").asText())
        .isEqualTo("mine profile\n");
    assertThat(bench.out("echo $B")).isEqualTo("\n");
  }

  @Test
  void noSecretAndNoCommandIsInAProcessList() throws Exception {
    String secret = "tiger-" + System.nanoTime();
    bench.writable.add(Files.createDirectories(folder.resolve("w")));
    Path fifo = folder.resolve("w/go");
    String command = "mkfifo %s; : very-special; cat %s".formatted(fifo, fifo);
    try (Bench.Background call = bench.new Background(command, "SECRET", secret)) {
      Bench.await(() -> Files.exists(fifo));
      Bench.await(() -> !Bench.commandLines("cat " + fifo).isEmpty());
      assertThat(Bench.commandLines(secret)).isEmpty();
      assertThat(Bench.commandLines("very-special")).isEmpty();
      Files.writeString(fifo, "done");
      assertThat(call.result.get().toString()).contains("\"stdout\":\"done\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsAllThatItStarted(Leftovers leftovers) throws Exception {
    bench.leftovers = leftovers;
    String mark = "4" + System.nanoTime();
    String command = "sleep " + mark + ".1 & (sleep " + mark + ".2 &); sleep " + mark + ".3";
    try (Bench.Background call = bench.new Background(command)) {
      Bench.await(() -> Bench.commandLines("sleep " + mark + ".").size() >= 3);
      assertThat(call.interrupt()).isInstanceOf(InterruptedException.class);
    }
    Bench.await(() -> Bench.commandLines(mark).isEmpty());
  }

  @Test
  void whatItLeavesRunningStaysOrEndsAsTheCallerWants() throws Exception {
    String mark = "5" + System.nanoTime();
    String pid = bench.out("sleep " + mark + " & echo $!").strip();
    assertThat(Bench.commandLines("sleep " + mark)).hasSize(1);
    assertThat(bench.out("kill " + pid + " && echo killed")).isEqualTo("killed\n");

    Bench other = new Bench(folder.resolve("data"));
    other.leftovers = Leftovers.ENDED;
    other.out("sleep " + mark + " & echo $!");
    Bench.await(() -> Bench.commandLines("sleep " + mark).isEmpty());
  }

  @Test
  void tooMuchOutputIsSaidAndNotCut() throws Exception {
    String enough = "head -c " + Bench.LIMIT + " /dev/zero | tr '\\0' x";
    assertThat(bench.out(enough)).hasSize((int) Bench.LIMIT);
    assertThatThrownBy(() -> bench.bash("yes"))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll("more than 1 MiB on standard output", "scratch folder");
    assertThatThrownBy(() -> bench.bash("yes >&2")).hasMessageContaining("standard error");
  }

  @Test
  void inTheSandboxOnlyWhatIsGivenCanBeWritten() throws Exception {
    Programs.need("bwrap");
    Path given = Files.createDirectories(folder.resolve("given"));
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.createDirectories(bench.data.root());
    Files.writeString(bench.data.credentials(), "secret");
    bench.writable.add(given);
    String command =
        "pwd; touch mine %s/yes /tmp/own; touch %s/no; touch /etc/no; cat %s; ls /tmp/own"
            .formatted(given, other, bench.data.credentials());
    JsonNode answer = bench.bash(command);
    assertThat(answer.path("stdout").asText())
        .isEqualTo(bench.environment.scratchPath() + "\n/tmp/own\n");
    assertThat(given.resolve("yes")).exists();
    assertThat(other).isEmptyDirectory();
    assertThat(Path.of("/etc/no")).doesNotExist();
    assertThat(Path.of("/tmp/own")).doesNotExist();
    assertThat(bench.out("ls; ls /tmp/own")).contains("mine\n", "/tmp/own\n");
  }

  @Test
  void aSandboxThatDoesNotWorkIsSaidToBeSo() throws Exception {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Bench broken = new Bench(folder.resolve("data")).withPath(programs + ":/usr/bin:/bin");
    Path bwrap =
        Files.writeString(
            programs.resolve("bwrap"),
            "#!/bin/sh\necho 'setting up uid map: Denied' >&2\nexit 1\n");
    assertThat(bwrap.toFile().setExecutable(true)).isTrue();
    EnvironmentLibrary library =
        new EnvironmentLibrary(List.of(broken.environment), broken.around());

    assertThat(library.withoutSandbox()).isEmpty();
    library.call("run_bash", broken.arguments().put("command", "true"));
    assertThat(library.withoutSandbox().orElseThrow())
        .isEqualTo(
            "bubblewrap is there and does not work (it ends with setting up uid map: Denied)");
    assertThat(new EnvironmentProbe(broken.environment, broken.around()).sandbox().orElseThrow())
        .startsWith("without a sandbox: bubblewrap is there and does not work (it ends with");

    Files.writeString(bwrap, "#!/bin/sh\nexit 1\n");
    assertThat(new EnvironmentProbe(broken.environment, broken.around()).sandbox().orElseThrow())
        .endsWith("(it ends without a word)");
  }

  @Test
  void aSandboxThatIsMissingIsSaidToBeSoByTheProbe() throws Exception {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    for (String name : List.of("bash", "setsid", "mkdir")) {
      Path program = programs.resolve(name);
      Files.writeString(program, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + name + " \"$@\"\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    Bench bare = new Bench(folder.resolve("data")).withPath(programs.toString());
    EnvironmentLibrary library = new EnvironmentLibrary(List.of(bare.environment), bare.around());

    library.call("run_bash", bare.arguments().put("command", "true"));
    assertThat(library.withoutSandbox()).isEmpty();
    assertThat(new EnvironmentProbe(bare.environment, bare.around()).sandbox())
        .contains("without a sandbox: bubblewrap is missing");
  }

  @Test
  void theEnginesOwnFilesAreOutOfSight(@TempDir(factory = BesideTmp.class) Path beside)
      throws Exception {
    Programs.need("bwrap");
    Bench other = new Bench(beside.resolve("data"));
    Files.createDirectories(other.data.root());
    Files.writeString(other.data.credentials(), "secret");
    Files.writeString(beside.resolve("visible"), "seen");
    JsonNode answer =
        other.bash("touch mine; cat %s/visible %s".formatted(beside, other.data.credentials()));
    assertThat(answer.path("stdout").asText()).isEqualTo("seen");
    assertThat(answer.path("stderr").asText()).contains("No such file");
    assertThat(Path.of(other.environment.scratchPath(), "mine")).exists();
    assertThat(other.data.credentials()).hasContent("secret");
  }

  @Test
  void aLinkOnTheWayTakesNoSandboxAway(@TempDir(factory = BesideTmp.class) Path beside)
      throws Exception {
    Programs.need("bwrap");
    Path real = Files.createDirectories(beside.resolve("real/home"));
    Path link = Files.createSymbolicLink(beside.resolve("homes"), beside.resolve("real"));
    Bench other = new Bench(link.resolve("home/data"));
    Files.createDirectories(other.data.root());
    Files.writeString(other.data.credentials(), "secret");
    JsonNode answer =
        other.bash(
            "touch mine %s/escaped; cat %s %s/data/credentials.json"
                .formatted(beside, other.data.credentials(), real));
    assertThat(answer.path("stdout").asText()).isEmpty();
    assertThat(beside.resolve("escaped")).doesNotExist();
    assertThat(Path.of(other.environment.scratchPath(), "mine")).exists();
  }

  @Test
  void aScratchFolderAboveTheDataFolderShowsNoSecret(
      @TempDir(factory = BesideTmp.class) Path beside) throws Exception {
    Programs.need("bwrap");
    Bench other = new Bench(beside.resolve("data"));
    Files.createDirectories(other.data.root());
    Files.writeString(other.data.credentials(), "secret");
    other.environment =
        new Environment("wide", new HostAddress.Local(), beside.toRealPath().toString());
    JsonNode answer = other.bash("touch mine; cat data/credentials.json");
    assertThat(answer.path("stdout").asText()).isEmpty();
    assertThat(beside.resolve("mine")).exists();
  }

  @Test
  void aHomeBelowTmpIsSeenAndItsSecretsAreNot(@TempDir(factory = InTmp.class) Path home)
      throws Exception {
    Programs.need("bwrap");
    Bench other = new Bench(home.resolve(".dvp/engine"));
    Files.createDirectories(other.data.root());
    Files.writeString(other.data.credentials(), "secret");
    Files.writeString(home.resolve("database"), "mine");
    other.variables.put("HOME", home.toString());
    JsonNode answer =
        other.bash("cat ~/database; touch mine ~/no; cat " + other.data.credentials());
    assertThat(answer.path("stdout").asText()).isEqualTo("mine");
    assertThat(home.resolve("no")).doesNotExist();
    assertThat(Path.of(other.environment.scratchPath(), "mine")).exists();
  }

  @Test
  void aLinkInThePlaceOfTheTemporaryFolderIsNotFollowed() throws Exception {
    Programs.need("bwrap");
    Path other = Files.createDirectories(folder.resolve("other"));
    bench.out("mv tmp old && ln -s " + other + " tmp");
    Bench next = new Bench(folder.resolve("data"));
    assertThat(next.out("touch /tmp/escaped; ls /tmp")).contains("escaped\n");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void rootHasNoPowersInTheSandbox() throws Exception {
    Programs.need("bwrap");
    assertThat(bench.out("grep CapEff /proc/self/status")).endsWith("\t0000000000000000\n");
  }

  @Test
  void withoutBubblewrapItRunsAllTheSame() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String program : List.of("bash", "setsid", "ls", "sleep")) {
      Programs.script(bin.resolve(program), "exec " + Programs.need(program) + " \"$@\"");
    }
    bench.withPath(bin.toString()).leftovers = Leftovers.ENDED;
    String mark = "6" + System.nanoTime();
    assertThat(bench.out("pwd; echo $TMPDIR; sleep " + mark + " & ls"))
        .isEqualTo("%1$s\n%1$s/tmp\ntmp\n".formatted(bench.environment.scratchPath()));
    Bench.await(() -> Bench.commandLines("sleep " + mark).isEmpty());
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    bench.withPath(folder.toString());
    assertThatThrownBy(() -> bench.bash("echo"))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll("`bash` is not on the PATH", "Install it");
    Bench other = new Bench(folder.resolve("data"));
    other.writable.add(folder.resolve("nowhere"));
    assertThatThrownBy(() -> other.bash("echo")).hasMessageContaining("nowhere`, which");
    Bench third = new Bench(folder.resolve("data"));
    String file = Files.createFile(folder.resolve("file")).toString();
    third.environment = new Environment("x", new HostAddress.Local(), file);
    assertThatThrownBy(() -> third.bash("echo")).hasMessageContaining("must be yours");
  }

  @Test
  void anotherEnvironmentAndAnotherCallAreRefused() {
    var arguments = bench.arguments().put("command", "echo");
    arguments.withObject("/remoteConnection/environment").put("reference", "other");
    assertThatThrownBy(() -> bench.call("run_bash", arguments))
        .hasMessageContainingAll("(other)", "as it is");
    assertThatThrownBy(() -> bench.call("frobnicate", arguments))
        .isInstanceOfSatisfying(
            LibraryCallException.class, e -> assertThat(e.isActionable()).isFalse());
  }

  /** Where the sandbox has a folder of its own. */
  static final class InTmp implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
        throws IOException {
      return Files.createTempDirectory(Path.of("/tmp"), "junit");
    }
  }
}

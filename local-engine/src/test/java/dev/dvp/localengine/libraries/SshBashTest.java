package dev.dvp.localengine.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run_bash} over OpenSSH, on a server of Debian's on this machine. */
class SshBashTest {
  @TempDir Path folder;
  private Sshd sshd;
  private Bench bench;

  @BeforeEach
  void startAServer() throws Exception {
    Programs.need("ssh");
    sshd = Sshd.start(folder.resolve("a server's"));
    bench = bench(sshd.address());
  }

  @AfterEach
  void stopTheServer() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  private Bench bench(HostAddress address) {
    Bench made = new Bench(folder.resolve("data"));
    made.environment = new Environment("there", address, "/var/tmp");
    return made;
  }

  @Test
  void theAnswerHasExitCodeAndBothOutputs() throws Exception {
    JsonNode answer = bench.bash("echo out; echo err >&2; exit 3");
    assertThat(answer.toString())
        .isEqualTo("{\"exitCode\":3,\"stdout\":\"out\\n\",\"stderr\":\"err\\n\"}");
    assertThat(bench.bash("exit 255").path("exitCode").asInt()).isEqualTo(255);
    assertThat(bench.bash("kill -TERM $$").path("exitCode").asInt()).isEqualTo(143);
  }

  @Test
  void theCommandAndItsVariablesArriveAsTheyAre() throws Exception {
    String odd = "a'b\"c\\n$(touch x)`touch y`\n\nü !{};%s";
    String command = "cat <<'END'\nit's \"so\" $HOME \\n %s ü\nEND\nprintenv SECRET; wc -c";
    assertThat(bench.out(command, "SECRET", odd))
        .isEqualTo("it's \"so\" $HOME \\n %s ü\n" + odd + "\n0\n");
    assertThat(bench.out("echo ${#A}", "A", "x".repeat(300_000))).isEqualTo("300000\n");
    var arguments = bench.arguments().put("command", "shopt -q login_shell && echo login");
    arguments.putObject("variables");
    assertThat(bench.call("run_bash", arguments.put("useLoginShell", true)).path("stdout").asText())
        .isEqualTo("login\n");
  }

  @Test
  void noSecretAndNoCommandIsInAProcessList() throws Exception {
    String secret = "tiger-" + System.nanoTime();
    Path fifo = folder.resolve("go");
    String command = "mkfifo %s; : very-special-there; cat %s".formatted(fifo, fifo);
    try (Bench.Background call = bench.new Background(command, "SECRET", secret)) {
      Bench.await(() -> !Bench.commandLines("cat " + fifo).isEmpty());
      assertThat(Bench.commandLines(secret)).isEmpty();
      assertThat(Bench.commandLines("very-special-there")).isEmpty();
      Files.writeString(fifo, "done");
      assertThat(call.result.get().toString()).contains("\"stdout\":\"done\"");
    }
  }

  @Test
  void anInterruptEndsTheCommandThere() throws Exception {
    String mark = "7" + System.nanoTime();
    String command = "sleep " + mark + ".1 & (sleep " + mark + ".2 &); sleep " + mark + ".3";
    try (Bench.Background call = bench.new Background(command)) {
      Bench.await(() -> Bench.commandLines("sleep " + mark + ".").size() == 3);
      assertThat(call.interrupt()).isInstanceOf(InterruptedException.class);
    }
    Bench.await(() -> Bench.commandLines(mark).isEmpty());
  }

  @Test
  void whatItLeavesRunningStaysAndIsNotWaitedFor() throws Exception {
    String mark = "8" + System.nanoTime();
    String pid = bench.out("sleep " + mark + " & echo $!").strip();
    assertThat(Bench.commandLines("sleep " + mark)).hasSize(1);
    assertThat(bench.out("kill " + pid + " && echo killed")).isEqualTo("killed\n");
  }

  @Test
  void tooMuchOutputIsSaid() {
    assertThatThrownBy(() -> bench.bash("yes"))
        .hasMessageContaining("more than 1 MiB on standard output");
  }

  @Test
  void aBrokenConnectionIsNoExitCode() {
    assertThatThrownBy(() -> bench.bash("kill -KILL $PPID; read -t 60 < <(cat)"))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll("broke while a command ran", "not known");
  }

  @Test
  void aGreetingIsNoneOfTheCommandsOutput() throws Exception {
    String greeting = "ForceCommand echo hello; echo HELLO >&2; eval \"$SSH_ORIGINAL_COMMAND\"";
    try (Sshd greets = Sshd.start(folder.resolve("greets"), greeting)) {
      assertThat(bench(greets.address()).bash("echo out; echo err >&2").toString())
          .isEqualTo("{\"exitCode\":0,\"stdout\":\"out\\n\",\"stderr\":\"err\\n\"}");
    }
  }

  @Test
  void withoutBashThereItSaysSo() throws Exception {
    String none = "ForceCommand echo sh: bash: not found >&2; exit 127";
    try (Sshd bare = Sshd.start(folder.resolve("bare"), none)) {
      assertThatThrownBy(() -> bench(bare.address()).bash("echo"))
          .hasMessageContainingAll("There is no bash on ssh://", "Install it there");
    }
  }

  @Test
  void aHostWhoseKeyIsNotKnownIsSentNothing() throws Exception {
    Files.writeString(sshd.knownHosts, "");
    assertThatThrownBy(() -> bench.bash("echo", "A", "secret"))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll(sshd.address().text(), "is not known", "dvp env add")
        .hasMessageNotContaining("secret");
    String other = Files.readString(sshd.folder.resolve("id.pub"));
    Files.writeString(sshd.knownHosts, "[127.0.0.1]:" + sshd.port + " " + other);
    assertThatThrownBy(() -> bench.bash("echo"))
        .hasMessageContainingAll("not the one that is known", "ssh-keygen -R");
  }

  @Test
  void whoHasNoKeyIsToldSo() throws Exception {
    Files.writeString(sshd.folder.resolve("authorized"), "");
    assertThatThrownBy(() -> bench.bash("echo"))
        .hasMessageContainingAll("does not let `" + Sshd.USER + "` in", "authorized_keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "no-such-host.invalid"})
  void aHostThatCannotBeReachedIsNamed(String host) throws Exception {
    String port = Integer.toString(Sshd.freePort());
    HostAddress.Ssh address =
        (HostAddress.Ssh) HostAddress.parse("ssh://me@" + host.replace("PORT", port));
    assertThatThrownBy(() -> bench(address.with(Optional.empty(), Optional.empty())).bash("echo"))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll(address.text() + " cannot be reached: ", "Check the address");
  }
}

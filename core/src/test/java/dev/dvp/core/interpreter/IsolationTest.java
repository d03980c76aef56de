package dev.dvp.core.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What Linux does for a process, where it lets us. */
class IsolationTest {
  private final Isolation isolation = Isolation.find(true);

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>(isolation.prefix());
    command.addAll(List.of(words));
    return command;
  }

  @Test
  void aProcessEndsWithTheThreadThatStartedIt() throws Exception {
    assumeTrue(isolation.prefix().contains("--pdeathsig"), "no setpriv that does this");
    CompletableFuture<Process> started = new CompletableFuture<>();
    CompletableFuture<Void> goingOn = new CompletableFuture<>();
    Thread starting =
        new Thread(
            () -> {
              try {
                // It says when it runs: then all of the prefix is in force.
                Process process =
                    new ProcessBuilder(command("sh", "-c", "echo; exec sleep 600")).start();
                process.getInputStream().read();
                started.complete(process);
                goingOn.join();
              } catch (java.io.IOException e) {
                started.completeExceptionally(e);
              }
            });
    starting.start();
    Process process = started.get(1, TimeUnit.MINUTES);
    List<ProcessHandle> below = process.descendants().toList();
    try {
      assertThat(process.isAlive()).isTrue();

      goingOn.complete(null);

      assertThat(process.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
      for (ProcessHandle one : below) {
        assertThat(one.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aProcessSeesTheVariablesOfNoOther() throws Exception {
    assumeTrue(
        isolation.prefix().contains("--mount-proc") || isolation.prefix().contains("--proc"),
        "no /proc of its own here");
    ProcessBuilder other = new ProcessBuilder("sleep", "600");
    other.environment().put("DVP_SECRET", "swordfish");
    Process sleeping = other.start();
    try {
      BoundedProcess.Ended ended =
          new BoundedProcess(
                  command("/bin/sh", "-c", "cat /proc/[0-9]*/environ | tr '\\0' '\\n'"),
                  Map.of("PATH", "/usr/bin:/bin", "OWN", "seen"),
                  Duration.ofMinutes(1))
              .run();

      assertThat(ended.output()).contains("OWN=seen").doesNotContain("swordfish");
    } finally {
      sleeping.destroyForcibly();
    }
  }

  @Test
  void whatANamespaceHoldsEndsWithIt() {
    assertThat(new Isolation(List.of("unshare", "--pid", "--fork"), false).endsWhatItStarts())
        .isTrue();
    assertThat(new Isolation(List.of("bwrap", "--unshare-pid"), false).endsWhatItStarts()).isTrue();
    assertThat(new Isolation(List.of("setpriv", "--pdeathsig", "KILL"), false).endsWhatItStarts())
        .isFalse();
  }
}

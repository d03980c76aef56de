package dev.dvp.localengine.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run_expect} with the real one, {@code run_powershell} with one that is made up. */
class OtherProgramsTest {
  @TempDir Path folder;
  private Bench bench;
  private Path bin;

  @BeforeEach
  void makeABench() throws IOException {
    Programs.need("bash");
    bench = new Bench(folder.resolve("data"));
    bin = Files.createDirectories(folder.resolve("bin"));
    // A PATH on which a program is surely missing.
    for (String program : new String[] {"bash", "setsid", "mktemp", "rm", "cat", "ls"}) {
      Programs.script(bin.resolve(program), "exec " + Programs.need(program) + " \"$@\"");
    }
  }

  @Test
  void expectTalksWithAProgram() throws Exception {
    Programs.need("expect");
    String script =
        """
        log_user 0
        spawn bash -c {read -p "name? " name; echo "hello $name it's"; exit 4}
        expect "name? " { send "$env(WHO)\\r" }
        expect -re {hello ([a-z]+) it's} { puts "got $expect_out(1,string)" }
        expect eof
        exit [lindex [wait] 3]
        """;
    JsonNode answer = bench.run("run_expect", script, "WHO", "world");
    assertThat(answer.toString())
        .isEqualTo("{\"exitCode\":4,\"stdout\":\"got world\\n\",\"stderr\":\"\"}");
  }

  @Test
  void withoutExpectItNamesThePackage() {
    bench.withPath(bin.toString());
    assertThatThrownBy(() -> bench.run("run_expect", "exit", "A", "secret"))
        .hasMessageContainingAll("`expect` is not on the PATH of local", "package `expect`")
        .hasMessageNotContaining("secret");
  }

  @Test
  void powerShellGetsAFileThatIsGoneAfterwards() throws Exception {
    Programs.script(
        bin.resolve("pwsh"), "echo \"$1 $2 $3 $4 $PW\"; cat \"$5\"; echo e >&2; exit 5");
    bench.withPath(bin.toString());
    JsonNode answer = bench.run("run_powershell", "Write-Host 'it''s'\n$x", "PW", "p");
    assertThat(answer.path("stdout").asText())
        .isEqualTo("-NoLogo -NoProfile -NonInteractive -File p\nWrite-Host 'it''s'\n$x");
    assertThat(answer.path("stderr").asText()).isEqualTo("e\n");
    assertThat(answer.path("exitCode").asInt()).isEqualTo(5);
    assertThat(bench.out("ls $TMPDIR")).isEmpty();
  }

  @Test
  void withoutPowerShellItSaysWhereItIs() {
    bench.withPath(bin.toString());
    assertThatThrownBy(() -> bench.run("run_powershell", "exit"))
        .hasMessageContainingAll("`pwsh` is not on the PATH of local", "learn.microsoft.com");
  }
}

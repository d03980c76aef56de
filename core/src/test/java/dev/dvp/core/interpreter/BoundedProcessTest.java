package dev.dvp.core.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedProcessTest {
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  @Test
  void endsWhatOutlivesItsParent() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setsid")) && Files.isDirectory(Path.of("/proc/self")),
        "no sessions to look at here");
    List<String> command =
        List.of("/usr/bin/setsid", "/bin/sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!");

    BoundedProcess.Ended ended =
        new BoundedProcess(command, PATH, Duration.ofSeconds(60)).withItsSession().run();

    assertThat(ended.isGood()).as("%s", ended).isTrue();
    Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(ended.output().strip()));
    if (left.isPresent()) {
      left.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void itsTimeIsUpAlsoWhenItNeverReadsItsInput() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sleep")), "no program that only waits");

    BoundedProcess.Ended ended =
        new BoundedProcess(List.of("/bin/sleep", "600"), PATH, Duration.ofMillis(300))
            .given("x".repeat(1_000_000))
            .run();

    assertThat(ended.isTimeUp()).isTrue();
  }
}

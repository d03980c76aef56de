package dev.dvp.core.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTreeTest {
  /** Starts one after the other while it is ended. */
  private static final String RESTLESS =
      "i=0; while [ $i -lt 60 ]; do i=$((i+1)); sleep SECONDS & echo; done; wait";

  private static final AtomicInteger COUNT = new AtomicInteger();

  @RepeatedTest(30)
  void nothingStaysOfWhatIsStartedMeanwhile() throws Exception {
    assertNothingIsLeftOf(false, "/bin/sh", "-c", RESTLESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {RESTLESS, "(" + RESTLESS + ") & sleep 600", "sh -c '" + RESTLESS + "' & exit"})
  void norOfASession(String script) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no program that begins sessions");
    assertNothingIsLeftOf(true, "/usr/bin/setsid", "/bin/sh", "-c", script);
  }

  private static void assertNothingIsLeftOf(boolean withSession, String... command)
      throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "nobody tells what runs");
    // By which what one test started is told from all else.
    String seconds = "600.0" + ProcessHandle.current().pid() + COUNT.incrementAndGet();
    List<String> line =
        Arrays.stream(command).map(word -> word.replace("SECONDS", seconds)).toList();
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    assertThat(process.getInputStream().read()).isEqualTo('\n');

    ProcessTree.kill(process, withSession);

    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(
                other -> List.of(other.info().arguments().orElse(new String[0])).contains(seconds))
            .toList();
    for (ProcessHandle one : left) {
      // Those that are about to end.
      one.onExit().get(20, TimeUnit.SECONDS);
    }
  }
}

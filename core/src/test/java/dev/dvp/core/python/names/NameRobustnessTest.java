package dev.dvp.core.python.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.Mutations;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.PythonSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Odd and hostile source: no crash, no hang. */
class NameRobustnessTest {
  @TempDir Path folder;

  @Test
  void damagedSourceIsScannedWithoutACrash() {
    List<NameCase> cases = NameCase.load("names.txt");
    Random random = new Random(20);
    int parsed =
        DeepStack.call(
            () -> {
              int count = 0;
              for (int i = 0; i < 4000; i++) {
                NameCase source = cases.get(random.nextInt(cases.size()));
                String text = Mutations.mutate(source.files().get("m.py"), random);
                PythonFile file = PythonSources.read(text);
                if (file.module().isPresent()) {
                  count++;
                  assertThatCode(() -> FileScan.of(file.module().get(), false))
                      .as(text)
                      .doesNotThrowAnyException();
                }
              }
              return count;
            });
    assertThat(parsed).isGreaterThan(300);
  }

  @Test
  void manyUndefinedNamesTakeLinearTime() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("bound").append(i).append(" = missing").append(i).append('\n');
    }
    Files.writeString(folder.resolve("m.py"), text);
    List<Diagnostic> findings =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> NameCase.check(folder, Optional.empty()));
    assertThat(findings).hasSize(20_000);
  }

  @Test
  void longChainsOfStarImportsEnd() throws IOException {
    for (int i = 0; i < 500; i++) {
      Files.writeString(
          folder.resolve("m" + i + ".py"), "from m" + (i + 1) + " import *\nx" + i + " = y\n");
    }
    assertThat(NameCase.check(folder, Optional.of("m0"))).isNotEmpty();
  }

  @Test
  void deepNestingIsScanned() throws IOException {
    String deep = "x = " + "-".repeat(2500) + "missing\n" + "y = 1" + " + 1".repeat(900) + "\n";
    Files.writeString(folder.resolve("m.py"), deep);
    assertThat(NameCase.check(folder, Optional.empty()))
        .extracting(finding -> finding.rule().id())
        .containsExactly("P201");
  }
}

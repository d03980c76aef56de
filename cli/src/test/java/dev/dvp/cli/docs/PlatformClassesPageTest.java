package dev.dvp.cli.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import dev.dvp.core.interpreter.PythonFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public class and function of the runtime packages is in the page, as it is in the code. */
class PlatformClassesPageTest {
  private static final String BEGIN =
      "<!-- reference: below is what cli/src/test/resources/docs/reference.py prints -->\n";

  @TempDir Path folder;

  @Test
  void theReferenceIsThatOfThePackages() throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    Path page = Golden.root().resolve("docs/platform-classes.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    assertThat(begin).as("the comment above the reference").isPositive();
    Golden.checkFile(page, text.substring(0, begin) + BEGIN + reference());
  }

  private String reference() throws IOException, InterruptedException {
    Path printed = folder.resolve("reference.md");
    Path script = Golden.root().resolve("cli/src/test/resources/docs/reference.py");
    List<String> command =
        new ArrayList<>(new PythonFinder(Map.of("PATH", Pythons.path())).find().command());
    command.addAll(List.of("-B", script.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("PYTHONPATH", Golden.root().resolve("python-runtime/src/main/python").toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(printed, UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}

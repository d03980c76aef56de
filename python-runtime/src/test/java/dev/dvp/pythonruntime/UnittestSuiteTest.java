package dev.dvp.pythonruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packages' own tests, {@code src/test/python}, with the machine's Python 3. */
class UnittestSuiteTest {
  private static final Path MODULE = module();

  @TempDir Path folder;

  @Test
  void theSuitePasses() throws Exception {
    List<Path> python =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getenv().getOrDefault("PATH", "/usr/bin"))
            .map(place -> Path.of(place).resolve("python3"))
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!python.isEmpty(), "no python3 on PATH to run the tests in Python with");
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                python.get(0).toString(), "-B", "-W", "error", "-m", "unittest", "discover", "-v")
            .directory(MODULE.resolve("src/test/python").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PYTHONPATH", MODULE.resolve("src/main/python").toString());

    Process process = builder.start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as("%s", printed).isZero();
    assertThat(printed).contains("test_every_row_of_the_catalogue_has_its_decorator");
  }

  @Test
  void theIndexListsEveryFile() throws IOException {
    Path sources = MODULE.resolve("src/main/python");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> sources.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.equals("index") && !name.contains("__pycache__"))
              .sorted()
              .toList();
      assertThat(Files.readAllLines(sources.resolve("index"))).isEqualTo(names);
    }
  }

  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("python-runtime") ? here : here.resolve("python-runtime");
  }
}

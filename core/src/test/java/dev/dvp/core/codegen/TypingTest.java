package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a type checker, and so an editor, knows of the generated classes. */
class TypingTest {
  @TempDir Path folder;

  /** {@code typed_use.py} has a plugin's code, and after each of its lines what mypy says of it. */
  @Test
  void aTypeCheckerKnowsTheClasses() throws Exception {
    String mypy = Programs.need("mypy");
    Path schema = Python.script(folder, "typed_schema.json");
    GeneratedClassesWriter.write(GeneratedClasses.of(Schemas.read(schema)), folder);
    Path use = Python.script(folder, "typed_use.py");

    String wanted =
        Files.readAllLines(use).stream()
            .filter(line -> line.startsWith("#: "))
            .map(line -> line.substring(3))
            .collect(Collectors.joining("\n"));
    assertThat(wanted).isNotEmpty();
    for (String version : List.of("3.8", "3.11")) {
      Python.Run run =
          Python.run(
              folder,
              List.of(
                  mypy,
                  "--strict",
                  "--hide-error-codes",
                  "--no-error-summary",
                  "--cache-dir=/dev/null",
                  "--python-version=" + version,
                  "typed_use.py",
                  "generated"));
      String said =
          run.printed()
              .replaceAll("(?m)^typed_use.py:\\d+: (note: Revealed type is )?", "")
              .replaceAll("(?m)^generated/.*note: .* defined here\n", "")
              .strip();
      assertThat(said).as(version).isEqualTo(wanted);
    }
  }
}

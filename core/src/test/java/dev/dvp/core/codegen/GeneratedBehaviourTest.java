package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the generated classes in Python 3, all in as few processes as can be. */
class GeneratedBehaviourTest {
  @TempDir Path folder;

  /** {@code cases.json}: schemas of the repository, each with instances accepted and refused. */
  @Test
  void acceptsAndRefusesWhatTheSchemaDoes() throws Exception {
    Path cases = Python.script(folder, "cases.json");
    Path script = Python.script(folder, "run_cases.py");
    JsonNode all = Schemas.parse(Files.readString(cases));
    int instances = 0;
    for (int i = 0; i < all.size(); i++) {
      Path src = Files.createDirectory(folder.resolve(Integer.toString(i)));
      GeneratedClassesWriter.write(
          GeneratedClasses.of(Schemas.withRepository(all.get(i).get("schema"))), src);
      instances += all.get(i).get("accepted").size() + all.get(i).get("refused").size();
    }
    assertThat(all.size()).isGreaterThanOrEqualTo(40);
    String printed = Python.run(folder, script.toString(), cases.toString(), folder.toString());
    assertThat(printed.strip()).isEqualTo(Integer.toString(instances));
  }

  /** {@code test_classes.py}: what plugins do with the classes, on the rich golden schema. */
  @Test
  void behavesAsPluginsRelyOn() throws Exception {
    Path schema = Python.script(folder, "plugin_schema.json");
    GeneratedClassesWriter.write(GeneratedClasses.of(Schemas.read(schema)), folder);
    Python.script(folder, "test_classes.py");
    String printed = Python.run(folder, "-m", "unittest", "-q", "test_classes");
    assertThat(printed).contains("OK").doesNotContain("Ran 0 tests");
  }
}

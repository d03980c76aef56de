package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schemas and instances: the classes accept what a JSON Schema validator accepts, and give
 * it back as it was. Left out is where they differ on purpose, as {@code docs/generated-classes.md}
 * says: a whole number with a fraction ({@code 1.0}) is no integer to them, None is the same as
 * nothing, and a definition drops keys that its schema does not speak of. {@code -Ddvp.random=1000}
 * tries as many schemas, by another seed each time.
 */
class RandomInstancesTest {
  private static final int SCHEMAS = Integer.getInteger("dvp.random", 120);
  private static final int VALUES = 20;

  @TempDir Path folder;

  private final long seed = SCHEMAS == 120 ? 4 : System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void agreesWithAValidator() throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    RandomSchemas schemas = new RandomSchemas(random);
    RandomValues values = new RandomValues(random);
    ArrayNode pairs = Schemas.MAPPER.createArrayNode();
    int accepted = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      ObjectNode repository = schemas.definition();
      Schema validator = registry.getSchema(repository);
      Path src = Files.createDirectory(folder.resolve(Integer.toString(i)));
      GeneratedClassesWriter.write(GeneratedClasses.of(Schemas.withRepository(repository)), src);
      for (int n = 0; n < VALUES; n++) {
        JsonNode instance = values.instance(repository);
        boolean valid = validator.validate(instance).isEmpty();
        for (int again = 0; again < 5 && !valid; again++) {
          instance = values.instance(repository);
          valid = validator.validate(instance).isEmpty();
        }
        accepted += valid ? 1 : 0;
        pairs.addArray().add(i).add(instance).add(valid).add(repository);
      }
    }
    // Neither side is starved.
    assertThat(accepted).isBetween(pairs.size() / 5, pairs.size() * 4 / 5);
    assertThat(pairs.size()).isGreaterThanOrEqualTo(2_000);
    Files.writeString(folder.resolve("pairs.json"), pairs.toString());
    Path script = Python.script(folder, "run_pairs.py");
    assertThat(Python.run(folder, script.toString(), "pairs.json").strip())
        .as("seed %s", seed)
        .isEqualTo(Integer.toString(pairs.size()));
  }
}

package dev.dvp.benchmarks;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads and checks a schema of which each of the six definitions has so many properties. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CheckingSchemas {
  /** Properties of each definition. */
  @Param({"1", "10", "100", "1000"})
  public int size;

  private Path folder;
  private Path schema;

  @Setup
  public void writeSchema() throws IOException {
    folder = Growing.folder();
    schema = Files.writeString(folder.resolve("schema.json"), Growing.schema(size));
    properties().orThrow();
  }

  @TearDown
  public void removeSchema() throws IOException {
    Growing.remove(folder);
  }

  /** What was read, which has to be sound. */
  public record Checked(Diagnostics found, java.util.Optional<PluginSchemas> schemas) {
    void orThrow() {
      if (found.hasErrors() || schemas.isEmpty()) {
        throw new IllegalStateException(found.sorted().toString());
      }
    }
  }

  @Benchmark
  public Checked properties() {
    Diagnostics found = new Diagnostics();
    return new Checked(found, SchemaReader.read(schema, found));
  }
}

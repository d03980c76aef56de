package dev.dvp.benchmarks;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.plugin.PluginReader;
import java.io.IOException;
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

/** Reads and checks a plugin of so many modules, with nothing kept: what `dvp validate` does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadingPython {
  /** Modules of the plugin, of 60 lines each. */
  @Param({"1", "10", "100", "1000"})
  public int size;

  private Path folder;
  private Path manifest;

  @Setup
  public void makePlugin() throws IOException {
    folder = Growing.folder();
    manifest = Growing.plugin(folder, size);
    Artifacts.read(manifest);
  }

  @TearDown
  public void removePlugin() throws IOException {
    Growing.remove(folder);
  }

  @Benchmark
  public PluginReader.Reading files() {
    return PluginReader.read(manifest, new Diagnostics());
  }
}

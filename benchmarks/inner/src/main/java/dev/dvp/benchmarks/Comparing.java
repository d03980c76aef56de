package dev.dvp.benchmarks;

import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.inspection.ArtifactComparer;
import dev.dvp.core.inspection.Comparison;
import dev.dvp.core.plugin.Plugin;
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

/** Compares two artifacts, opening them included: what `dvp diff` does. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Comparing {
  /** Two artifacts on the disk. */
  abstract static class Pair {
    private Path folder;

    /** The modules are those of both; of the data no file is the same. */
    void make(int modules, int megabytes) throws IOException {
      folder = Growing.folder();
      for (String name : new String[] {"old", "new"}) {
        Path one = java.nio.file.Files.createDirectory(folder.resolve(name));
        Plugin plugin = Artifacts.read(Growing.plugin(one, modules));
        Growing.addData(one, megabytes, name.hashCode());
        java.nio.file.Files.writeString(one.resolve("src/name.txt"), name);
        Artifacts.write(
            plugin, Artifacts.payload(one.resolve("src")), folder.resolve(name + ".json"));
        Growing.remove(one);
      }
    }

    @TearDown
    public void remove() throws IOException {
      Growing.remove(folder);
    }

    Comparison compare() {
      Diagnostics problems = new Diagnostics();
      try (CreatedPaths temporary = new CreatedPaths();
          OpenArtifact old = open("old.json", temporary, problems);
          OpenArtifact now = open("new.json", temporary, problems)) {
        Comparison comparison = ArtifactComparer.compare(old, now, false, Progress.NONE, problems);
        problems.throwIfErrors();
        return comparison;
      }
    }

    private OpenArtifact open(String name, CreatedPaths temporary, Diagnostics problems) {
      return OpenArtifact.open(folder.resolve(name), folder, temporary, Progress.NONE, problems);
    }
  }

  /** Of so many modules, of which one differs. */
  @State(Scope.Benchmark)
  public static class Files extends Pair {
    /** Modules. */
    @Param({"1", "10", "100", "1000"})
    public int size;

    @Setup
    public void make() throws IOException {
      make(size, 0);
    }
  }

  /** Of so many megabytes, of which all differ. */
  @State(Scope.Benchmark)
  public static class Bytes extends Pair {
    /** Megabytes. */
    @Param({"10", "100", "1000", "2000"})
    public int size;

    @Setup
    public void make() throws IOException {
      make(1, size);
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  public Comparison files(Files files) {
    return files.compare();
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  public Comparison megabytes(Bytes bytes) {
    return bytes.compare();
  }
}

package dev.dvp.benchmarks;

import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.payload.Payload;
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

/**
 * Packs a plugin that was read into its artifact on the disk, with nothing kept from an earlier
 * build.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Packing {
  /** A plugin on the disk. */
  abstract static class OnDisk {
    private Path folder;
    private Plugin plugin;
    private Payload payload;

    void make(int modules, int megabytes) throws IOException {
      folder = Growing.folder();
      plugin = Artifacts.read(Growing.plugin(folder, modules));
      Growing.addData(folder, megabytes, 1);
      payload = Artifacts.payload(folder.resolve("src"));
    }

    @TearDown
    public void remove() throws IOException {
      Growing.remove(folder);
    }

    ArtifactWriter.Written pack() {
      return Artifacts.write(plugin, payload, folder.resolve("artifact.json"));
    }
  }

  /** Of so many modules. */
  @State(Scope.Benchmark)
  public static class Files extends OnDisk {
    /** Modules. */
    @Param({"1", "10", "100", "1000"})
    public int size;

    @Setup
    public void make() throws IOException {
      make(size, 0);
    }
  }

  /** Of so many megabytes. */
  @State(Scope.Benchmark)
  public static class Bytes extends OnDisk {
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
  public ArtifactWriter.Written files(Files files) {
    return files.pack();
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  public ArtifactWriter.Written megabytes(Bytes bytes) {
    return bytes.pack();
  }
}

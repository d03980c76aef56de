package dev.dvp.localengine;

import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.localengine.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An engine in a process of its own, as the command line would run one in the foreground. */
final class EngineMain {
  private EngineMain() {}

  /** The command line of an engine that does as it is told. */
  static List<String> command(Path folder, String mode) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx64m",
        "-cp",
        absoluteClassPath(),
        EngineMain.class.getName(),
        folder.toString(),
        TestEngine.nativeLibraries().toString(),
        mode);
  }

  private static String absoluteClassPath() {
    String separator = System.getProperty("path.separator");
    StringBuilder absolute = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(separator)) {
      absolute.append(Path.of(entry).toAbsolutePath()).append(separator);
    }
    return absolute.toString();
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    switch (args[2]) {
      case "dies" -> {
        System.err.println("the first line");
        System.err.println("error: no luck today");
        System.exit(3);
      }
      case "silent" -> new CountDownLatch(1).await();
      default -> {}
    }
    LocalEngineConfig config =
        LocalEngineConfig.of(folder, Clock.systemUTC(), "1.2.3-test")
            .withNativeLibraries(Path.of(args[1]));
    CountDownLatch never = new CountDownLatch(1);
    LocalEngine engine =
        LocalEngine.start(
            config,
            (file, diagnostics) -> {
              if (args[2].equals("blocked") && Files.exists(folder.resolve("block"))) {
                awaitForEver(never);
              }
              return ArtifactReader.check(file, folder, diagnostics);
            });
    engine.awaitStop();
  }

  private static void awaitForEver(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

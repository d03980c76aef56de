package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.inspection.ArtifactComparer;
import dev.dvp.core.inspection.ArtifactInspector;
import dev.dvp.core.inspection.Comparison;
import dev.dvp.core.inspection.PayloadExtractor;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds, reads, checks, inspects, compares and unpacks an artifact in a JVM whose heap is smaller
 * than the payload.
 */
class ConstantMemoryTest {
  private static final int MEGABYTES = 48;
  private static final int MANY = 20_000;
  private static final Progress NONE = Progress.NONE;

  @TempDir Path folder;

  @Test
  void needsLessMemoryThanThePayloadIsLarge() throws Exception {
    SamplePlugin.in(folder);
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    try (RandomAccessFile data =
        new RandomAccessFile(folder.resolve("src/data.bin").toFile(), "rw")) {
      for (int i = 0; i < MEGABYTES; i++) {
        data.write(block);
      }
    }
    run("-Xmx24m", "everything");
    // The data does not compress: base64 makes four bytes of three.
    assertThat(Files.size(folder.resolve("artifact.json")))
        .isGreaterThan(MEGABYTES * 4L * (1 << 20) / 3);
  }

  /** As objects of a library for zips they would take 40 MB for each artifact. */
  @Test
  void theNamesOfTwoArtifactsTakeLittleMoreThanTheyAreLong() throws Exception {
    SamplePlugin.in(folder);
    Path target = folder.resolve("artifact.json");
    Payload payload =
        PayloadCollector.collect(TestArtifacts.sources(folder.resolve("src")), new Diagnostics());
    TestArtifacts.write(SamplePlugin.of(folder), payload, target, Instant.EPOCH);
    String json = Files.readString(target);
    String start = json.substring(0, json.indexOf("\"sourceCode\":\"") + 14);
    for (String name : new String[] {"old", "new"}) {
      Files.writeString(
          folder.resolve(name + ".json"),
          start + Base64.getEncoder().encodeToString(manyFiles(name)) + "\"}");
    }

    run("-Xmx32m", "names");
  }

  private static byte[] manyFiles(String folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      zip.putNextEntry(empty("plugin_runner.py"));
      for (int i = 0; i < MANY; i++) {
        zip.putNextEntry(empty(folder + "/" + "x".repeat(230) + i));
      }
    }
    return bytes.toByteArray();
  }

  private static ZipEntry empty(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(0);
    entry.setCrc(0);
    return entry;
  }

  private void run(String heap, String what) throws Exception {
    Path log = folder.resolve("log");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ConstantMemoryTest.class.getName(),
                folder.toString(),
                what)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Runs in the small JVM. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (arguments[1].equals("names")) {
      compareNames(folder);
    } else {
      doEverything(folder);
    }
  }

  private static void compareNames(Path folder) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Path old = folder.resolve("old.json");
    Path now = folder.resolve("new.json");
    ArtifactReader.check(old, folder, diagnostics);
    try (CreatedPaths temporary = new CreatedPaths();
        OpenArtifact before = OpenArtifact.open(old, folder, temporary, NONE, diagnostics);
        OpenArtifact after = OpenArtifact.open(now, folder, temporary, NONE, diagnostics)) {
      Comparison comparison = ArtifactComparer.compare(before, after, true, NONE, diagnostics);
      if (comparison.files().size() != 2 * MANY || !diagnostics.sorted().isEmpty()) {
        throw new IllegalStateException(comparison.verdict() + " " + diagnostics.sorted());
      }
    }
  }

  private static void doEverything(Path folder) throws IOException {
    Path target = folder.resolve("artifact.json");
    Diagnostics diagnostics = new Diagnostics();
    Payload payload =
        PayloadCollector.collect(TestArtifacts.sources(folder.resolve("src")), diagnostics);
    TestArtifacts.write(SamplePlugin.of(folder), payload, target, Instant.EPOCH);
    Optional<Artifact> artifact = ArtifactReader.check(target, folder, diagnostics);
    ArtifactReader.extractPayload(target, OutputStream.nullOutputStream());
    try (CreatedPaths temporary = new CreatedPaths();
        OpenArtifact open = OpenArtifact.open(target, folder, temporary, NONE, diagnostics)) {
      ArtifactInspector.inspect(open, NONE, diagnostics);
      Path copy = Files.copy(target, folder.resolve("copy.json"));
      Files.write(copy, new byte[] {'\n'}, StandardOpenOption.APPEND);
      try (OpenArtifact other = OpenArtifact.open(copy, folder, temporary, NONE, diagnostics)) {
        Comparison comparison = ArtifactComparer.compare(open, other, true, NONE, diagnostics);
        if (comparison.verdict() != Comparison.Verdict.SAME_CONTENT) {
          throw new IllegalStateException(comparison.toString());
        }
      }
      PayloadExtractor.extract(open, folder.resolve("out"), temporary, NONE);
    }
    if (artifact.isEmpty() || !diagnostics.sorted().isEmpty()) {
      throw new IllegalStateException(diagnostics.sorted().toString());
    }
  }
}

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import dev.dvp.localengine.arguments.Arguments;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.running.KeptRunner;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.running.OperationCall;
import dev.dvp.localengine.running.Outcome;
import dev.dvp.localengine.running.PluginFolder;
import dev.dvp.localengine.running.PluginProcess;
import dev.dvp.localengine.running.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What calling an operation costs: {@code java -cp dvp.jar Calls.java PLUGIN [OPERATION]} prints, in
 * milliseconds, the median of Python's own start, of a start with the import and one call, of a
 * call of a process that is warm, and of making and deleting the process's folder.
 */
public final class Calls {
  private static final int STARTS = 21;
  private static final int CALLS = 1001;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final LibraryCalls NONE =
      (name, arguments) -> {
        throw new LibraryCallException("no library", false);
      };

  public static void main(String[] args) throws Exception {
    String operation = args.length > 1 ? args[1] : "virtual.configure";
    Diagnostics found = new Diagnostics();
    PluginManifest manifest =
        ManifestReader.read(Path.of(args[0], "plugin_config.yml"), found).manifest().orElseThrow();
    PluginSchemas schemas = SchemaReader.read(manifest.schemaFile(), found).orElseThrow();
    ObjectNode arguments =
        Arguments.examples(
                OperationCatalogue.get()
                    .operation(operation, manifest.pluginType())
                    .orElseThrow()
                    .arguments(),
                schemas,
                new Environments(new DataFolder(Path.of("/nonexistent"))).get("local").connection("me"),
                "/tmp",
                found)
            .orElseThrow()
            .values();
    OperationCall call = new OperationCall(operation, Optional.empty(), arguments);
    Python python = new PythonFinder(System.getenv()).find();
    Path cache = Path.of(System.getProperty("user.home"), ".dvp", "cache");
    KeptRunner kept = new KeptRunner(cache, python, System.getenv());
    Payload payload = payload(manifest, schemas);
    List<Double> made = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      made.add(millis(() -> Workspace.of(payload, kept.of(payload)).close()));
    }
    try (Workspace workspace = Workspace.of(payload, kept.of(payload))) {
      Launch launch =
          new Launch(
              python,
              workspace,
              new PluginFolder(
                  workspace.plugin(), manifest.entryPoint(), manifest.pluginType()),
              Isolation.find(true),
              System.getenv(),
              Optional.empty());
      List<Double> bare = new ArrayList<>();
      List<Double> cold = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        bare.add(millis(() -> bare(python, launch.isolation())));
        cold.add(millis(() -> cold(launch, call)));
      }
      List<Double> warm = new ArrayList<>();
      try (PluginProcess process = PluginProcess.start(launch)) {
        process.open(line -> {}, LIMIT);
        for (int i = 0; i < CALLS; i++) {
          warm.add(millis(() -> check(process.call(call, NONE, line -> {}, LIMIT))));
        }
      }
      System.out.printf(
          "Python %s: bare start %.1f ms, start, import and call %.1f ms, warm call %.2f ms,"
              + " folder %.1f ms%n",
          python.version(), median(bare), median(cold), median(warm), median(made));
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double millis(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void bare(Python python, Isolation isolation) {
    List<String> command = new ArrayList<>(isolation.prefix());
    command.addAll(python.command());
    command.addAll(List.of("-I", "-S", "-B", "-X", "utf8", "-c", "pass"));
    new BoundedProcess(command, Map.of("PATH", System.getenv("PATH")), LIMIT).run();
  }

  private static void cold(Launch launch, OperationCall call) throws Exception {
    try (PluginProcess process = PluginProcess.start(launch)) {
      process.open(line -> {}, LIMIT);
      check(process.call(call, NONE, line -> {}, LIMIT));
    }
  }

  private static void check(Outcome outcome) {
    if (!(outcome instanceof Outcome.Returned)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private static Payload payload(PluginManifest manifest, PluginSchemas schemas) throws Exception {
    List<Payload.Entry> entries = new ArrayList<>();
    GeneratedClasses.of(schemas)
        .files()
        .forEach(
            (name, text) ->
                entries.add(
                    new Payload.Entry(
                        name, new Payload.InMemory(text.getBytes(StandardCharsets.UTF_8)))));
    Path source = manifest.srcDir();
    try (var files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = source.relativize(file).toString();
        if (!name.startsWith("generated")) {
          entries.add(
              new Payload.Entry(name, new Payload.InMemory(Files.readAllBytes(file))));
        }
      }
    }
    return new Payload(entries, List.of());
  }
}

package dev.dvp.localengine.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.datasets.Mounted;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A library on an environment, and the calls that a plugin would make. */
final class Bench {
  static final long LIMIT = 1 << 20;

  final DataFolder data;
  final Map<String, String> variables = new HashMap<>(System.getenv());
  final List<Path> writable = new ArrayList<>();
  final List<Mounted> mounts = new ArrayList<>();
  Optional<Path> dataset = Optional.empty();
  Leftovers leftovers = Leftovers.KEPT;
  Environment environment;
  private EnvironmentLibrary library;

  Bench(Path folder) {
    data = new DataFolder(folder);
    environment = new Environments(data).get("local");
  }

  Surroundings around() {
    return new Surroundings(data, variables, writable, dataset, leftovers, mounts, List.of());
  }

  /** A folder first on the PATH, for programs that a test makes up; without bubblewrap if so. */
  Bench withPath(String path) {
    variables.put("PATH", path);
    return this;
  }

  JsonNode call(String name, ObjectNode arguments)
      throws LibraryCallException, InterruptedException {
    synchronized (this) {
      if (library == null) {
        library = new EnvironmentLibrary(List.of(environment), around(), LIMIT);
      }
    }
    return library.call(name, arguments);
  }

  ObjectNode arguments() {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    arguments.set("remoteConnection", environment.connection("me"));
    return arguments;
  }

  JsonNode run(String call, String command, String... variables)
      throws LibraryCallException, InterruptedException {
    ObjectNode arguments = arguments().put("command", command);
    ObjectNode map = arguments.putObject("variables");
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    return call(call, arguments);
  }

  JsonNode bash(String command, String... variables)
      throws LibraryCallException, InterruptedException {
    return run("run_bash", command, variables);
  }

  /** What a command prints, when all is well. */
  String out(String command, String... variables)
      throws LibraryCallException, InterruptedException {
    JsonNode answer = bash(command, variables);
    if (answer.path("exitCode").asInt() != 0) {
      throw new AssertionError(answer.toPrettyString());
    }
    return answer.path("stdout").asText();
  }

  /** A call in a thread of its own, which can be interrupted. */
  final class Background implements AutoCloseable {
    final CompletableFuture<Object> result = new CompletableFuture<>();
    private final Thread thread;

    Background(String command, String... variables) {
      thread =
          new Thread(
              () -> {
                try {
                  result.complete(bash(command, variables));
                } catch (LibraryCallException | InterruptedException | RuntimeException e) {
                  result.complete(e);
                }
              });
      thread.start();
    }

    Object interrupt() throws Exception {
      thread.interrupt();
      return result.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  /** Polls what only the operating system knows. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it did not happen in time");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** The command lines of all processes of the machine that hold a text. */
  static List<String> commandLines(String text) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .map(path -> read(path.resolve("cmdline")))
          .filter(line -> line.contains(text))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }
}

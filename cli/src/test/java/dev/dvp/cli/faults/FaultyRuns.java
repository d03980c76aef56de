package dev.dvp.cli.faults;

import dev.dvp.cli.DvpRunner;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import dev.dvp.localengine.LocalEngineProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs commands on a way with faults, each to an engine of its own, and looks at what came of it.
 */
final class FaultyRuns {
  /** Pauses of the client are so much shorter here. */
  private static final int PACE = 25;

  /**
   * Seconds: what silence costs here, and what an engine must answer in when others take the
   * processors.
   */
  private static final String REQUEST_TIMEOUT = "3";

  private final Path folder;
  private final Path plugin;
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * Runs below a folder.
   *
   * @param plugin the folder of the artifacts {@code first.json} and {@code second.json}
   */
  FaultyRuns(Path folder, Path plugin) {
    this.folder = folder;
    this.plugin = plugin;
  }

  /** What there is to know afterwards. */
  record Aftermath(
      DvpRunner.Result result, List<String> seen, Set<String> secrets, String everything) {}

  /** Runs a command, and says what is wrong afterwards. */
  String check(String command, Function<String, Fault> plan, Predicate<Aftermath> mayFail)
      throws Exception {
    Path place = Files.createDirectory(folder.resolve("run" + numbers.incrementAndGet()));
    Path data = place.resolve("data");
    LocalEngineConfig config = config(data);
    try (LocalEngine engine = LocalEngine.start(config)) {
      String password = LocalEngineProcess.adminPassword(data).orElseThrow();
      boolean isInstall = command.equals("install");
      if (!isInstall) {
        upload(place, "first.json", "http://127.0.0.1:" + engine.port(), password);
      }
      Aftermath after;
      try (FaultyProxy proxy = new FaultyProxy(engine.port(), plan)) {
        DvpRunner.Result result =
            command.equals("logs")
                ? logs(place, proxy.address(), password)
                : upload(
                    place, isInstall ? "first.json" : "second.json", proxy.address(), password);
        after = new Aftermath(result, proxy.seen(), proxy.secrets(), everything(place, result));
      }
      boolean isRightlyFailed = after.result().exitCode() == 1 && mayFail.test(after);
      List<String> wrong = new ArrayList<>(onTheEngine(command, after, engine.port(), password));
      if (after.result().exitCode() != 0 && !isRightlyFailed) {
        wrong.add("exit code " + after.result().exitCode());
      }
      if (!after.seen().isEmpty() && after.secrets().isEmpty() && !isRightlyFailed) {
        wrong.add("no secret passed by, so that none could show");
      }
      wrong.addAll(inTheOutput(after, password));
      return wrong.isEmpty() ? "" : wrong + " " + after.result() + " " + after.seen();
    }
  }

  /** What an engine should have, and has not, or has once too often. */
  private static List<String> onTheEngine(
      String command, Aftermath after, int port, String password) throws Exception {
    List<String> wrong = new ArrayList<>();
    // Of an upgrade the first build's upload, of logs nothing else.
    int expected = command.equals("upgrade") ? 2 : 1;
    String build = command.equals("upgrade") ? "0.2" : "0.1";
    int uploads = EngineQuestions.completedUploads(port, password).size();
    if (after.result().exitCode() == 0 && uploads != expected) {
      wrong.add(uploads + " uploads in place of " + expected);
    }
    if (uploads > expected) {
      wrong.add("doubled");
    }
    if (after.result().exitCode() == 0
        && !EngineQuestions.installed(port, password)
            .contains("\"buildNumber\":\"" + build + "\"")) {
      wrong.add("not installed");
    }
    return wrong;
  }

  private static List<String> inTheOutput(Aftermath after, String password) {
    List<String> wrong = new ArrayList<>();
    if (after.everything().contains(password)
        || after.secrets().stream().anyMatch(after.everything()::contains)) {
      wrong.add("a secret shows");
    }
    if (after.everything().contains("Exception") || after.everything().contains("\tat ")) {
      wrong.add("a trace shows");
    }
    return wrong;
  }

  /**
   * All engines here take the database's library from one folder, in place of unpacking it each.
   */
  static LocalEngineConfig config(Path data) {
    return LocalEngineConfig.of(data, Clock.systemUTC(), "test")
        .withNativeLibraries(Path.of("target", "native").toAbsolutePath());
  }

  DvpRunner.Result upload(
      Path place, String artifact, String engine, String password, String... more) {
    List<String> line = new ArrayList<>(List.of("upload", "-e", engine, "-u", "admin"));
    line.addAll(List.of("--password-stdin", "--wait", "--force", "-a", artifact));
    line.addAll(List.of("--request-timeout", REQUEST_TIMEOUT));
    line.addAll(List.of(more));
    return runner(place, password).runIn(plugin, line.toArray(String[]::new));
  }

  private DvpRunner.Result logs(Path place, String engine, String password) throws IOException {
    Path target = Files.createDirectories(place.resolve("logs"));
    DvpRunner.Result result =
        runner(place, password)
            .runIn(
                plugin,
                "download-logs",
                "-e",
                engine,
                "-u",
                "admin",
                "--password-stdin",
                "-d",
                target.toString(),
                "--extract",
                "--request-timeout",
                REQUEST_TIMEOUT);
    try (Stream<Path> files = Files.list(target)) {
      // The archive and the folder, or nothing at all.
      long count = files.count();
      if (count != (result.exitCode() == 0 ? 2 : 0)) {
        return new DvpRunner.Result(99, result.out(), result.err() + count + " files are left");
      }
    }
    return result;
  }

  private static DvpRunner runner(Path place, String password) {
    return new DvpRunner(place).pace(PACE).stdin(password + "\n");
  }

  /** All that was written anywhere but where the engine keeps its secrets. */
  private static String everything(Path place, DvpRunner.Result result) throws IOException {
    StringBuilder all = new StringBuilder(result.out()).append(result.err());
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".log") || name.endsWith(".json") || name.endsWith(".txt")) {
          all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return all.toString();
  }
}

package dev.dvp.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import dev.dvp.localengine.LocalEngineProcess;
import dev.dvp.testkit.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every request of an upload, a wait and a download of logs meets every fault, on the way to a real
 * local engine. Nothing is lost, nothing is there twice, the exit code is right, and no secret
 * shows.
 *
 * <p>{@code -Ddvp.faults=1000} adds so many uploads on a way where anything may go wrong at any
 * time.
 */
class FaultHarnessTest {
  private static final int AT_ONCE = 6;
  private static final int FEW = 12;
  private static final String SESSION = "POST delphix/session";
  private static final String LOGIN = "POST delphix/login";
  private static final String TOKEN = "POST delphix/toolkit/requestUploadToken";
  private static final String UPLOAD = "POST delphix/data/upload";
  private static final String LOOK = "GET delphix/action/";
  private static final String PLUGINS = "GET delphix/toolkit";
  private static final String BUNDLE = "POST delphix/service/support/bundle/generate";
  private static final String FETCH = "GET delphix/data/downloadOutputStream";

  @TempDir Path folder;
  private static Path plugin;
  private FaultyRuns runs;

  /**
   * One fault at one place.
   *
   * @param command the command that meets it
   * @param call the request, or its beginning
   * @param times how often in a row
   */
  private record Scenario(String command, String call, Fault fault, int times) {}

  @BeforeAll
  static void buildTwoArtifacts(@TempDir Path builder) throws IOException {
    DvpRunner dvp = new DvpRunner(builder);
    plugin = dvp.scaffold("plugin");
    Path manifest = plugin.resolve("plugin_config.yml");
    assertThat(dvp.runIn(plugin, "build", "-q", "-a", "first.json").exitCode()).isZero();
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceAll("buildNumber: .*", "buildNumber: \"0.2\""));
    assertThat(dvp.runIn(plugin, "build", "-q", "-a", "second.json").exitCode()).isZero();
  }

  @BeforeEach
  void toAFolderOfItsOwn() {
    runs = new FaultyRuns(folder, plugin);
  }

  @Test
  void everyFaultAtEveryRequest() throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    for (String call : List.of(SESSION, LOGIN, PLUGINS, TOKEN, UPLOAD, LOOK)) {
      for (Fault fault : faults(call)) {
        scenarios.add(new Scenario("install", call, fault, 1));
        if (call.equals(UPLOAD) || call.equals(LOOK)) {
          // What may be large is sent for one session that is forgotten, and for no other.
          int times = fault == Fault.SESSION_GONE && call.equals(UPLOAD) ? 1 : 2;
          scenarios.add(new Scenario("upgrade", call, fault, times));
        }
      }
    }
    for (String call : List.of(PLUGINS, BUNDLE, FETCH)) {
      for (Fault fault : faults(call)) {
        scenarios.add(new Scenario("logs", call, fault, 1));
      }
    }
    assertThat(scenarios).hasSizeGreaterThan(40);
    Map<String, Integer> rows = new TreeMap<>();
    List<String> problems = all(scenarios.stream().map(s -> (Callable<String>) () -> run(s)));
    scenarios.forEach(s -> rows.merge(s.command() + " | " + s.call(), 1, Integer::sum));
    report("| command | request | faults |\n|---|---|---|\n", rows, problems.size());
    assertThat(problems).isEmpty();
  }

  private static Set<Fault> faults(String call) {
    Set<Fault> faults = EnumSet.complementOf(EnumSet.of(Fault.NONE));
    if (call.equals(SESSION) || call.equals(LOGIN)) {
      faults.remove(Fault.SESSION_GONE);
    }
    if (call.equals(UPLOAD) || call.equals(BUNDLE) || call.equals(FETCH)) {
      // An engine may take its time for these: dvp waits ten minutes.
      faults.remove(Fault.SILENCE);
      faults.remove(Fault.SILENCE_AFTER);
    }
    return faults;
  }

  @Test
  void aHandshakeThatBreaksOffIsTriedAgain() throws Exception {
    SSLContext tls = TestCertificates.context(folder, "-ext", "SAN=ip:127.0.0.1");
    String pem = TestCertificates.authority(folder).toString();
    Path data = folder.resolve("tls/data");
    LocalEngineConfig config = FaultyRuns.config(data);
    try (LocalEngine engine = LocalEngine.start(config);
        FaultyProxy proxy =
            new FaultyProxy(engine.port(), request -> Fault.NONE, Optional.of(tls), 3)) {
      String password = LocalEngineProcess.adminPassword(data).orElseThrow();
      DvpRunner.Result result =
          runs.upload(
              folder.resolve("tls"), "first.json", proxy.address(), password, "--ca-file", pem);
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.err()).contains("Trying again.");
      assertThat(EngineQuestions.completedUploads(engine.port(), password)).hasSize(1);
    }
  }

  @Test
  void waitingGoesOnWhenTheEngineStartsAnew() throws Exception {
    Path data = folder.resolve("anew/data");
    LocalEngineConfig config = FaultyRuns.config(data);
    AtomicReference<LocalEngine> engine = new AtomicReference<>(LocalEngine.start(config));
    AtomicReference<FaultyProxy> proxy = new AtomicReference<>();
    AtomicInteger looks = new AtomicInteger();
    Function<String, Fault> plan =
        request -> {
          if (request.startsWith(LOOK) && looks.incrementAndGet() == 1) {
            engine.get().close();
            engine.set(LocalEngine.start(config));
            proxy.get().leadTo(engine.get().port());
          }
          return looks.get() == 1 ? Fault.CUT_BEFORE : Fault.NONE;
        };
    proxy.set(new FaultyProxy(engine.get().port(), plan));
    try (FaultyProxy way = proxy.get()) {
      String password = LocalEngineProcess.adminPassword(data).orElseThrow();
      DvpRunner.Result result =
          runs.upload(folder.resolve("anew"), "first.json", way.address(), password);
      assertThat(result.exitCode()).as(result.toString()).isZero();
      assertThat(result.err()).contains("Logging in again.");
      assertThat(EngineQuestions.installed(engine.get().port(), password))
          .contains("\"buildNumber\":\"0.1\"");
    } finally {
      engine.get().close();
    }
  }

  @Test
  void manyUploadsOnABadWay() throws Exception {
    int uploads = Integer.getInteger("dvp.faults", FEW);
    // In each build the same, so that what is found is found by who changed it.
    long seed = Long.getLong("dvp.faults.seed", uploads == FEW ? 1 : System.nanoTime());
    List<String> problems =
        all(
            java.util.stream.IntStream.range(0, uploads)
                .mapToObj(i -> (Callable<String>) () -> runOnABadWay(new Random(seed + i))));
    report(
        "\n| uploads on a bad way | |\n|---|---|\n",
        Map.of("seed " + seed, uploads),
        problems.size());
    assertThat(problems).as("seed " + seed).isEmpty();
  }

  /** Writes a table for those who ask for one with {@code -Ddvp.faults.table=FILE}. */
  private static void report(String head, Map<String, Integer> rows, int problems)
      throws IOException {
    String file = System.getProperty("dvp.faults.table", "");
    if (!file.isEmpty()) {
      StringBuilder table = new StringBuilder(head);
      rows.forEach(
          (row, n) -> table.append("| ").append(row).append(" | ").append(n).append(" |\n"));
      int all = rows.values().stream().mapToInt(Integer::intValue).sum();
      table.append("\n").append(all).append(" in all, ").append(problems).append(" went wrong\n");
      Files.writeString(Path.of(file), table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static List<String> all(Stream<Callable<String>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<String> problems = new ArrayList<>();
      for (Future<String> one : threads.invokeAll(work.toList())) {
        if (!one.get().isEmpty()) {
          problems.add(one.get());
        }
      }
      return problems;
    } finally {
      threads.shutdownNow();
    }
  }

  private String run(Scenario scenario) throws Exception {
    AtomicInteger left = new AtomicInteger(scenario.times());
    Function<String, Fault> plan =
        request ->
            request.startsWith(scenario.call()) && left.getAndDecrement() > 0
                ? scenario.fault()
                : Fault.NONE;
    boolean isFirst = scenario.call().equals(SESSION);
    boolean mayFail =
        isFirst
            && (scenario.fault() == Fault.GARBAGE
                || scenario.fault() == Fault.SILENCE
                || scenario.fault() == Fault.SILENCE_AFTER);
    String problem = runs.check(scenario.command(), plan, after -> mayFail);
    return problem.isEmpty() ? "" : scenario + ": " + problem;
  }

  /** Any request may meet any fault that passes, one in eight. */
  private String runOnABadWay(Random random) throws Exception {
    Fault[] faults =
        faults(UPLOAD).stream().filter(fault -> fault != Fault.GARBAGE).toArray(Fault[]::new);
    Function<String, Fault> plan =
        request -> {
          synchronized (random) {
            boolean ofLogin = request.equals(SESSION) || request.equals(LOGIN);
            Fault fault =
                random.nextInt(8) == 0 ? faults[random.nextInt(faults.length)] : Fault.NONE;
            return ofLogin && fault == Fault.SESSION_GONE ? Fault.NONE : fault;
          }
        };
    return runs.check(
        random.nextBoolean() ? "install" : "upgrade", plan, FaultHarnessTest::isGivenUpRightly);
  }

  /**
   * Where one step went wrong five times in a row, dvp gives up, as it says; and where the session
   * of an upload was forgotten again just after it was replaced.
   */
  private static boolean isGivenUpRightly(FaultyRuns.Aftermath after) {
    long forgotten =
        after.seen().stream().filter((UPLOAD + " " + Fault.SESSION_GONE)::equals).count();
    if (forgotten >= 2 && after.result().err().contains("error[E402]")) {
      return true;
    }
    long faults = after.seen().stream().filter(one -> !one.endsWith(" " + Fault.NONE)).count();
    return faults >= 5 && after.result().err().contains("Trying again.");
  }
}

package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Golden;
import dev.dvp.cli.RunningDvp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One artifact to several engines. */
class SeveralEnginesTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final List<String> NAMES = List.of("alpha", "beta", "gamma-the-third");

  @TempDir Path folder;
  private DvpRunner dvp;
  private final FakeEngine alpha = new FakeEngine();
  private final FakeEngine beta = new FakeEngine();
  private final FakeEngine gamma = new FakeEngine();
  private final List<FakeEngine> engines = List.of(alpha, beta, gamma);

  @BeforeEach
  void threeEngines() throws IOException {
    dvp = new DvpRunner(folder);
    SampleArtifact.today().write(dvp.workingDir().resolve("artifact.json"));
    StringBuilder config =
        new StringBuilder("[default]\nuser = admin\npassword = s3cr3t\n[group.qa]\nengines = ");
    config.append(String.join(", ", NAMES)).append('\n');
    for (int i = 0; i < NAMES.size(); i++) {
      config.append("[" + NAMES.get(i) + "]\nengine = " + engines.get(i).address() + "\n");
    }
    UserFile.write(dvp, config.toString());
  }

  @AfterEach
  void stop() {
    engines.forEach(FakeEngine::close);
  }

  private DvpRunner.Result upload(String... more) {
    List<String> args = new ArrayList<>(List.of("upload", "-e", "qa"));
    args.addAll(List.of(more));
    DvpRunner.Result result = dvp.run(args.toArray(String[]::new));
    assertThat(result.out() + result.err())
        .doesNotContain("s3cr3t", "cookie-secret", "tok-1", "Exception");
    return result;
  }

  private String shown(DvpRunner.Result result) {
    String text = result.out() + "---\n" + result.err();
    for (int i = 0; i < NAMES.size(); i++) {
      text = text.replace(engines.get(i).address(), "https://" + NAMES.get(i) + ".example.com");
    }
    return text;
  }

  @Test
  void eachHasARowInTheOrderOfTheCommandLine() {
    DvpRunner.Result result = upload("--wait");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    Golden.check("upload/several.txt", shown(result));
    DvpRunner.Result turned = dvp.run("upload", "-e", "beta", "-e", "alpha");
    assertThat(turned.out()).isEqualTo("beta   sent, ACTION-2\nalpha  sent, ACTION-2\n");
  }

  @Test
  void quietMeansNothingButWhatFailed() {
    assertThat(upload("--wait", "-q")).isEqualTo(new DvpRunner.Result(ExitCode.OK, "", ""));
    beta.answer("login", FakeEngine.error("Invalid username or password.", "Try others."));
    DvpRunner.Result result = upload("--wait", "-q");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("beta:\n").contains("error[E401]");
  }

  /** Each waits with the upload until all of them have come so far. */
  @Test
  void theyAreUploadedToAtOnce() {
    CyclicBarrier all = new CyclicBarrier(engines.size());
    engines.forEach(engine -> engine.before("data/upload", () -> meet(all)));
    DvpRunner.Result result = upload("--wait");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(all.isBroken()).isFalse();
  }

  private static void meet(CyclicBarrier all) {
    try {
      all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneThatFailsIsExplainedAndTheOthersGoOn() {
    beta.answer("login", FakeEngine.error("Invalid username or password.", "Try others."));
    DvpRunner.Result result = upload("--wait");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("upload/several-one-fails.txt", shown(result));
    assertThat(alpha.calls()).endsWith("action/ACTION-2");
    assertThat(gamma.calls()).endsWith("action/ACTION-2");
  }

  @Test
  void whoWantsToFailFastHasThemInTurn() {
    beta.answer("data/upload", FakeEngine.error("No room.", "Make some."));
    DvpRunner.Result result = upload("--wait", "--fail-fast");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("upload/several-fail-fast.txt", shown(result));
    assertThat(alpha.calls()).endsWith("action/ACTION-2");
    assertThat(gamma.calls()).isEmpty();
  }

  @Test
  void failingFastWithoutAFailureIsAllOfThem() {
    DvpRunner.Result result = upload("--wait", "--fail-fast");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out().lines()).hasSize(3).allMatch(line -> line.endsWith("  installed"));
  }

  @Test
  void aDryRunComparesWithEachOfThem() {
    String plugin =
        "{\"reference\":\"TOOLKIT-1\",\"identifier\":\"16bef554-9470-11e9-b2e3-8c8590d4a42c\","
            + "\"buildNumber\":\"BUILD\",\"hostTypes\":[\"WINDOWS\"]}";
    alpha.answer("toolkit", FakeEngine.ok("[]", "null"));
    for (FakeEngine engine : List.of(beta, gamma)) {
      String json = plugin.replace("BUILD", engine == beta ? "1.1" : "2");
      engine.answer("toolkit", FakeEngine.ok("[" + json + "]", "null"));
      engine.answer("toolkit/TOOLKIT-1", FakeEngine.ok(json, "null"));
    }
    DvpRunner.Result result = upload("--dry-run");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("upload/several-dry-run.txt", shown(result));
    engines.forEach(engine -> assertThat(engine.calls()).doesNotContain("data/upload"));
  }

  @Test
  void theSameBuildIsLeftAloneWhereItIs() {
    for (FakeEngine engine : engines) {
      engine.answer("toolkit", FakeEngine.ok("[]", "null"));
    }
    alpha.answer(
        "toolkit",
        FakeEngine.ok(
            "[{\"reference\":\"TOOLKIT-1\",\"buildNumber\":\"1.2\","
                + "\"identifier\":\"16bef554-9470-11e9-b2e3-8c8590d4a42c\"}]",
            "null"));
    DvpRunner.Result result = upload("--if-newer", "--wait");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "alpha            there already, the same build number, contents not compared\n"
                + "beta             installed\n"
                + "gamma-the-third  installed\n");
    assertThat(alpha.calls()).doesNotContain("data/upload");
  }

  /** Those in the queue behind one that is under way are not begun, and nobody waits for them. */
  @Test
  void whoGivesUpIsToldOfEach() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    alpha.before(
        "data/upload",
        () -> {
          reached.countDown();
          await(end);
        });
    try (RunningDvp running =
        dvp.start(dvp.workingDir(), "upload", "-e", "qa", "--wait", "--fail-fast")) {
      await(reached);
      DvpRunner.Result result = running.stop();
      assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(result.out())
          .isEqualTo(
              "alpha            failed, E507\n"
                  + "beta             not begun\n"
                  + "gamma-the-third  not begun\n");
      assertThat(result.err()).contains("alpha:\n", "may have taken it");
      assertThat(beta.calls()).isEmpty();
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.dvp.localengine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.store.Action;
import dev.dvp.localengine.store.FullStore;
import dev.dvp.localengine.store.SqliteLibrary;
import dev.dvp.localengine.store.StoreException;
import dev.dvp.localengine.store.Tables;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on a disk that is full. */
class WorkRunnerTest {
  @TempDir Path folder;
  private final TestClock clock = TestClock.at(TestEngine.NOW);
  private FullStore full;
  private RotatingLog log;
  private WorkRunner runner;

  @BeforeEach
  void open() throws Exception {
    SqliteLibrary.unpackInto(TestEngine.nativeLibraries());
    full = FullStore.open(folder.resolve("engine.db"));
    log = new RotatingLog(folder.resolve("engine.log"), clock);
    runner = new WorkRunner(full.store(), clock, log);
  }

  @AfterEach
  void close() {
    full.makeRoom();
    runner.close();
    full.store().close();
    log.close();
  }

  @Test
  void workOnAFullDiskFailsAndSaysSoOnceThereIsRoom() throws Exception {
    CountDownLatch undone = new CountDownLatch(1);
    CountDownLatch filled = new CountDownLatch(1);
    String action = runner.start(order(filled, undone)).action();

    full.fill();
    filled.countDown();
    undone.await();
    awaitLog("The failure of " + action + " cannot be noted.");
    assertThat(state(action)).isEqualTo(WorkState.RUNNING);
    full.makeRoom();

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (state(action) == WorkState.RUNNING) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
    Action ended = find(action);
    assertThat(ended.state()).isEqualTo(WorkState.FAILED);
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("exception.engine.disk.full");
  }

  @Test
  void workThatCannotBeNotedIsNotTakenOn() {
    full.fill();

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> runner.start(order(new CountDownLatch(0), new CountDownLatch(1))))
        .satisfies(e -> assertThat(e.isFull()).isTrue())
        .satisfies(e -> assertThat(e.reason()).isEqualTo("the disk is full"));
    assertThat(runner.isBusy("key")).isFalse();
  }

  private static WorkOrder order(CountDownLatch goOn, CountDownLatch undone) {
    Task task =
        new Task() {
          @Override
          public LastStep run(Progress progress) {
            await(goOn);
            return new LastStep(WorkRunnerTest::commit, "code", "d".repeat(10_000));
          }

          @Override
          public void committed() {}

          @Override
          public void failed() {
            undone.countDown();
          }
        };
    return new WorkOrder("key", "T", "a title ".repeat(100), Optional.of("target"), task);
  }

  private static String commit(Tables tables) throws SQLException {
    tables.users().put("somebody", "x".repeat(100_000));
    return "done";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitLog(String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.readString(folder.resolve("engine.log")).contains(text)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private WorkState state(String action) {
    return find(action).state();
  }

  private Action find(String action) {
    long number = Action.number(action).orElseThrow();
    Optional<Action> found = full.store().read(tables -> tables.actions().find(number));
    return found.orElseThrow();
  }
}

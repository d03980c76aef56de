package dev.dvp.localengine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class KeyedExecutorTest {
  @Test
  void tasksOfOneKeyKeepTheirOrderAndNeverOverlap() throws InterruptedException {
    int tasks = 2000;
    Random random = new Random(3);
    ConcurrentHashMap<String, List<Integer>> done = new ConcurrentHashMap<>();
    ConcurrentHashMap<String, AtomicBoolean> busy = new ConcurrentHashMap<>();
    AtomicBoolean overlapped = new AtomicBoolean();
    CountDownLatch all = new CountDownLatch(tasks);
    try (KeyedExecutor executor = new KeyedExecutor(4, 10)) {
      for (int i = 0; i < tasks; i++) {
        int number = i;
        String key = "key" + random.nextInt(5);
        done.computeIfAbsent(key, k -> new ArrayList<>());
        busy.computeIfAbsent(key, k -> new AtomicBoolean());
        executor.execute(
            key,
            () -> {
              if (!busy.get(key).compareAndSet(false, true)) {
                overlapped.set(true);
              }
              done.get(key).add(number);
              busy.get(key).set(false);
              all.countDown();
            });
      }
      all.await();
    }

    assertThat(overlapped).isFalse();
    assertThat(done.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
  }

  @Test
  void keysRunSideBySide() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch ended = new CountDownLatch(2);
    try (KeyedExecutor executor = new KeyedExecutor(2, 10)) {
      for (String key : List.of("a", "b")) {
        executor.execute(
            key,
            () -> {
              both.countDown();
              await(both);
              ended.countDown();
            });
      }
      ended.await();
    }
    assertThat(both.getCount()).isZero();
  }

  @Test
  void aKeyIsBusyWhileItHasWork() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    try (KeyedExecutor executor = new KeyedExecutor(1, 10)) {
      executor.execute("a", () -> await(goOn));
      assertThat(executor.isBusy("a")).isTrue();
      assertThat(executor.isBusy("b")).isFalse();
      goOn.countDown();
    }
  }

  @Test
  void afterTheCloseWaitingWorkIsDroppedAndNoneIsTaken() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean second = new AtomicBoolean();
    KeyedExecutor executor = new KeyedExecutor(1, 0);
    executor.execute(
        "a",
        () -> {
          started.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
        });
    executor.execute("a", () -> second.set(true));
    await(started);

    executor.close();

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> executor.execute("b", () -> {}));
    assertThat(second).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CleanupsTest {
  private final List<String> undone = new ArrayList<>();
  private final Cleanups cleanups = new Cleanups();

  @Test
  void whatIsUnderWayIsUndoneLatestFirst() {
    cleanups.during(
        () -> undone.add("outer"),
        () ->
            cleanups.during(
                () -> undone.add("inner"),
                () -> {
                  cleanups.runAll();
                  return true;
                }));
    assertThat(undone).containsExactly("inner", "outer");
  }

  @Test
  void nothingBeginsWhenTheProcessIsEnding() {
    cleanups.runAll();
    assertThatThrownBy(() -> cleanups.during(() -> {}, () -> undone.add("work")))
        .isInstanceOf(CancellationException.class);
    assertThat(undone).isEmpty();
  }

  @Test
  void whatIsDoneOrFailedIsNotUndone() {
    assertThat(cleanups.<Integer>during(() -> undone.add("x"), () -> 1)).isEqualTo(1);
    try {
      cleanups.during(
          () -> undone.add("y"),
          () -> {
            throw new IllegalStateException();
          });
    } catch (IllegalStateException e) {
      cleanups.runAll();
    }
    assertThat(undone).isEmpty();
  }
}

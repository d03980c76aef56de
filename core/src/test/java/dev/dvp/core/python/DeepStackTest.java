package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeepStackTest {
  @Test
  void whatTheWorkThrowsIsThrownOnAsItIs() {
    Error error = new StackOverflowError();
    RuntimeException exception = new UnsupportedOperationException();

    assertThatThrownBy(
            () ->
                DeepStack.call(
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
    assertThatThrownBy(
            () ->
                DeepStack.call(
                    () -> {
                      throw exception;
                    }))
        .isSameAs(exception);
  }
}

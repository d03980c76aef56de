package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
  @ParameterizedTest
  @MethodSource("commands")
  void trainsOnCommandLinesThatDvpUnderstands(List<String> command) {
    String[] args = command.toArray(String[]::new);

    assertThatCode(() -> CommandModel.of(args).parseArgs(args)).doesNotThrowAnyException();
  }

  static List<List<String>> commands() {
    return Training.COMMANDS;
  }
}

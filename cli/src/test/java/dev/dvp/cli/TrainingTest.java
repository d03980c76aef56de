package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
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
    List<List<String>> all = new ArrayList<>(Training.COMMANDS);
    all.addAll(List.of(Training.ENGINE, Training.ENGINE_STATUS, Training.UPLOAD));
    return all;
  }
}

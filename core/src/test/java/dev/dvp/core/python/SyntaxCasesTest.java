package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CPython's own verdict on some hundred pieces of source, recorded in {@code syntax.txt} and, by
 * {@code record.py}, in {@code refused.txt}.
 */
class SyntaxCasesTest {
  /** A piece of source with CPython's verdict. */
  record Case(String verdict, String source) {
    @Override
    public String toString() {
      return verdict + " | " + source.replace("\n", "\\n");
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>(load("syntax.txt"));
    all.addAll(load("refused.txt"));
    return all;
  }

  private static List<Case> load(String name) throws IOException {
    String text;
    try (InputStream in = SyntaxCasesTest.class.getResourceAsStream(name)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Case> cases = new ArrayList<>();
    for (String part : text.substring(text.indexOf("\n####") + 1).split("(?m)^#### ")) {
      int end = part.indexOf('\n');
      if (end > 0) {
        cases.add(new Case(part.substring(0, end), part.substring(end + 1, part.length() - 1)));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judgesAsCPythonDoes(Case one) {
    PythonFile file = DeepStack.call(() -> PythonParser.parse(Path.of("x.py"), one.source()));

    if (one.verdict().equals("ok")) {
      assertThat(file.problems()).isEmpty();
      assertThat(file.module()).isPresent();
      return;
    }
    assertThat(file.module()).isEmpty();
    assertThat(file.problems()).hasSize(1);
    Diagnostic problem = file.problems().get(0);
    String[] verdict = one.verdict().split(" ", 3);
    assertThat(problem.location().line()).isEqualTo(Integer.parseInt(verdict[0]));
    assertThat(problem.rule().id()).isEqualTo(verdict[1]);
    assertThat(problem.message()).contains(verdict[2]);
  }
}

package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.PythonRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the P and O rules say what is true: their wrong examples are wrong. */
class RulePagesTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+) (\\S+)( part)?\n(.*?)```");
  private static final String BASE =
      "from dlpx.virtualization.platform import Plugin\n\nplugin = Plugin()\n";

  static Stream<Rule> rules() {
    return Stream.concat(
        Stream.<Rule>of(PythonRule.values())
            // Its example is a link, which a page cannot hold.
            .filter(rule -> rule != PythonRule.MODULE_OUTSIDE_SOURCE),
        Stream.of(OperationRule.values()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void wrongIsFoundAndRightIsNot(Rule rule, @TempDir Path wrongDir, @TempDir Path rightDir)
      throws IOException {
    String page = page(rule);
    assertThat(page).startsWith("# " + rule.id() + " " + rule.title() + "\n");
    String[] halves = page.split("\nRight:\n");

    List<Diagnostic> wrong = example(halves[0]).read(wrongDir).findings();
    List<Diagnostic> right = example(halves[1]).read(rightDir).findings();

    assertThat(wrong).extracting(Diagnostic::rule).contains(rule);
    assertThat(right).extracting(Diagnostic::rule).doesNotContain(rule);
    assertThat(right).extracting(Diagnostic::severity).doesNotContain(Severity.ERROR);
  }

  private static String page(Rule rule) throws IOException {
    String resource = "/dev/dvp/core/rules/" + rule.id() + ".md";
    try (InputStream in = RulePagesTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SourceCase example(String text) {
    Map<String, String> header = new LinkedHashMap<>();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("plugin_runner.py", BASE);
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String content = block.group(4);
      if (block.group(1).equals("python")) {
        files.put(block.group(2).substring("src/".length()), content);
      } else if (content.startsWith("entryPoint: ")) {
        header.put("entry", content.substring("entryPoint: ".length()).strip());
      } else if (content.contains("luaName: ")) {
        header.put("lua", "yes");
      }
    }
    return new SourceCase("page", header, files);
  }
}

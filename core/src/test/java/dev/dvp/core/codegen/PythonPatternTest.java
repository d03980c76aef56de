package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonPatternTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "^/.*$\t^/[^\\n\\r\\u2028\\u2029]*\\Z",
        "^[a-z0-9_-]+$\t^[a-z0-9_\\-]+\\Z",
        "a|b\ta|b",
        "(a)(?:b)(?<n>c)\t(a)(?:b)(c)",
        "(?=a)(?!b)(?<=c)(?<!\\d)\t(?=a)(?!b)(?<=c)(?<!\\d)",
        "a{2}b{2,}c{2,3}?\ta{2}b{2,}c{2,3}?",
        "a{,2}{x}{\ta\\{,2\\}\\{x\\}\\{",
        "[]\t(?!)",
        "[^]\t[\\x00-\\U0010ffff]",
        "[[&&]\t[\\[\\&\\&]",
        "[\\b]\t[\\x08]",
        "\\/\\-\\_\t/-_",
        "\\x41\\u0042\\u{1F600}\\ud83d\\ude00\tAB😀😀",
        "\\cA\\0\\t\t\\x01\\x00\\x09",
        "\\bx\\B\t\\bx\\B",
        "\\w\\W\\d\\D\t\\w\\W\\d\\D",
        "[\\w.]\t[\\w.]",
        "]}\t\\]\\}",
        "``\t``",
      })
  void rewrites(String ecma, String python) {
    assertThat(PythonPattern.toPython(ecma)).contains(python);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\p{L}",
        "\\P{L}",
        "\\Aab\\z",
        "\\Z",
        "\\h",
        "\\Qa\\E",
        "(?i)a",
        "(?i:a)",
        "(?>a)",
        "a++",
        "a*+",
        "a{2}{3}",
        "a{3,2}",
        "a{99999999999}",
        "a{70000}",
        "(a)\\1",
        "(?<n>a)\\k<n>",
        "(a",
        "a)",
        "[a",
        "[z-a]",
        "[a-\\d]",
        "[\\d-z]",
        "*",
        "a|*",
        "^*",
        "(?=a)*",
        "(?<=a*)",
        "(?<=a|b)",
        "\\",
        "[\\",
        "\\x4",
        "\\u12",
        "\\u{}",
        "\\u{110000}",
        "\\u{1234567}",
        "\\c1",
        "\\01",
        "\\ud83d\\u0041",
        "(?<1>a)",
        "(?<n",
        "(?#c)",
        "[\\B]",
        "(?"
      })
  void refusesWhatPythonReadsOtherwise(String ecma) {
    assertThat(PythonPattern.toPython(ecma)).isEmpty();
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(PythonPattern.toPython("a".repeat(10_001))).isEmpty();
    assertThat(PythonPattern.toPython("(".repeat(60) + ")".repeat(60))).isEmpty();
    assertThat(PythonPattern.toPython("(".repeat(50) + ")".repeat(50))).isPresent();
  }

  @Test
  void matchesInPythonWhatItMatchesInEcma() throws Exception {
    ArrayNode cases = Schemas.MAPPER.createArrayNode();
    List.of("a", "a\n", "\n", "\u2028", "\r", "\u00a0", "\ufeff", "\u0085", "\u001c", "٣", "é", "")
        .forEach(
            text -> {
              cases.addArray().add("a$").add(text).add("a".equals(text));
              cases
                  .addArray()
                  .add("^.$")
                  .add(text)
                  .add("a\u00a0\ufeff\u0085\u001c٣é".contains(text) && text.length() == 1);
              cases
                  .addArray()
                  .add("^\\s$")
                  .add(text)
                  .add("\n\u2028\r\u00a0\ufeff".contains(text) && text.length() == 1);
              cases
                  .addArray()
                  .add("^[\\S]$")
                  .add(text)
                  .add("a\u0085\u001c٣é".contains(text) && text.length() == 1);
              cases.addArray().add("^[\\s\\S]$").add(text).add(text.length() == 1);
              cases.addArray().add("\\d").add(text).add(false);
              cases.addArray().add("^\\w").add(text).add(text.startsWith("a"));
              cases.addArray().add("[]").add(text).add(false);
              cases.addArray().add("^[^]$").add(text).add(text.length() == 1);
            });
    cases.forEach(
        one -> ((ArrayNode) one).add(PythonPattern.toPython(one.get(0).textValue()).orElseThrow()));
    Files.writeString(folder.resolve("cases.json"), cases.toString());
    String script =
        """
        import json, re
        with open("cases.json", encoding="utf-8") as file:
            cases = json.load(file)
        for ecma, text, wanted, python in cases:
            if bool(re.search(python, text, re.ASCII)) != wanted:
                print(ecma, python, ascii(text), wanted)
        print(len(cases))
        """;
    assertThat(Python.run(folder, "-c", script).strip()).isEqualTo(Integer.toString(cases.size()));
  }

  /** Random patterns: each that is taken compiles in Python, without a warning. */
  @Test
  void givesPatternsThatPythonCompiles() throws Exception {
    String[] pieces = {
      "a", "b", "0", "(", ")", "(?:", "(?=", "(?<!", "(?<n>", "[", "]", "[^", "-", "*", "+", "?",
      "{2}", "{1,3}", "{,2}", "{", "}", "|", "^", "$", ".", "\\d", "\\s", "\\S", "\\w", "\\b",
      "\\-", "\\/", "\\]", "\\\\", "&&", "--", "~~", "||", "[[", "é", "\u2028", "\\u0041", "#", " ",
      "\n"
    };
    Random random = new Random(20);
    ArrayNode patterns = Schemas.MAPPER.createArrayNode();
    for (int i = 0; i < 25_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int n = random.nextInt(9); n >= 0; n--) {
        pattern.append(pieces[random.nextInt(pieces.length)]);
      }
      PythonPattern.toPython(pattern.toString()).ifPresent(patterns::add);
    }
    assertThat(patterns.size()).isGreaterThan(1_500);
    Files.writeString(folder.resolve("patterns.json"), patterns.toString());
    String script =
        """
        import json, re
        with open("patterns.json", encoding="utf-8") as file:
            patterns = json.load(file)
        for pattern in patterns:
            try:
                re.compile(pattern, re.ASCII)
            except Exception as error:
                print(ascii(pattern), error)
        print(len(patterns))
        """;
    assertThat(Python.run(folder, "-c", script).strip())
        .isEqualTo(Integer.toString(patterns.size()));
  }
}

package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {
  @TempDir Path folder;

  private static final List<String> NASTY =
      List.of(
          "\"",
          "\"\"\"",
          "'",
          "'''",
          "\\",
          "\n",
          "\r",
          "\t",
          "\\N{DASH}",
          "\\",
          "\u2028",
          "\u2029",
          "\u0000",
          "\u0085",
          "\f",
          "\u000b",
          "\ud800",
          "\udc00",
          "😀",
          "é",
          "a",
          " ",
          "#",
          "{",
          "x");

  @Test
  void survivesPython() throws Exception {
    Random random = new Random(7);
    StringBuilder script = new StringBuilder("values = [\n");
    ArrayNode wanted = Schemas.MAPPER.createArrayNode();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append(NASTY.get(random.nextInt(NASTY.size())));
      }
      script.append("    ").append(PythonText.quoted(text.toString())).append(",\n");
      ArrayNode units = wanted.addArray();
      text.codePoints().forEach(units::add);
      String definition = "def f%d():\n    ".formatted(i);
      script.append("]\n").append(definition);
      script.append(PythonText.docstring(text.toString(), 4)).append("\n    ");
      script.append(PythonText.comment(text.toString(), 4)).append("\n    return 1\n");
      script.append("assert f%d() == 1 and f%d.__doc__ is not None\n".formatted(i, i));
      script.append("values += [\n");
    }
    script.append("]\n");
    script.append("import json\nwith open('wanted.json') as file:\n    wanted = json.load(file)\n");
    script.append("assert [[ord(c) for c in v] for v in values] == wanted\nprint('same')\n");
    assertThat(script.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127))).isTrue();
    Files.writeString(folder.resolve("wanted.json"), wanted.toString());
    Files.writeString(folder.resolve("script.py"), script);
    assertThat(Python.run(folder, "script.py")).isEqualTo("same\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|1",
        "-3|-3",
        "123456789012345678901234567890|123456789012345678901234567890",
        "1.0|1.0",
        "0.1|0.1",
        "1e-7|1.0e-7",
        "1e300|1.0e300",
        "100000.0|100000.0",
        "1e999|float(\"inf\")",
        "-1e999|float(\"-inf\")",
        "true|True",
        "false|False",
        "null|None",
        "[]|[]",
        "{}|{}",
        "[1, {\"a\": [null]}]|[1, {\"a\": [None]}]"
      })
  void writesJsonValues(String json, String python) {
    assertThat(PythonText.literal(Schemas.parse(json), 0, 0)).isEqualTo(python);
  }

  @Test
  void writesNoIntegerThatPythonRefusesToRead() {
    assertThat(
            PythonText.literal(
                Schemas.MAPPER.getNodeFactory().numberNode(BigInteger.TEN.pow(5_000).negate()),
                0,
                0))
        .isEqualTo("float(\"-inf\")");
  }

  @Test
  void breaksLongLiterals() {
    assertThat(PythonText.literal(Schemas.parse("[\"" + "x".repeat(80) + "\", 2]"), 4, 10))
        .isEqualTo("[\n        \"" + "x".repeat(80) + "\",\n        2,\n    ]");
  }

  @Test
  void fillsDocstrings() {
    String words = "word ".repeat(30).strip();
    assertThat(PythonText.docstring("First.\n\n\n\n  " + words + "\r\nlast", 4))
        .isEqualTo(
            "\"\"\"First.\n\n    %s\n    %s\n    %s\n    last\n    \"\"\""
                .formatted(
                    "word ".repeat(13).strip(),
                    "word ".repeat(13).strip(),
                    "word ".repeat(4).strip()));
    assertThat(PythonText.docstring(" \n ", 4)).isEqualTo("\"\"\" \"\"\"");
    assertThat(PythonText.docstring("One line.", 4)).isEqualTo("\"\"\"One line.\"\"\"");
  }
}

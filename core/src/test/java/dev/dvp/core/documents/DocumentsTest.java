package dev.dvp.core.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static final Path FILE = Path.of("file");

  private final List<Problem> problems = new ArrayList<>();

  @Test
  void knowsThePlaceOfEachKeyAndValue() {
    Document json = json("{\"a\": [1,\r\n {\"b/c~d\":\t\"x\"}], \"e\": {}}");
    assertThat(json.valueAt("")).isEqualTo(at(1, 1));
    assertThat(json.keyAt("/a")).isEqualTo(at(1, 2));
    assertThat(json.valueAt("/a")).isEqualTo(at(1, 7));
    assertThat(json.valueAt("/a/0")).isEqualTo(at(1, 8));
    assertThat(json.keyAt("/a/1")).isEqualTo(at(2, 2));
    assertThat(json.keyAt("/a/1/b~1c~0d")).isEqualTo(at(2, 3));
    assertThat(json.valueAt("/a/1/b~1c~0d")).isEqualTo(at(2, 12));
    Document yaml = yaml("a:\r\n  - 1\r\n  - b/c~d: 'x'\r\ne: {}\r\n");
    assertThat(yaml.valueAt("")).isEqualTo(at(1, 1));
    assertThat(yaml.keyAt("/a")).isEqualTo(at(1, 1));
    assertThat(yaml.valueAt("/a/0")).isEqualTo(at(2, 5));
    assertThat(yaml.keyAt("/a/1/b~1c~0d")).isEqualTo(at(3, 5));
    assertThat(yaml.valueAt("/a/1/b~1c~0d")).isEqualTo(at(3, 12));
    assertThat(yaml.valueAt("/e")).isEqualTo(at(4, 4));
    assertThat(problems).isEmpty();
  }

  @Test
  void fallsBackToTheNearestKnownParent() {
    Document json = json("{\"a\": {\"b\": [1]}}");
    assertThat(json.valueAt("/a/b/7")).isEqualTo(at(1, 13));
    assertThat(json.valueAt("/a/b/x/y")).isEqualTo(at(1, 13));
    assertThat(json.keyAt("/a/c")).isEqualTo(at(1, 7));
    assertThat(json.keyAt("/z")).isEqualTo(at(1, 1));
    assertThat(json.rawAt("/z")).isEmpty();
  }

  @Test
  void countsCharactersNotHalvesOfThem() {
    String text =
        "{\"\uD83D\uDE00\uD83D\uDE00\": \"\uD83D\uDE00\", \"b\": 1,\n\"\uD83D\uDE00\": 2}";
    Document json = json(text);
    assertThat(json.keyAt("/b")).isEqualTo(at(1, 13));
    assertThat(json.valueAt("/\uD83D\uDE00")).isEqualTo(at(2, 6));
    Document yaml = yaml(text);
    assertThat(yaml.keyAt("/b")).isEqualTo(at(1, 13));
    assertThat(yaml.valueAt("/\uD83D\uDE00")).isEqualTo(at(2, 6));
  }

  @Test
  void endsLinesAsEditorsDo() {
    Document json = json("{\r\"a\":\n\r\n1}");
    assertThat(json.keyAt("/a")).isEqualTo(at(2, 1));
    assertThat(json.valueAt("/a")).isEqualTo(at(4, 1));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "12, 12",
        "-7, -7",
        "+7, 7",
        "012, 10",
        "0x1F, 31",
        "0b101, 5",
        "1_000, 1000",
        "1:30, 90",
        "-1:30, -90",
        "1.50, 1.50",
        "1.5e+3, 1.5E+3",
        ".5, 0.5",
        "yes, true",
        "Off, false",
        "~, null",
        "NULL, null",
        "190:20:30.15, 30.15",
        "0x_, 0"
      })
  void readsPlainScalarsAsPyYamlDoes(String written, String expected) {
    Document yaml = yaml("v: " + written);
    JsonNode value = yaml.root().get("v");
    assertThat(value.isTextual()).isFalse();
    assertThat(value.asText()).isEqualTo(expected);
    assertThat(yaml.rawAt("/v")).contains(written);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e3",
        "1.5e3",
        "word",
        "y",
        "n",
        "1.2.3",
        "16bef554-9470",
        "0o17",
        "12abc",
        "08",
        "=",
        "2024-1-2",
        "1:75"
      })
  void leavesOtherScalarsText(String written) {
    Document yaml = yaml("v: " + written);
    assertThat(yaml.root().get("v").textValue()).isEqualTo(written);
    assertThat(yaml.rawAt("/v")).isEmpty();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-02",
        "2024-01-02T03:04:05Z",
        "2024-1-2 3:04:05.6 +01:30",
        "2001-12-14t21:59:43.10-05:00"
      })
  void tellsDates(String written) {
    assertThat(yaml("v: " + written).root().get("v").isPojo()).isTrue();
  }

  @Test
  void readsInfinityAndNoNumber() {
    Document yaml = yaml("[.inf, -.INF, .NaN]");
    assertThat(yaml.root().get(0).doubleValue()).isInfinite();
    assertThat(yaml.root().get(1).doubleValue()).isNegative().isInfinite();
    assertThat(yaml.root().get(2).doubleValue()).isNaN();
  }

  @Test
  void obeysStandardTags() {
    Document yaml =
        yaml("a: !!str 12\nb: !!int '12'\nc: ! 13\nd: !!map {}\ne: !!seq []\nf: '14'\n");
    assertThat(problems).isEmpty();
    assertThat(yaml.root().get("a").textValue()).isEqualTo("12");
    assertThat(yaml.root().get("b").intValue()).isEqualTo(12);
    assertThat(yaml.root().get("c").textValue()).isEqualTo("13");
    assertThat(yaml.root().get("f").textValue()).isEqualTo("14");
  }

  @Test
  void anAliasShowsWhatItNames() {
    Document yaml = yaml("a: &x {k: 012}\nb: *x\n");
    assertThat(yaml.root().get("b").get("k").intValue()).isEqualTo(10);
    assertThat(yaml.valueAt("/b")).isEqualTo(at(2, 4));
    assertThat(yaml.valueAt("/b/k")).isEqualTo(at(1, 11));
    assertThat(yaml.rawAt("/b/k")).contains("012");
  }

  /** What is wrong, and where: kind, line and column. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a: *b | FEATURE 1:4",
        "a: &b [*b] | FEATURE 1:8",
        "a: !!binary aGk= | FEATURE 1:4",
        "a: !x {} | FEATURE 1:4",
        "a: !x [] | FEATURE 1:4",
        "a: !!set {} | FEATURE 1:4",
        "[a]: b | FEATURE 1:1",
        "? {a: b}\\n: c | FEATURE 1:3",
        "<<: {} | FEATURE 1:1",
        "a: b\\n--- \\nc: d | FEATURE 2:1",
        "a: b\\n... \\n--- \\nc: d | FEATURE 3:1",
        "a: 1\\na: 2 | DUPLICATE_KEY 2:1",
        "a: 1e+999999999 | ",
        "a: 1.0e+999999999 | LIMIT 1:4",
        "a: \"\\ud800\" | LIMIT 1:4",
        "\\tx: y | SYNTAX 1:1",
        "a: b\\n\\tc: d | SYNTAX 2:1",
        "a: 'b | SYNTAX 1:4",
        "a: [b | SYNTAX 1:4",
        "a: {b: c | SYNTAX 1:4",
        "a: b: c | SYNTAX 1:5",
        "a: `b | SYNTAX 1:4",
        "a: %b | SYNTAX 1:4",
        "a: \"\\q\" | SYNTAX 1:6",
        "a\\nb: c | SYNTAX 2:2",
        "a: b\\nc | SYNTAX 2:1",
        "a: b\\n c: d | SYNTAX 2:3",
        "%FOO bar | NOT_AN_OBJECT 1:1",
        "&a &b c | SYNTAX 1:4",
        "a: ! ! b | SYNTAX 1:6",
        "- a\\nb: c | SYNTAX 2:1"
      })
  void refusesYaml(String text, String expected) {
    YamlReader.parse(source(unescape(text)), Limits.HAND_WRITTEN, problems::add);
    assertThat(summary())
        .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    assertThat(problems).allSatisfy(DocumentsTest::isPlain);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'a': 1} | SYNTAX 1:2",
        "{a: 1} | SYNTAX 1:2",
        "{\"a\": 'b'} | SYNTAX 1:7",
        "{\"a\" 1} | SYNTAX 1:6",
        "{\"a\": 1 \"b\": 2} | SYNTAX 1:9",
        "{\"a\": 1,, \"b\": 2} | SYNTAX 1:9",
        "{\"a\": 1,} | SYNTAX 1:8",
        "[1, 2,\\n] | SYNTAX 1:6",
        "[1 2] | SYNTAX 1:4",
        "[1, } | SYNTAX 1:5",
        "{\"a\": [1} | SYNTAX 1:9",
        "{\"a\": } | SYNTAX 1:7",
        "{\"a\" | SYNTAX 1:5",
        "{\"a\":\\n | SYNTAX 2:1",
        "{\"a\": 1 | SYNTAX 1:8",
        "{\"a\": 1, | SYNTAX 1:9",
        "{ | SYNTAX 1:2",
        "[ | SYNTAX 1:2",
        "[1, | SYNTAX 1:4",
        "\"abc | SYNTAX 1:1",
        "\"abc\\n\" | SYNTAX 1:1",
        "\"a\\tc\" | SYNTAX 1:3",
        "\"a\\u0001c\" | SYNTAX 1:3",
        "\"a\\\\xc\" | SYNTAX 1:3",
        "\"a\\\\u12g4\" | SYNTAX 1:3",
        "\"a\\\\ | SYNTAX 1:1",
        "[tru] | SYNTAX 1:2",
        "[True] | SYNTAX 1:2",
        "[None] | SYNTAX 1:2",
        "[NaN] | SYNTAX 1:2",
        "[012] | SYNTAX 1:2",
        "[+1] | SYNTAX 1:2",
        "[.5] | SYNTAX 1:2",
        "[1.] | SYNTAX 1:2",
        "[1e] | SYNTAX 1:2",
        "[1e+5x] | SYNTAX 1:2",
        "[-] | SYNTAX 1:2",
        "[@] | SYNTAX 1:2",
        "[\\u0000] | SYNTAX 1:2",
        "{} {} | SYNTAX 1:4",
        "{} // x | SYNTAX 1:4",
        "/* x */ {} | SYNTAX 1:1",
        "# x | SYNTAX 1:1",
        "{\"a\": 1, \"a\": 2} | DUPLICATE_KEY 1:10",
        "[1e999999999] | LIMIT 1:2",
        "[1e-999999999] | LIMIT 1:2",
        "[0e999999999] | LIMIT 1:2",
        "[\"\\\\udc00\"] | LIMIT 1:2"
      })
  void refusesJson(String text, String expected) {
    JsonReader.parse(source(unescape(text)), Limits.HAND_WRITTEN, problems::add);
    assertThat(summary()).containsExactly(expected);
    assertThat(problems).allSatisfy(DocumentsTest::isPlain);
  }

  @Test
  void theLastOfTwoEqualKeysCounts() {
    assertThat(json("{\"a\": 1, \"a\": 2}").root().get("a").intValue()).isEqualTo(2);
    assertThat(problems.get(0).message())
        .isEqualTo(
            "The key `a` stands twice in this object, first in line 1; only this one, the last,"
                + " counts.");
  }

  @Test
  void aLongKeyThatStandsTwiceIsCut() {
    String key = "k".repeat(200_000);
    json("{\"" + key + "\": 1, \"" + key + "\": 2}");
    yaml("? " + key + "\n: 1\n? " + key + "\n: 2\n");
    YamlReader.parse(source("a: *" + key + "\n"), Limits.HAND_WRITTEN, problems::add);
    assertThat(problems).hasSize(3);
    assertThat(problems).allSatisfy(p -> assertThat(p.message()).hasSizeLessThan(200));
    assertThat(problems.get(0).message()).startsWith("The key `kkkk").contains("…` stands twice");
  }

  @Test
  void neverShowsWhatCannotBePrinted() {
    assertThat(Shown.text("a\nb\tc\u0000d\u202Ee\uD800"))
        .isEqualTo("`a\\nb\\tc\\u0000d\\u202ee\\ud800`");
    assertThat(Shown.text("x".repeat(500))).isEqualTo("`" + "x".repeat(60) + "…`");
    assertThat(Shown.value(json("[\"a\\nb\"]").root().get(0))).isEqualTo("`\"a\\nb\"`");
    assertThat(Shown.value(json("[1.50]").root().get(0))).isEqualTo("`1.50`");
    assertThat(Shown.value(json("[1]").root())).isEqualTo("this list");
    assertThat(Shown.value(json("[]").root())).isEqualTo("`[]`");
    assertThat(Shown.value(json("{}").root())).isEqualTo("`{}`");
    assertThat(Shown.value(json("{\"a\": 1}").root())).isEqualTo("this object");
  }

  @Test
  void saysWhereAFileStopsBeingUtf8() {
    byte[] bytes = "a\nbé\nc".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(SourceText.decode(FILE, bytes, problems::add)).isEmpty();
    assertThat(summary()).containsExactly("UNREADABLE 2:2");
    byte[] surrogate = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
    assertThat(SourceText.decode(FILE, surrogate, problems::add)).isEmpty();
    byte[] cut = {'a', (byte) 0xE2, (byte) 0x82};
    assertThat(SourceText.decode(FILE, cut, problems::add)).isEmpty();
    assertThat(problems).hasSize(3);
  }

  private static void isPlain(Problem problem) {
    assertThat(problem.message()).endsWith(".").doesNotContain("Exception", "\n", "token");
    assertThat(problem.where().line()).isPositive();
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' ? text.charAt(i + 1) : 0;
      boolean unicode = next == 'u' && text.startsWith("00", i + 2);
      if (unicode) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else if (next == 'n' || next == 't' || next == '\\') {
        plain.append(next == 'n' ? '\n' : next == 't' ? '\t' : '\\');
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private List<String> summary() {
    return problems.stream()
        .map(p -> p.kind() + " " + p.where().line() + ":" + p.where().column())
        .toList();
  }

  private Document json(String text) {
    Optional<Document> document =
        JsonReader.parse(source(text), Limits.HAND_WRITTEN, problems::add);
    return document.orElseThrow(() -> new AssertionError(problems));
  }

  private Document yaml(String text) {
    Optional<Document> document =
        YamlReader.parse(source(text), Limits.HAND_WRITTEN, problems::add);
    return document.orElseThrow(() -> new AssertionError(problems));
  }

  private static SourceText source(String text) {
    return new SourceText(FILE, text);
  }

  private static Location at(int line, int column) {
    return new Location(FILE, line, column);
  }
}

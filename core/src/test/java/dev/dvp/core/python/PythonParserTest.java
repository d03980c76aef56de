package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonParserTest {
  @TempDir Path dir;

  private PythonFile read(byte[] bytes) throws IOException {
    Path file = Files.write(dir.resolve("x.py"), bytes);
    return DeepStack.call(() -> PythonParser.read(file));
  }

  private static PythonFile parse(String text) {
    return DeepStack.call(() -> PythonParser.parse(Path.of("x.py"), text));
  }

  private static String text(PythonFile file) {
    PyStatement last = file.module().orElseThrow().body().get(0);
    PyStatement.Assign assign = (PyStatement.Assign) last;
    return ((PyExpression.Text) assign.value()).value();
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, UTF-8",
    "UTF_8, UTF-8",
    "utf-8-unix, UTF-8",
    "latin-1, ISO-8859-1",
    "iso_8859_1, ISO-8859-1",
    "iso-8859-15, ISO-8859-15",
    "cp1252, windows-1252"
  })
  void obeysTheEncodingComment(String cookie, String charset) throws IOException {
    String source = "x = 'Grüße'  # -*- coding: " + cookie + " -*-\n";
    String commented = "#!/usr/bin/python\n# vim: set fileencoding=" + cookie + " :\nx = 'Grüße'\n";

    assertThat(text(read(commented.getBytes(Charset.forName(charset))))).isEqualTo("Grüße");
    // After code on the same line it is no encoding comment, and UTF-8 holds.
    assertThat(text(read(source.getBytes(StandardCharsets.UTF_8)))).isEqualTo("Grüße");
  }

  @Test
  void ignoresAnEncodingCommentInTheThirdLine() throws IOException {
    String source = "\n\n# coding: latin-1\nx = 'é'\n";
    assertThat(text(read(source.getBytes(StandardCharsets.UTF_8)))).isEqualTo("é");
  }

  @Test
  void ignoresAnEncodingCommentAfterCode() throws IOException {
    String source = "x = 'é'\n# coding: latin-1\n";
    assertThat(text(read(source.getBytes(StandardCharsets.UTF_8)))).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void takesAnyLineEndAndAByteOrderMark(String lineEnd) throws IOException {
    String source = "\uFEFFx = '''a\nb'''\nif x:\n\ty = 1\nz = (\n".replace("\n", lineEnd);
    PythonFile file = read(source.getBytes(StandardCharsets.UTF_8));

    assertThat(file.problems().get(0).location().line()).isEqualTo(5);
    String good = source.replace("z = (", "z = 1");
    assertThat(text(read(good.getBytes(StandardCharsets.UTF_8)))).isEqualTo("a\nb");
  }

  @ParameterizedTest
  @CsvSource({
    "'# coding: utf-8\nx = 1\n\nx = ''\u00e9''', 4, 0xe9",
    "'x = 1\r\ny = 2\r\n# \u00fc', 3, 0xfc",
    "'x = 1\ry = ''\u00ff''', 2, 0xff"
  })
  void saysTheLineThatIsNoText(String source, int line, String unit) throws IOException {
    Diagnostic problem = read(source.getBytes(StandardCharsets.ISO_8859_1)).problems().get(0);

    assertThat(problem.rule()).isEqualTo(PythonRule.UNREADABLE_SOURCE);
    assertThat(problem.location().line()).isEqualTo(line);
    assertThat(problem.message()).contains(unit).contains("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "'# coding: klingon\n', 1, klingon",
    "'\n# coding: ..\n', 2, ..",
    "'\u00ef\u00bb\u00bf# coding: latin-1\n', 1, byte order mark"
  })
  void refusesOtherUnreadableText(String source, int line, String word) throws IOException {
    Diagnostic problem = read(source.getBytes(StandardCharsets.ISO_8859_1)).problems().get(0);

    assertThat(problem.rule()).isEqualTo(PythonRule.UNREADABLE_SOURCE);
    assertThat(problem.location().line()).isEqualTo(line);
    assertThat(problem.message()).contains(word);
  }

  @Test
  void refusesNulBytes() throws IOException {
    Diagnostic problem = read(new byte[] {'x', '\n', '\n', '\r', '\n', 0}).problems().get(0);
    assertThat(problem.rule()).isEqualTo(PythonRule.UNREADABLE_SOURCE);
    assertThat(problem.location().line()).isEqualTo(4);
    assertThat(problem.message()).contains("NUL");
  }

  @Test
  void saysThatAFolderIsNoFile() {
    Diagnostic problem = PythonParser.read(dir).problems().get(0);
    assertThat(problem.rule()).isEqualTo(PythonRule.UNREADABLE_SOURCE);
  }

  @Test
  void refusesAHugeFile() throws IOException {
    Diagnostic problem = read(new byte[(10 << 20) + 1]).problems().get(0);
    assertThat(problem.rule()).isEqualTo(PythonRule.TOO_COMPLEX);
  }

  @ParameterizedTest
  @CsvSource({"(, 201, )", "-, 5000, ''", "1+, 40000, ''", "a., 4000, ''", "not, 100000, ''"})
  void refusesWhatIsNestedTooDeeply(String part, int times, String end) {
    String space = part.equals("not") ? " " : "";
    String source = "x = " + (part + space).repeat(times) + "a" + end.repeat(times) + "\n";

    assertThat(parse(source).problems())
        .extracting(Diagnostic::rule)
        .containsExactly(PythonRule.TOO_COMPLEX);
  }

  @Test
  void refusesTooManyIndents() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 101; i++) {
      source.append(" ".repeat(i)).append("if x:\n");
    }
    source.append(" ".repeat(101)).append("pass\n");

    Diagnostic problem = parse(source.toString()).problems().get(0);
    assertThat(problem.rule()).isEqualTo(PythonRule.TOO_COMPLEX);
    assertThat(problem.location().line()).isGreaterThan(95);
  }

  @Test
  void takesAsManyBracketsAsPython() {
    assertThat(parse("x = " + "(".repeat(199) + "1" + ")".repeat(199)).problems()).isEmpty();
  }

  @Test
  void countsColumnsInCharacters() {
    Diagnostic problem = parse("é = ('😀😀', x y)\n").problems().get(0);
    assertThat(problem.location().column()).isEqualTo(12);
  }

  @Test
  void saysWhatToWriteInsteadOfPython2() {
    assertThat(parse("print 'x'\n").problems().get(0).help()).isEqualTo("Write `print(…)`.");
    assertThat(parse("x = `y`\n").problems().get(0).help()).contains("repr(x)");
    assertThat(parse("x = 0777\n").problems().get(0).help()).contains("0o777");
  }

  /** Mutations of good source: an answer each time, and never an exception. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void survivesMutations() throws IOException {
    StringBuilder all = new StringBuilder();
    SyntaxCasesTest.cases().stream()
        .filter(one -> one.verdict().equals("ok"))
        .forEach(one -> all.append(one.source()).append('\n'));
    String good = all.toString();
    Random random = new Random(311);
    int refused =
        DeepStack.call(
            () -> {
              int count = 0;
              for (int i = 0; i < 3000; i++) {
                String mutated = Mutations.mutate(piece(good, random), random);
                PythonFile file = PythonParser.parse(Path.of("x.py"), mutated);
                assertThat(file.module().isPresent()).isEqualTo(file.problems().isEmpty());
                count += file.problems().size();
              }
              return count;
            });
    assertThat(refused).isBetween(1, 2999);
  }

  private static String piece(String text, Random random) {
    int start = text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
    return text.substring(start, Math.min(text.length(), start + 400));
  }
}

package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveScanTest {
  private static List<String> scan(String text) {
    return DirectiveScan.of(text).stream()
        .map(
            d ->
                d.text()
                    + " "
                    + d.line()
                    + ":"
                    + d.column()
                    + " "
                    + d.firstLine()
                    + "-"
                    + d.lastLine()
                    + (d.isHeading() ? " heading" : ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = '# dvp: a'",
        "x = \"\"\"\n# dvp: a\n\"\"\"",
        "x = f'''{y}\n# dvp: a'''",
        "x = r'\\'  # dvp: a'",
        "x = 'a\\\n# dvp: a'",
        "x = '''a\\'''\n# dvp: a\n'''",
        "# see dvp: a",
        "# dvp a"
      })
  void findsNoneInStringsAndOtherComments(String text) {
    assertThat(scan(text)).isEmpty();
  }

  @Test
  void tellsTheLinesOfTheStatement() {
    assertThat(scan("x = 1  # dvp: a\n")).containsExactly("a 1:8 1-1");
    assertThat(scan("x\ny = f(  # dvp: a\n  1,  # dvp: b\n)  # dvp: c"))
        .containsExactly("a 2:9 2-4", "b 3:7 2-4", "c 4:4 2-4");
    assertThat(scan("x = 1 + \\\n  2  # dvp: a\nz")).containsExactly("a 2:6 1-2");
    assertThat(scan("x = '''\n#\n'''  # dvp: a\n")).containsExactly("a 3:6 1-3");
    assertThat(scan("x = 1\n# dvp: a\ny = 2\n")).containsExactly("a 2:1 2-2");
  }

  @Test
  void tellsWhatStandsBeforeAllCode() {
    assertThat(scan("#!/usr/bin/python\n\n# dvp: a\n# dvp: b\n'''text'''\n# dvp: c"))
        .containsExactly("a 3:1 3-3 heading", "b 4:1 4-4 heading", "c 6:1 6-6");
    assertThat(scan("'''text'''  # dvp: a")).containsExactly("a 1:13 1-1");
  }

  @Test
  void standsBehindOtherComments() {
    assertThat(scan("é = '😀'  # noqa # dvp: ignore[P2]  \n"))
        .containsExactly("ignore[P2] 1:17 1-1");
  }

  @Test
  void standsNoBrokenSource() {
    assertThat(scan("x = (\n# dvp: a\n'\n# dvp: b")).containsExactly("a 2:1 1-4", "b 4:1 1-4");
    assertThat(scan(")]}\nx  # dvp: a")).containsExactly("a 2:4 2-2");
    assertThat(scan("'''# dvp: a")).isEmpty();
    assertThat(scan("# dvp: a\n\\")).containsExactly("a 1:1 1-1 heading");
  }
}

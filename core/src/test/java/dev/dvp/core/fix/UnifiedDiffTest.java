package dev.dvp.core.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A diff says what was, what is, and nothing else. */
class UnifiedDiffTest {
  @Example
  void oneLineIsShownWithThreeAround() {
    assertThat(UnifiedDiff.of("f", "1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nx\n6\n7\n8\n9"))
        .isEqualTo("--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  }

  @Example
  void aMissingLineEndIsSaid() {
    assertThat(UnifiedDiff.of("f", "a", "b"))
        .isEqualTo(
            "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
                + "\\ No newline at end of file\n");
  }

  @Property(tries = 300)
  void takingItGivesTheNewText(
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> before,
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> after) {
    String old = text(before);
    String fresh = text(after);
    assertThat(patched(old, UnifiedDiff.of("f", old, fresh))).isEqualTo(fresh);
  }

  private static String text(List<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append(number).append('\n'));
    return text.toString();
  }

  private static String patched(String old, String diff) {
    List<String> lines = old.lines().toList();
    List<String> result = new ArrayList<>();
    int at = 0;
    for (String line : diff.lines().toList()) {
      if (line.startsWith("@@")) {
        String range = line.substring(4, line.indexOf(' ', 4));
        int start = Integer.parseInt(range.split(",")[0]);
        boolean isEmpty = range.endsWith(",0");
        while (at < start - (isEmpty ? 0 : 1)) {
          result.add(lines.get(at++));
        }
      } else if (line.startsWith("+") && !line.startsWith("+++")) {
        result.add(line.substring(1));
      } else if (line.startsWith(" ") || (line.startsWith("-") && !line.startsWith("---"))) {
        assertThat(line.substring(1)).isEqualTo(lines.get(at++));
        if (line.startsWith(" ")) {
          result.add(line.substring(1));
        }
      }
    }
    result.addAll(lines.subList(at, lines.size()));
    return result.isEmpty() ? "" : String.join("\n", result) + "\n";
  }
}

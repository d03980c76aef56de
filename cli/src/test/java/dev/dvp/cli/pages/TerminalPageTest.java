package dev.dvp.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.cli.report.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalPageTest {
  private static final String PAGE =
      """
      <!-- world: built -->
      # A page with `code` in its title

      A paragraph that goes on for so long that it has to be broken, with `a command --option` in it,
      **strong** and *stressed* words, a link to [what goes in](what-goes-in.md#ignored), to
      [lab.md](lab.md), to [a site](https://example.com/x) and to <https://example.com/>.

      ## A list

      - one
      - two, which takes more words than fit on a line of a terminal that is eighty columns wide
        - below two

      1. first

         Another paragraph.

      2. second

      ### Smaller

      ```yaml lab.yml
      environment: local
      ```

      ```python src/plugin_runner.py part
      x = 1  # a line of code that is longer than the terminal and stays as it is, since it is code

      y = 2
      ```

          indented

      > A quote.

      ---

      | name | what it is | and `more` |
      |---|---|---|
      | `a` | first | |
      | b | a cell with so many words that it has to be broken somewhere, that is to say here | [E848](rules/engine.md#e848-lab-data-in-use) |

      | environment | option | variable | file | else |
      |---|---|---|---|---|
      | averyveryverylongname | --a-very-long-option | A_VERY_LONG_VARIABLE | averyverylongfile | nothing |
      | short | | B | | |

      A line\\
      broken by hand. <b>No</b> tags, an ![image](x.png). Müller 😀
      """;

  @Test
  void aPageIsAsCalmAsAManPage() {
    Golden.check("help/page.txt", TerminalPage.of(PAGE, Style.PLAIN));
  }

  @Test
  void onATerminalItHasColours() {
    Golden.check("help/page-colour.txt", TerminalPage.of(PAGE, new Style(true, 60)));
  }

  @ParameterizedTest
  @CsvSource({
    "lab.md, dvp help lab.md",
    "../docs/artifacts.md#x, dvp help artifacts",
    "rules/engine.md#e848-lab-data-in-use, dvp explain E848",
    "rules/README.md, dvp explain",
    "commands.md#dvp-lab-test, dvp help lab test",
    "commands.md#dvp-download-logs, dvp help download-logs",
    "commands.md, dvp help",
    "commands.md#nothing, dvp help",
    "nothing.md, ",
    "#here, ",
    "https://example.com/lab.md, ",
    "examples/x, "
  })
  void aLinkBecomesTheCommandThatShowsIt(String target, String command) {
    assertThat(Links.command(target).orElse(null)).isEqualTo(command);
  }

  @Test
  void everyPageFitsATerminalAndHasNoMarkdownLeft() {
    for (Topics.Topic topic : Topics.all()) {
      String page = TerminalPage.of(topic.text(), Style.PLAIN);
      assertThat(page)
          .as(topic.name())
          .doesNotContain("<!--", "](", "|---")
          .startsWith(topic.title());
      // Code stays as it is.
      assertThat(page.lines().filter(line -> !line.startsWith("      ")))
          .as(topic.name())
          .allMatch(line -> Words.width(line) <= 80);
    }
  }
}

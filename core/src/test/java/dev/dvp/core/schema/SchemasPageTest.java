package dev.dvp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tables of docs/schemas.md list what dvp knows, and nothing else. */
class SchemasPageTest {
  private static final Set<String> OF_THE_PLATFORM =
      Set.of(
          "nameField",
          "identityFields",
          "ordering",
          "prettyName",
          "referenceType",
          "matches",
          "dxFormProperties");

  /** The first cells of the table below a comment. */
  private static List<String> rows(String what) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = here.endsWith("core") ? here.getParent() : here;
    List<String> lines = Files.readAllLines(root.resolve("docs/schemas.md"));
    int comment = lines.indexOf("<!-- keywords: " + what + "; SchemasPageTest compares -->");
    assertThat(comment).as(what).isNotNegative();
    List<String> found = new ArrayList<>();
    // A blank line, and the two lines of the table's head.
    for (int i = comment + 4; i < lines.size() && lines.get(i).startsWith("| `"); i++) {
      found.add(lines.get(i).split("`")[1]);
    }
    return found;
  }

  @Test
  void allKeywordsOfJsonSchemaAreThere() throws IOException {
    Set<String> expected = new TreeSet<>(Keywords.all());
    expected.removeAll(OF_THE_PLATFORM);
    assertThat(rows("all of JSON Schema")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void allKeywordsOfThePlatformAreThere() throws IOException {
    assertThat(Keywords.all()).containsAll(OF_THE_PLATFORM);
    assertThat(rows("all of the platform")).containsExactlyInAnyOrderElementsOf(OF_THE_PLATFORM);
    assertThat(rows("all of dxFormProperties"))
        .containsExactlyInAnyOrderElementsOf(KeywordRules.FORM_PROPERTIES);
    assertThat(rows("all that are harmless"))
        .containsExactlyInAnyOrderElementsOf(Keywords.HARMLESS);
  }

  @Test
  void allFormatsAreThere() throws IOException {
    assertThat(rows("all formats")).containsExactlyInAnyOrderElementsOf(KeywordRules.FORMATS);
  }
}

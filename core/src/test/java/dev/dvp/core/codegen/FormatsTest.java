package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts, and what becomes of them when characters change, in each format. */
class FormatsTest {
  private static final int CHANGED = 40;
  private static final String CHARACTERS = "0123456789-:TtZz.+ aF%/?#[]@éۀ";

  private static final List<String> DATES =
      List.of("2026-11-25", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31");
  private static final List<String> TIMES =
      List.of(
          "2026-11-25T10:00:00Z",
          "2024-02-29T23:59:59.999+05:30",
          "1990-12-31T23:59:60Z",
          "1985-04-12t23:20:50.52z");
  private static final List<String> URIS =
      List.of(
          "https://user@example.com:8080/a/b;c=1,2?d=e%20f#g",
          "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
          "mailto:John.Doe@example.com",
          "ldap://[2001:db8::7]/c=GB?objectClass?one",
          "file:///etc/hosts");

  @TempDir Path folder;

  /** Why the classes and the validator may differ; see docs/generated-classes.md. */
  private static boolean isKnownDifference(String format, String text, boolean accepted) {
    return switch (format) {
      // RFC 3339 has leap seconds; it has no years before the first, and a digit after each dot.
      case "date-time" ->
          text.contains(":60") || text.startsWith("-") || text.matches(".*\\.[Zz+-].*");
      // Java's URI, which the validator asks, takes any authority, brackets in more places, and
      // a scheme that begins with a digit; RFC 3986 does not.
      case "uri" ->
          accepted
              && (text.matches(".*[\\[\\]].*|\\d.*")
                  || (text.contains("//") && !text.matches("[a-z]+://[a-z.]*(:\\d*)?/.*")));
      default -> false;
    };
  }

  @Test
  void agreeWithAValidator() throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    GeneratedClassesWriter.write(GeneratedClasses.of(Schemas.withProperties("{}")), folder);
    ArrayNode all = Schemas.MAPPER.createArrayNode();
    int valid = 0;
    for (String format : List.of("date", "date-time", "uri")) {
      Schema schema =
          registry.getSchema(
              Schemas.parse("{\"type\": \"string\", \"format\": \"" + format + "\"}"));
      for (String text : texts()) {
        boolean accepted =
            schema.validate(Schemas.MAPPER.getNodeFactory().textNode(text)).isEmpty();
        valid += accepted ? 1 : 0;
        if (!isKnownDifference(format, text, accepted)) {
          all.addArray().add(format).add(text).add(accepted);
        }
      }
    }
    assertThat(valid).isGreaterThan(100);
    Files.writeString(folder.resolve("texts.json"), all.toString());
    String script =
        """
        import json
        from generated.definitions.formats_ import has_format
        with open("texts.json", encoding="utf-8") as file:
            texts = json.load(file)
        for name, text, valid in texts:
            if has_format(text, name) != valid:
                print(name, json.dumps(text), "validator:", valid)
        print(len(texts))
        """;
    assertThat(Python.run(folder, "-c", script).strip()).isEqualTo(Integer.toString(all.size()));
  }

  private static List<String> texts() {
    Random random = new Random(7);
    List<String> texts = new ArrayList<>();
    for (List<String> row : List.of(DATES, TIMES, URIS)) {
      for (String text : row) {
        texts.add(text);
        for (int i = 0; i < CHANGED; i++) {
          StringBuilder changed = new StringBuilder(text);
          int at = random.nextInt(text.length());
          String with = "" + CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
          changed.replace(at, at + random.nextInt(2), random.nextInt(5) == 0 ? "" : with);
          texts.add(changed.toString());
        }
      }
    }
    return texts;
  }
}

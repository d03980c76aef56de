package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.environments.Vault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms of schemas: what is asked, what is made of what was typed, and what is wrong with it. */
class FormTest {
  private static final Pickers PICKERS =
      new Pickers(
          List.of(new Option("E-1", "db1", TextNode.valueOf("E-1"))),
          List.of(new Option("U-1", "root on db1", TextNode.valueOf("U-1"))),
          List.of(new Option("store", "store", Vault.supplier("store"))));

  private final SchemaForm form =
      SchemaForm.of(PagePlugin.schemas(), DefinitionKind.LINKED_SOURCE, "/p", PICKERS);
  private final List<Wrong> wrong = new ArrayList<>();

  private JsonNode read(Map<String, String> texts) {
    Map<String, String> named = new HashMap<>();
    texts.forEach(
        (key, text) ->
            named.put(key.startsWith("#") ? "n/p" + key.substring(1) : "v/p" + key, text));
    return form.read(new Typed(named), wrong);
  }

  private String html(Typed typed) {
    Html html = new Html();
    FormView.summary(html, wrong);
    form.write(html, typed, wrong);
    return html.toString();
  }

  private static SchemaForm virtual(String properties) {
    String schema =
        PagePlugin.SCHEMA.replaceFirst(
            "(?s)\"virtualSourceDefinition\": \\{.*?\\n  \\},",
            java.util.regex.Matcher.quoteReplacement(
                "\"virtualSourceDefinition\": {\"type\": \"object\", " + properties + "},"));
    return SchemaForm.of(PagePlugin.schemas(schema), DefinitionKind.VIRTUAL_SOURCE, "", PICKERS);
  }

  private static Control control(String schema) {
    return virtual("\"properties\": {\"a\": " + schema + "}").fields().get(0).control();
  }

  @Test
  void fieldsComeInThePluginsOrderThenInTheFiles() {
    assertThat(form.fields().stream().map(Field::key).toList())
        .startsWith("user", "secret", "mode", "port", "script", "compress");
    assertThat(form.fields().get(0).label()).isEqualTo("User of the database");
    assertThat(form.fields().get(0).hint()).isEqualTo("Who reads the database.");
  }

  @Test
  void eachKindOfValueHasItsControl() {
    assertThat(control("{\"type\": \"string\"}")).isInstanceOf(Control.Line.class);
    assertThat(control("{\"type\": [\"null\", \"string\"]}")).isInstanceOf(Control.Line.class);
    assertThat(control("{\"type\": \"string\", \"format\": \"password\"}"))
        .isInstanceOf(Control.Password.class);
    assertThat(control("{\"type\": \"string\", \"dxFormProperties\": {\"rows\": 5}}"))
        .isEqualTo(new Control.Area(5));
    assertThat(control("{\"type\": \"integer\"}")).isEqualTo(new Control.Numeral(true));
    assertThat(control("{\"type\": \"number\"}")).isEqualTo(new Control.Numeral(false));
    assertThat(control("{\"type\": \"boolean\"}")).isInstanceOf(Control.Check.class);
    assertThat(control("{\"enum\": [1, \"b\", null]}")).isInstanceOf(Control.Choice.class);
    assertThat(control("{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}"))
        .isEqualTo(new Control.Lines(new Control.Numeral(true)));
    assertThat(control("{\"type\": \"array\"}")).isInstanceOf(Control.Json.class);
    assertThat(control("{\"type\": \"object\"}")).isInstanceOf(Control.Json.class);
    assertThat(control("{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"integer\"}]}"))
        .isInstanceOf(Control.Json.class);
    assertThat(control("true")).isInstanceOf(Control.Json.class);
  }

  @Test
  void referencesArePicked() {
    String reference =
        "{\"type\": \"string\", \"format\": \"reference\", \"referenceType\": \"%s\"}";
    for (String type : List.of("UNIX_HOST_ENVIRONMENT", "UnixHostEnvironment")) {
      assertThat(((Control.Choice) control(reference.formatted(type))).options())
          .isEqualTo(PICKERS.environments());
    }
    for (String type : List.of("HOST_USER", "EnvironmentUser")) {
      assertThat(((Control.Choice) control(reference.formatted(type))).options())
          .isEqualTo(PICKERS.users());
    }
    assertThat(control(reference.formatted("SOMETHING"))).isInstanceOf(Control.Line.class);
  }

  @Test
  void aSchemaThatRefersToItselfEndsInJson() {
    SchemaForm endless =
        virtual(
            "\"properties\": {\"a\": {\"$ref\": \"#/definitions/n\"}}, \"definitions\": {\"n\":"
                + " {\"type\": \"object\", \"properties\": {\"n\": {\"$ref\":"
                + " \"#/definitions/n\"}}}}");
    Html html = new Html();
    endless.write(html, endless.initial(Optional.empty()), List.of());
    assertThat(html.toString()).contains("name=\"v/a/n/n/n/n\"").contains("As JSON.");
  }

  @Test
  void whatIsTypedBecomesAnObjectOfTheRightTypes() {
    JsonNode value =
        read(
            Map.ofEntries(
                Map.entry("/user", "reader"),
                Map.entry("/secret", "s3cret"),
                Map.entry("/mode", "1"),
                Map.entry("/port", "5432"),
                Map.entry("/script", "a\r\nb"),
                Map.entry("/tables", " x \r\n\r\ny"),
                Map.entry("/host", "E-1"),
                Map.entry("/credentials", "store"),
                Map.entry("/advanced/timeout", "1.5"),
                Map.entry("/advanced/level", "2"),
                Map.entry("#/hooks", "2"),
                Map.entry("/hooks/0/command", ""),
                Map.entry("/hooks/1/command", "ls"),
                Map.entry("/extra", "{\"k\": [1]}")));
    assertThat(wrong).isEmpty();
    assertThat(value)
        .isEqualTo(
            PagePlugin.json(
                "{\"user\":\"reader\",\"secret\":\"s3cret\",\"mode\":\"incremental\",\"port\":5432,"
                    + "\"script\":\"a\\nb\",\"compress\":false,\"tables\":[\"x\",\"y\"],"
                    + "\"host\":\"E-1\",\"credentials\":{\"type\":\"DvpCredentials\",\"name\":\"store\"},"
                    + "\"advanced\":{\"timeout\":1.5,\"level\":2},\"hooks\":[{\"command\":\"ls\"}],"
                    + "\"extra\":{\"k\":[1]},\"kept\":7}"));
  }

  @Test
  void whatIsLeftEmptyIsLeftOutButChecksAndHiddenDefaults() {
    assertThat(read(Map.of("/user", "me", "/mode", "0")))
        .isEqualTo(
            PagePlugin.json("{\"user\":\"me\",\"mode\":\"full\",\"compress\":false,\"kept\":7}"));
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsMissingIsToldAtItsFieldAndOnce() {
    read(Map.of());
    assertThat(wrong)
        .containsExactly(
            new Wrong("/p/user", "User of the database", "Fill this in."),
            new Wrong("/p/mode", "Mode", "Choose one."));
  }

  @Test
  void whatTheSchemaRefusesIsToldAtItsFieldInThePluginsWords() {
    read(Map.of("/user", "x", "/mode", "0", "/port", "70000", "/advanced/level", "-1"));
    assertThat(wrong.stream().map(Wrong::pointer))
        .containsExactlyInAnyOrder("/p/user", "/p/port", "/p/advanced/level");
    assertThat(wrong)
        .contains(new Wrong("/p/user", "User of the database", "Two letters at least."));
    String html = html(form.initial(Optional.empty()));
    assertThat(html)
        .contains("<a href=\"#f.p.user\">User of the database: Two letters at least.</a>")
        .contains("aria-describedby=\"f.p.user-hint f.p.user-wrong\" aria-invalid=\"true\"")
        .contains("<details class=\"section\" id=\"f.p.advanced\" open>");
  }

  @Test
  void whatCannotBeReadIsTold() {
    read(
        Map.of(
            "/user",
            "me",
            "/mode",
            "9",
            "/port",
            "1e9",
            "/extra",
            "{",
            "/advanced/timeout",
            "soon"));
    assertThat(wrong.stream().map(one -> one.pointer() + " " + one.message()))
        .containsExactlyInAnyOrder(
            "/p/mode Choose one of the list.",
            "/p/port Write a whole number, for example 5432.",
            "/p/extra Write JSON, for example [\"a\", \"b\"].",
            "/p/advanced/timeout Write a number, for example 0.5.");
  }

  @Test
  void aNumberOfAnySizeIsReadAndNoneThatFillsTheMemory() {
    SchemaForm numbers =
        virtual("\"properties\": {\"a\": {\"type\": \"integer\"}, \"b\": {\"type\": \"number\"}}");
    JsonNode value =
        numbers.read(
            new Typed(Map.of("v/a", "123456789012345678901234567890", "v/b", "1e300")), wrong);
    assertThat(wrong).isEmpty();
    assertThat(value.path("a").asText()).isEqualTo("123456789012345678901234567890");
    numbers.read(new Typed(Map.of("v/a", "1".repeat(100_000), "v/b", "1e999999999")), wrong);
    assertThat(wrong).hasSize(2);
  }

  @Test
  void messagesMayBeByCodeOrForAll() {
    SchemaForm coded =
        virtual(
            "\"required\": [\"a\"], \"properties\": {\"a\": {\"type\": \"string\", \"pattern\":"
                + " \"^x\", \"dxFormProperties\": {\"validationMessages\": {\"302\": \"Needed!\","
                + " \"default\": \"Begin with x.\"}}}}");
    coded.read(new Typed(Map.of()), wrong);
    coded.read(new Typed(Map.of("v/a", "y")), wrong);
    assertThat(wrong.stream().map(Wrong::message)).containsExactly("Needed!", "Begin with x.");
  }

  @Test
  void aPasswordIsNeverShownAgain() {
    JsonNode value = PagePlugin.json("{\"user\":\"me\",\"secret\":\"hunter2\",\"mode\":\"full\"}");
    assertThat(html(form.initial(Optional.of(value))))
        .contains("value=\"me\"")
        .doesNotContain("hunter2");
    assertThat(html(new Typed(Map.of("v/p/secret", "hunter2")))).doesNotContain("hunter2");
  }

  @Test
  void defaultsStandInTheForm() {
    String html = html(form.initial(Optional.empty()));
    assertThat(html)
        .contains("<option value=\"0\" selected>full</option>")
        .contains("value=\"yes\" checked")
        .doesNotContain("kept");
  }

  @Test
  void aListGrowsAndHasAnEnd() {
    Typed typed = form.initial(Optional.empty());
    for (int i = 0; i < Typed.MOST_ITEMS + 5; i++) {
      typed = typed.withOneMore("/p/hooks");
    }
    assertThat(typed.count("/p/hooks")).isEqualTo(Typed.MOST_ITEMS);
    assertThat(html(typed)).contains("name=\"v/p/hooks/49/command\"").doesNotContain("hooks/50/");
  }

  @Test
  void namesOfPropertiesMayBeAnything() {
    SchemaForm odd = virtual("\"properties\": {\"a b/\\\"<é\": {\"type\": \"string\"}}");
    Html html = new Html();
    odd.write(html, odd.initial(Optional.empty()), List.of());
    assertThat(html.toString())
        .contains("id=\"f.a_20_b_7e_1_22__3c__e9_\" name=\"v/a b~1&quot;&lt;é\"")
        .contains("for=\"f.a_20_b_7e_1_22__3c__e9_\"");
    assertThat(odd.read(new Typed(Map.of("v/a b~1\"<é", "x")), wrong).path("a b/\"<é").asText())
        .isEqualTo("x");
  }
}

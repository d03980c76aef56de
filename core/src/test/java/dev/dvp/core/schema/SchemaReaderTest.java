package dev.dvp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaReaderTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("dev.dvp.core.schema.SchemaFaults#all")
  void findsEachFaultAtItsPlace(String from, String to, String expected) throws IOException {
    assertThat(SchemaFaults.VALID).contains(from);
    Diagnostics out = new Diagnostics();
    Optional<PluginSchemas> schemas = read(SchemaFaults.VALID.replace(from, to), out);
    assertThat(places(out)).containsExactly(expected.split(", "));
    assertThat(schemas.isPresent()).isEqualTo(!out.hasErrors());
  }

  /** What public plugins have and the platform takes. */
  static Stream<String> harmless() {
    return Stream.of(
        "\"p\": {\"type\": \"string\", \"order\": 1, \"condition\": {}, \"environmentVariable\": \"X\"}",
        "\"p\": {\"type\": \"string\", \"format\": \"windowspath\"}",
        "\"p\": {\"type\": \"array\", \"items\": [{\"type\": \"string\"}], \"additionalItems\": false}",
        "\"p\": {\"type\": \"string\", \"format\": \"reference\", \"referenceType\": \"UnixHostEnvironment\"}",
        "\"p\": {\"$ref\": \"https://delphix.com/platform/api#/definitions/credentialsSupplier\"}",
        "\"p\": {\"type\": \"string\", \"dxFormProperties\": {\"rows\": 4, \"hidden\": true, \"validationMessages\": {}}}",
        "\"p\": true",
        "\"required\": {\"type\": \"string\"}, \"nameField\": {\"type\": \"string\"}, \"typ\": {}",
        "\"p\": {\"type\": \"object\", \"properties\": {\"p\": {\"$ref\": \"#/properties/p\"}}}",
        "\"p\": {\"$ref\": \"#/definitions/a~1b%20c\"}}, \"definitions\": {\"a/b c\": {}",
        "\"p\": {\"$ref\": \"#here\"}, \"q\": {\"$id\": \"#here\", \"type\": \"string\"}",
        "\"p\": {}, \"q\": {}}, \"anyOf\": [{\"required\": [\"p\"]}, {\"required\": [\"q\"]}], \"not\": {",
        "\"p\": {}}, \"allOf\": [{\"$ref\": \"#/definitions/x\"}, {\"required\": [\"y\"]}],"
            + " \"definitions\": {\"x\": {\"properties\": {\"y\": {}}}",
        "\"p\": {\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}, \"required\": [\"k\"]}",
        "\"p\": {\"type\": \"integer\", \"enum\": [1, 2], \"default\": 1.0}",
        "\"p\": {\"type\": \"string\", \"pattern\": \"^(a|a)+\\\\1c$\", \"default\": \""
            + "a".repeat(40)
            + "b\"}",
        "\"p\": {\"type\": \"string\", \"format\": \"email\", \"default\": \"not one\"}",
        "\"p\": {\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"default\": 1}");
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void acceptsWhatIsHarmless(String properties) throws IOException {
    Diagnostics out = new Diagnostics();
    assertThat(read(SchemaFaults.VALID.replace(SchemaFaults.PORT, properties), out)).isPresent();
    assertThat(out.sorted()).isEmpty();
  }

  @Test
  void readsTheSixDefinitions() throws IOException {
    Diagnostics out = new Diagnostics();
    String text = "\uFEFF" + SchemaFaults.VALID.replace("  ", "\t").replace("\n", "\r\n");
    PluginSchemas schemas = read(text, out).orElseThrow();
    assertThat(out.sorted()).isEmpty();
    assertThat(schemas.file()).isEqualTo(folder.resolve("schema.json"));
    assertThat(schemas.definitions()).containsOnlyKeys(DefinitionKind.values());
    assertThat(schemas.definition(DefinitionKind.REPOSITORY).fieldNames())
        .toIterable()
        .containsExactly(
            "type",
            "additionalProperties",
            "required",
            "nameField",
            "identityFields",
            "properties");
  }

  @Test
  void reportsAllProblemsAtOnce() throws IOException {
    Diagnostics out = new Diagnostics();
    read(
        SchemaFaults.VALID
            .replace("\"nameField\": \"db\"", "\"nameField\": \"dbs\"")
            .replace(SchemaFaults.PORT, "\"port\": {\"type\": \"integer\", \"default\": \"x\"}")
            .replace("\"user\": {", "\"user\": {\"pattern\": \"(\", ")
            .replace("\"snapshotDefinition\"", "\"snapshotDefinitions\""),
        out);
    assertThat(places(out))
        .containsExactly("S203E 16:18", "S404W 24:59", "S401E 28:40", "S102E 30:3");
  }

  @Test
  void saysWhatAFileIsThatHoldsNoDefinitions() throws IOException {
    for (String text : List.of("", " \n", "[]", "5", "\"x\"", "null")) {
      Diagnostics out = new Diagnostics();
      assertThat(read(text, out)).isEmpty();
      assertThat(places(out)).as(text).singleElement().asString().startsWith("S005E");
    }
    Diagnostics out = new Diagnostics();
    assertThat(SchemaReader.read(folder.resolve("none.json"), out)).isEmpty();
    assertThat(places(out)).containsExactly("S001E 0:0");
  }

  @Test
  void wordsOfTheMostCommonMistakes() throws IOException {
    Diagnostics out = new Diagnostics();
    read(
        SchemaFaults.VALID
            .replace("\"additionalProperties\": false", "\"additionalProperties\": \"false\"")
            .replace("\"identityFields\": [\"path\"]", "\"identityFields\": [\"paht\"]")
            .replace("\"nameField\": \"db\"", "\"nameFeild\": \"db\"")
            .replace(SchemaFaults.PORT, "\"port\": {\"type\": \"int\", \"required\": true}")
            .replace("\"scn\": {", "\"scn\": {\"patern\": \"x\", \"pattern\": \"a{2,1}\", "),
        out);
    assertThat(out.sorted())
        .extracting(d -> d.message() + " | " + d.help())
        .containsExactly(
            "For `additionalProperties`, a schema (an object, or `true` or `false`) is expected, but"
                + " here is `\"false\"`. | Write `false` without the quotes.",
            "`identityFields` names `paht`, but `repositoryDefinition` has no such property. | Did"
                + " you mean `path`?",
            "`sourceConfigDefinition` has no `nameField`, which the platform requires. | Did you"
                + " mean `nameField` by `nameFeild`?",
            "JSON Schema has no type `\"int\"`. | The types are `array`, `boolean`, `integer`,"
                + " `null`, `number`, `object`, `string`.",
            "`required` must be a list of property names, but here is `true`. | List the property's"
                + " name in the `required` of the object that has it, beside `properties`.",
            "`patern` is no keyword of JSON Schema or the platform and does nothing. | Did you mean"
                + " `pattern`?",
            "In `{2,1}` the first number is larger than the second. At character 2 of `a{2,1}`. |"
                + " Put `\\\\` before a character that stands for itself.");
  }

  private Optional<PluginSchemas> read(String text, Diagnostics out) throws IOException {
    Path file = folder.resolve("schema.json");
    Files.writeString(file, text);
    return SchemaReader.read(file, out);
  }

  static List<String> places(Diagnostics out) {
    return out.sorted().stream()
        .map(
            d ->
                d.rule().id()
                    + d.severity().name().charAt(0)
                    + " "
                    + d.location().line()
                    + ":"
                    + d.location().column())
        .toList();
  }
}

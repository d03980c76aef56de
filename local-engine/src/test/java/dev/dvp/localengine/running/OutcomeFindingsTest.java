package dev.dvp.localengine.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which line a finding stands at. */
class OutcomeFindingsTest {
  private static final PluginPlace OWN = new PluginPlace("plugin_runner.py", 7, "start");
  private static final PluginPlace MADE =
      new PluginPlace("generated/definitions/checks_.py", 234, "check");

  @TempDir Path folder;

  private Diagnostic raisedAt(PluginPlace... places) throws IOException {
    Failure failure =
        new Failure(
            Failure.Stage.OPERATION,
            Failure.Kind.GENERATED,
            "GeneratedClassesTypeError",
            "R.name must be a string, not an integer.",
            "",
            "",
            Optional.empty(),
            List.of(places),
            "",
            List.of());
    OperationCall call =
        new OperationCall("virtual.start", Optional.empty(), JsonNodeFactory.instance.objectNode());
    return new OutcomeFindings(call, schemas(), folder, List.of())
        .of(new Outcome.Failed(failure))
        .get(0);
  }

  private PluginSchemas schemas() throws IOException {
    String text =
        Arrays.stream(DefinitionKind.values())
            .map(
                kind ->
                    "\""
                        + kind.key()
                        + "\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\":"
                        + " \"string\"}}"
                        + (kind.hasIdentity()
                            ? ", \"nameField\": \"name\", \"identityFields\": [\"name\"]"
                            : "")
                        + "}")
            .collect(Collectors.joining(", ", "{", "}"));
    Path file = Files.writeString(folder.resolve("schema.json"), text);
    return SchemaReader.read(file, new Diagnostics()).orElseThrow();
  }

  @Test
  void whatTheClassesRefuseIsTheLineThatGaveItToThem() throws IOException {
    Diagnostic finding = raisedAt(OWN, MADE, MADE);
    assertThat(finding.location().file()).isEqualTo(folder.resolve("plugin_runner.py"));
    assertThat(finding.location().line()).isEqualTo(7);
    assertThat(finding.message()).doesNotContain("generated/definitions");
  }

  @Test
  void whereTheClassesAloneAreKnownTheyAreThePlace() throws IOException {
    assertThat(raisedAt(MADE).location().line()).isEqualTo(234);
  }
}

package dev.dvp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dvp.cli.Cleanups;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Host;
import dev.dvp.cli.Prompt;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What findings look like in each format. */
class ReportTest {
  @TempDir Path folder;
  private Host host;
  private Report report;

  private enum TestRule implements Rule {
    WRONG_TYPE("M104", "wrong-type", Severity.ERROR),
    SLOW("S305", "slow-pattern", Severity.WARNING),
    UNREACHABLE("E101", "unreachable", Severity.ERROR);

    private final RuleIdentity identity;

    TestRule(String id, String title, Severity severity) {
      identity = new RuleIdentity(id, title, severity);
    }

    @Override
    public RuleIdentity identity() {
      return identity;
    }
  }

  @BeforeEach
  void writePlugin() throws IOException {
    Files.writeString(folder.resolve("plugin_config.yml"), "id: x\nbuildNumber: 1.2\n");
    Path odd = Files.createDirectories(folder.resolve("größe: ä b"));
    Files.writeString(odd.resolve("s.json"), "\t{\"pattern\": \"" + "a".repeat(200) + "!\"}\n");
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
    host =
        new Host(
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            Map.of(),
            folder,
            folder,
            Clock.systemUTC(),
            time -> {},
            Host.TerminalStreams.NONE,
            Prompt.NOBODY,
            new Cleanups());
    report =
        new Report(
            "validate",
            ExitCode.REFUSED,
            List.of(
                TestRule.WRONG_TYPE.at(
                    new Location(folder.resolve("plugin_config.yml"), 2, 14),
                    "`buildNumber` is the number 1.2, but the engine compares it as text and would"
                        + " take 1.10 for 1.1.",
                    "Write `buildNumber: \"1.2\"`."),
                TestRule.SLOW.at(
                    new Location(odd.resolve("s.json"), 1, 215), "100% slow,\u001b[31m red.", ""),
                TestRule.UNREACHABLE.at(Location.NONE, "No engine answers.", "Try\nagain.")),
            "");
  }

  private String text(Style style) {
    return ReportFormat.TEXT.render(report, host, style);
  }

  @Test
  void textForAPipe() {
    Golden.check("report/plain.txt", text(Style.PLAIN));
  }

  @Test
  void textForATerminalFitsIntoEightyColumns() {
    String text = text(new Style(false, 80));
    Golden.check("report/terminal.txt", text);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void colours() {
    Golden.check("report/colour.txt", text(new Style(true, 80)).replace('\u001b', '~'));
  }

  @Test
  void nothingFound() {
    Report empty = new Report("validate", ExitCode.OK, List.of(), "");
    assertThat(ReportFormat.TEXT.render(empty, host, Style.PLAIN))
        .isEqualTo("No problems found.\n");
  }

  @Test
  void json() throws IOException {
    String json = ReportFormat.JSON.render(report, host, Style.PLAIN);
    Golden.check("report/report.json", json);
    assertThat(new ObjectMapper().readTree(json).path("diagnostics")).hasSize(3);
  }

  @Test
  void github() {
    Golden.check("report/github.txt", ReportFormat.GITHUB.render(report, host, Style.PLAIN));
  }

  @Test
  void sarifIsValidByTheStandardsSchema() throws IOException {
    Schema schema = sarifSchema();
    Report failed = new Report("validate", ExitCode.USAGE, List.of(), "There is no rule `X`.");
    for (Report each : List.of(report, failed, new Report("validate", 0, List.of(), ""))) {
      String sarif = ReportFormat.SARIF.render(each, host, Style.PLAIN);
      List<Error> errors = schema.validate(sarif, InputFormat.JSON);
      assertThat(errors).as(sarif).isEmpty();
    }
    String broken = ReportFormat.SARIF.render(report, host, Style.PLAIN).replace("\"error\"", "1");
    assertThat(schema.validate(broken, InputFormat.JSON)).as("the schema bites").isNotEmpty();
  }

  @Test
  void sarifPointsAtFilesByUri() throws IOException {
    String sarif = ReportFormat.SARIF.render(report, host, Style.PLAIN);
    JsonNode results = new ObjectMapper().readTree(sarif).path("runs").path(0).path("results");
    assertThat(uri(results.path(0))).isEqualTo("plugin_config.yml");
    assertThat(uri(results.path(1))).isEqualTo("./gr%C3%B6%C3%9Fe:%20%C3%A4%20b/s.json");
    assertThat(results.path(2).has("locations")).isFalse();
  }

  private static String uri(JsonNode result) {
    return result.at("/locations/0/physicalLocation/artifactLocation/uri").asText();
  }

  private static Schema sarifSchema() throws IOException {
    try (InputStream in = ReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(text, InputFormat.JSON);
    }
  }

  @Test
  void severitiesSortErrorsFirstWhenCounted() {
    Diagnostic info = TestRule.SLOW.at(Location.NONE, "m", "").withSeverity(Severity.INFO);
    Report notes = new Report("validate", 0, List.of(info), "");
    assertThat(ReportFormat.TEXT.render(notes, host, Style.PLAIN)).contains("Found 1 note.");
  }
}

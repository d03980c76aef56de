package dev.dvp.core.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.ParseCache;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is mended, how, and what is left alone. */
class PluginFixerTest {
  @TempDir Path folder;

  @Test
  void aValidPluginStaysAsItIs() {
    FixResult result = new OldPlugin(folder).fix();
    assertThat(result.changes()).isEmpty();
    assertThat(result.mended()).isEmpty();
    assertThat(result.left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          language: PYTHON311  | language: PYTHON27 # old    | language: PYTHON311 # old
          language: PYTHON311  | language: 'PYTHON38'        | language: 'PYTHON311'
          language: PYTHON311  | language: "python311"       | language: "PYTHON311"
          buildNumber: "1.0"   | version: 1.10               | buildNumber: "1.10"
          buildNumber: "1.0"   | version: "1.10"             | buildNumber: "1.10"
          buildNumber: "1.0"   | 'version' : '3'             | 'buildNumber' : '3'
          buildNumber: "1.0"   | buildNumber:  012  # twelve | buildNumber:  "012"  # twelve
          name: Old            | nmae: Old                   | name: Old
          name: Old            | name: 12                    | name: "12"
          pluginType: DIRECT   | pluginType: direct          | pluginType: DIRECT
          hostTypes: [UNIX]    | hostTypes: [Unix]           | hostTypes: [UNIX]
          """)
  void fieldsOfTheManifestAreMended(String right, String old, String mended) {
    OldPlugin plugin = new OldPlugin(folder);
    plugin.write("plugin_config.yml", OldPlugin.MANIFEST.replace(right, old));
    assertThat(plugin.fixed())
        .isEqualTo(Map.of("plugin_config.yml", OldPlugin.MANIFEST.replace(right, mended)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          buildNumber: "1.0" | buildNumber: 0x1F
          buildNumber: "1.0" | buildNumber: "1.0\\nversion: 1.1"
          name: Old          | nmae: Old\\nnaem: Older
          name: Old          | title: Old
          pluginType: DIRECT | pluginType: DIRECTED
          """)
  void whatIsNotSureIsLeft(String right, String old) {
    OldPlugin plugin = new OldPlugin(folder);
    plugin.write("plugin_config.yml", OldPlugin.MANIFEST.replace(right, old.replace("\\n", "\n")));
    FixResult result = plugin.fix();
    assertThat(result.changes()).isEmpty();
    assertThat(result.left()).isNotEmpty();
  }

  @Test
  void aLineBreakInAnIdIsTakenAway() {
    OldPlugin plugin = new OldPlugin(folder);
    String id = "16bef554-9470-11e9-b2e3-8c8590d4a42c";
    String block = OldPlugin.MANIFEST.replace("id: " + id, "id: |\n  " + id);
    plugin.write("plugin_config.yml", block);
    assertThat(plugin.fixed()).isEqualTo(Map.of("plugin_config.yml", block.replace("|\n", "|-\n")));
  }

  @Test
  void theMissingDefinitionIsAddedInTheStyleOfTheFile() {
    OldPlugin plugin = new OldPlugin(folder);
    String old =
        OldPlugin.SCHEMA
            .replace(
                ",\n  \"snapshotParametersDefinition\": {\"type\": \"object\", \"properties\": {}}",
                "")
            .replace("\n", "\r\n")
            .replace("  ", "\t");
    plugin.write("schema.json", "\uFEFF" + old);
    String added =
        ",\r\n\t\"snapshotParametersDefinition\": {\r\n\t\t\"type\": \"object\",\r\n"
            + "\t\t\"additionalProperties\": false,\r\n\t\t\"properties\": {}\r\n\t}\r\n}\r\n";
    assertThat(plugin.fixed())
        .isEqualTo(Map.of("schema.json", "\uFEFF" + old.replaceFirst("\r\n}\r\n$", "") + added));
  }

  @Test
  void aSchemaOnOneLineStaysOnOneLine() {
    OldPlugin plugin = new OldPlugin(folder);
    String old =
        OldPlugin.SCHEMA
            .replace(
                ",\n  \"snapshotParametersDefinition\": {\"type\": \"object\", \"properties\": {}}",
                "")
            .replaceAll("\\s", "");
    plugin.write("schema.json", old);
    String added =
        ",\"snapshotParametersDefinition\":{\"type\":\"object\",\"additionalProperties\":false,"
            + "\"properties\":{}}}";
    assertThat(plugin.fixed())
        .isEqualTo(Map.of("schema.json", old.substring(0, old.length() - 1) + added));
  }

  @Test
  void misspeltKeywordsOfTheSchemaAreMended() {
    OldPlugin plugin = new OldPlugin(folder);
    String old =
        OldPlugin.SCHEMA
            .replaceFirst("\"required\"", "\"requierd\"")
            .replaceFirst("\"string\"", "\"String\"")
            .replace("snapshotDefinition", "snapshotDefinitoin");
    plugin.write("schema.json", old);
    assertThat(plugin.fixed()).isEqualTo(Map.of("schema.json", OldPlugin.SCHEMA));
  }

  @Test
  void theParameterIsRenamedWhereTheFunctionMeansIt() {
    String old =
        """
        @plugin.linked.pre_snapshot()
        def pre(direct_source, repository, source_config, snapshot_parameters):
            "snapshot_parameters"  # snapshot_parameters
            a = [snapshot_parameters for snapshot_parameters in (1, 2)]
            b = [x for x in snapshot_parameters if snapshot_parameters]
            c = lambda snapshot_parameters: snapshot_parameters
            d = lambda y=snapshot_parameters: snapshot_parameters + y
            e = f"{snapshot_parameters.resync} snapshot_parameters {snapshot_parameters!r:>{a}}"
            other.snapshot_parameters = dict(snapshot_parameters=snapshot_parameters)

            def inner(z):
                return snapshot_parameters

            def hidden(z):
                snapshot_parameters = 1
                return snapshot_parameters

            return inner, hidden


        def again(p):
            snapshot_parameters = p
            return pre(1, 2, 3, snapshot_parameters=snapshot_parameters)
        """;
    String mended =
        """
        @plugin.linked.pre_snapshot()
        def pre(direct_source, repository, source_config, optional_snapshot_parameters):
            "snapshot_parameters"  # snapshot_parameters
            a = [snapshot_parameters for snapshot_parameters in (1, 2)]
            b = [x for x in optional_snapshot_parameters if optional_snapshot_parameters]
            c = lambda snapshot_parameters: snapshot_parameters
            d = lambda y=optional_snapshot_parameters: optional_snapshot_parameters + y
            e = f"{optional_snapshot_parameters.resync} snapshot_parameters {optional_snapshot_parameters!r:>{a}}"
            other.snapshot_parameters = dict(snapshot_parameters=optional_snapshot_parameters)

            def inner(z):
                return optional_snapshot_parameters

            def hidden(z):
                snapshot_parameters = 1
                return snapshot_parameters

            return inner, hidden


        def again(p):
            snapshot_parameters = p
            return pre(1, 2, 3, optional_snapshot_parameters=snapshot_parameters)
        """;
    assertThat(new OldPlugin(folder).fixedSource(old)).isEqualTo(mended);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    optional_snapshot_parameters = 1\n",
        "    return optional_snapshot_parameters\n",
        "    return locals()\n",
        "    return eval('snapshot_parameters')\n",
        "    import x as snapshot_parameters\n",
        "    class C:\n        snapshot_parameters = snapshot_parameters\n",
        "    def g():\n        nonlocal snapshot_parameters\n",
        "    try:\n        pass\n    except E as snapshot_parameters:\n        pass\n",
        "    match x:\n        case snapshot_parameters.y:\n            pass\n",
        "    pass\n\n\ndef g(**more):\n    pre(**more)\n",
        "    pass\n\n\ng = partial(pre, snapshot_parameters=1)\n",
        "    pass\n\n\ndef g(pre):\n    pre(snapshot_parameters=1)\n",
      })
  void aNameThatMayMeanSomethingElseIsNotRenamed(String body) {
    String source =
        "@plugin.linked.pre_snapshot()\n"
            + "def pre(direct_source, repository, source_config, snapshot_parameters):\n"
            + body;
    OldPlugin plugin = new OldPlugin(folder);
    assertThat(plugin.fixedSource(source)).isEqualTo(source);
    assertThat(plugin.fix().left()).extracting(d -> d.rule().id()).contains("O105");
  }

  @Test
  void aCallInAnotherModuleKeepsTheNameAsItIs() {
    String source =
        "@plugin.linked.pre_snapshot()\n"
            + "def pre(direct_source, repository, source_config, snapshot_parameters):\n"
            + "    pass\n\n\nimport other\n";
    OldPlugin plugin = new OldPlugin(folder);
    plugin.write(
        "src/other.py",
        "import plugin_runner\n\n\ndef f():\n    plugin_runner.pre(snapshot_parameters=1)\n");
    assertThat(plugin.fixedSource(source)).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @plugin.virtual.start             | @plugin.virtual.start()
          @plugin.virtual.strat()           | @plugin.virtual.start()
          @plugin.virtual.start  # comment  | @plugin.virtual.start()  # comment
          """)
  void decoratorsAreMended(String old, String mended) {
    String function = "\ndef start(virtual_source, repository, source_config):\n    pass\n";
    assertThat(new OldPlugin(folder).fixedSource(old + function)).isEqualTo(mended + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from dlpx.virtualization.generated.definitions import RepositoryDefinition | from generated.definitions import RepositoryDefinition
          from dlpx.virtualization.generated import definitions   | from generated import definitions
          from dlpx.virtualization.generated import SourceConfigDefinition | from generated.definitions import SourceConfigDefinition
          import dlpx.virtualization.generated.definitions as d   | import generated.definitions as d
          import dlpx.virtualization.generated.definitions        | import dlpx.virtualization.generated.definitions
          from dlpx.virtualization import generated               | import generated
          from dlpx.virtualization import generated as g          | import generated as g
          from dlpx.virtualization import generated, libs         | from dlpx.virtualization import generated, libs
          """)
  void theGeneratedModuleIsNamedAsToday(String old, String mended) {
    assertThat(new OldPlugin(folder).fixedSource(old + "\n")).isEqualTo(mended + "\n");
  }

  @Test
  void anotherEncodingIsKept() {
    byte[] old =
        ("# coding: latin-1\r\nfrom dlpx.virtualization import platform\r"
                + "plugin = platform.plugin()  # \u00e9")
            .getBytes(StandardCharsets.ISO_8859_1);
    OldPlugin plugin = new OldPlugin(folder).write("src/plugin_runner.py", old);
    byte[] mended = plugin.fix().changes().get(0).after().copy();
    assertThat(new String(mended, StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(old, StandardCharsets.ISO_8859_1).replace(".plugin()", ".Plugin()"));
  }

  @Test
  void onlyTheRulesThatAreAskedForAreMended() {
    OldPlugin plugin = new OldPlugin(folder);
    plugin.write(
        "plugin_config.yml",
        OldPlugin.MANIFEST.replace("PYTHON311", "PYTHON27").replace("DIRECT", "direct"));
    FixResult result =
        PluginFixer.fix(plugin.manifest(), rule -> rule.id().equals("M207"), ParseCache.none());
    assertThat(result.mended()).extracting(d -> d.rule().id()).containsExactly("M207");
    assertThat(result.left()).extracting(d -> d.rule().id()).containsExactly("M209");
  }

  @Test
  void everyTraceOfPython2IsListed() {
    OldPlugin plugin = new OldPlugin(folder);
    plugin.write(
        "src/helper.py",
        """
        def f(a, (b, c)):
            print "x", 10L, 0777, 0xFFL
            try:
                exec "x" in d
            except IOError, e:
                raise E, "x"
            if a <> b or d.has_key(1): print `x`
            print >>sys.stderr, ur"x"
            print ("%s") % 1
            print("fine", 0, 00, 1.5, 0o7, "print 'x' <>")  # print x
            for k in six.iteritems(d): d.iteritems()
        """);
    FixResult result = plugin.fix();
    assertThat(result.left())
        .extracting(d -> d.location().line() + ":" + d.location().column())
        .containsExactly(
            "1:10", "2:5", "2:16", "2:21", "2:27", "4:9", "5:5", "6:9", "7:10", "7:20", "7:32",
            "7:38", "8:5", "8:25", "9:5", "11:34");
    assertThat(result.left()).allMatch(d -> d.rule().id().equals("P102") && !d.help().isEmpty());
  }

  @Test
  void aMissingPluginIsSaidAndNothingElse() {
    FixResult result =
        PluginFixer.fix(folder.resolve("nowhere.yml"), rule -> true, ParseCache.none());
    assertThat(result.isRead()).isFalse();
    List<Diagnostic> left = result.left();
    assertThat(left).extracting(Diagnostic::severity).containsOnly(Severity.ERROR);
  }
}

package dev.dvp.cli;

import static dev.dvp.cli.BrokenInput.MANIFEST;
import static dev.dvp.cli.BrokenInput.SCHEMA;
import static dev.dvp.cli.BrokenInput.SOURCE;
import static dev.dvp.cli.BrokenInput.append;
import static dev.dvp.cli.BrokenInput.bytes;
import static dev.dvp.cli.BrokenInput.delete;
import static dev.dvp.cli.BrokenInput.field;
import static dev.dvp.cli.BrokenInput.file;
import static dev.dvp.cli.BrokenInput.replace;

import java.util.List;

/** Plugins with one fault each, as authors make them. */
final class BrokenPlugins {
  private BrokenPlugins() {}

  private static BrokenInput broken(
      String name, BrokenInput.Fault fault, String place, String says) {
    return new BrokenInput(name, fault, place, says);
  }

  static List<BrokenInput> manifests() {
    return List.of(
        broken("manifest missing", delete(MANIFEST), MANIFEST, "does not exist"),
        broken("manifest empty", file(MANIFEST, ""), MANIFEST, "empty"),
        broken("manifest a list", file(MANIFEST, "- a\n- b\n"), MANIFEST + ":1:1", "list"),
        broken("manifest a word", file(MANIFEST, "hello\n"), MANIFEST + ":1:1", "single value"),
        broken("manifest with a tab", file(MANIFEST, "id:\n\t- a\n"), MANIFEST + ":2:1", "tab"),
        broken("manifest never closed", file(MANIFEST, "name: [a, b\n"), MANIFEST, ""),
        broken(
            "manifest not UTF-8",
            bytes(MANIFEST, (byte) 'n', (byte) ':', (byte) ' ', (byte) 0xe4, (byte) '\n'),
            MANIFEST + ":1:4",
            "UTF-8"),
        broken("manifest with NUL", bytes(MANIFEST, (byte) 'a', (byte) 0), MANIFEST + ":1:2", ""),
        broken(
            "manifest with a tag", field("name", "name: !!python/object:os.x {}"), MANIFEST, "tag"),
        broken("manifest with an alias bomb", file(MANIFEST, aliasBomb()), MANIFEST, "alias"),
        broken(
            "manifest with duplicate key",
            append(MANIFEST, "language: PYTHON311\n"),
            MANIFEST,
            "language"),
        broken("two documents", append(MANIFEST, "---\nname: b\n"), MANIFEST, "document"),
        broken("id missing", field("id", "# none"), MANIFEST, "`id`"),
        broken("id no UUID", field("id", "id: my-plugin"), MANIFEST, "UUID"),
        broken(
            "id with a line break",
            field("id", "id: |\n  16bef554-9470-11e9-b2e3-8c8590d4a42c"),
            MANIFEST,
            "id"),
        broken("name missing", field("name", "# none"), MANIFEST, "`name`"),
        broken("name a date", field("name", "name: 2026-01-31"), MANIFEST, "quote"),
        broken(
            "build number a float", field("buildNumber", "buildNumber: 1.2"), MANIFEST, "\"1.2\""),
        broken("build number zero", field("buildNumber", "buildNumber: \"0.0\""), MANIFEST, "zero"),
        broken(
            "build number a word",
            field("buildNumber", "buildNumber: \"1.x\""),
            MANIFEST,
            "buildNumber"),
        broken(
            "field misspelt",
            field("pluginType", "pluginTyp: DIRECT"),
            MANIFEST,
            "Did you mean `pluginType`?"),
        broken("old field", field("buildNumber", "version: \"1.0\""), MANIFEST, "buildNumber"),
        broken(
            "type misspelt",
            field("pluginType", "pluginType: DIRCT"),
            MANIFEST,
            "Did you mean `DIRECT`?"),
        broken("language too old", field("language", "language: PYTHON38"), MANIFEST, "PYTHON311"),
        broken(
            "language a number",
            field("language", "language: 3.11"),
            MANIFEST,
            "`language` is a text"),
        broken(
            "entry point without colon",
            field("entryPoint", "entryPoint: plugin_runner"),
            MANIFEST,
            "module:object"),
        broken(
            "entry point with two colons",
            field("entryPoint", "entryPoint: \"a:b:c\""),
            MANIFEST,
            "colon"),
        broken("srcDir absolute", field("srcDir", "srcDir: /usr/lib"), MANIFEST, "srcDir"),
        broken("srcDir the plugin itself", field("srcDir", "srcDir: ."), MANIFEST, "below"),
        broken(
            "srcDir outside", field("srcDir", "srcDir: ../plugin_sibling/src"), MANIFEST, "srcDir"),
        broken("srcDir missing", field("srcDir", "srcDir: source"), MANIFEST, "source"),
        broken(
            "schema file missing",
            field("schemaFile", "schemaFile: shema.json"),
            MANIFEST,
            "shema.json"),
        broken(
            "two host types",
            field("hostTypes", "hostTypes: [UNIX, WINDOWS]"),
            MANIFEST,
            "hostTypes"),
        broken("host type unknown", field("hostTypes", "hostTypes: [LINUX]"), MANIFEST, "UNIX"),
        broken(
            "a quoted boolean", append(MANIFEST, "manualDiscovery: \"true\"\n"), MANIFEST, "true"),
        broken(
            "luaName alone", append(MANIFEST, "luaName: my-lua\n"), MANIFEST, "minimumLuaVersion"));
  }

  private static String aliasBomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
      text.append(", *a").append(i - 1).append("]\n");
    }
    return text.toString();
  }

  static List<BrokenInput> schemas() {
    return List.of(
        broken("schema missing", delete(SCHEMA), "", "schema.json"),
        broken("schema empty", file(SCHEMA, ""), SCHEMA, "empty"),
        broken("schema an array", file(SCHEMA, "[]"), SCHEMA + ":1:1", "object"),
        broken("schema cut", file(SCHEMA, "{\"repositoryDefinition\": {"), SCHEMA + ":1:", ""),
        broken(
            "schema with a trailing comma",
            file(SCHEMA, "{\"a\": 1,\n}"),
            SCHEMA + ":1:8",
            "comma"),
        broken("schema with something behind", append(SCHEMA, "\n{}"), SCHEMA, ""),
        broken("schema too deep", file(SCHEMA, "[".repeat(5000)), SCHEMA, "deep"),
        broken(
            "definition missing",
            replace(SCHEMA, "\"snapshotDefinition\"", "\"snapshotDefinitoin\""),
            SCHEMA,
            "Did you mean"),
        broken(
            "nameField misspelt",
            replace(SCHEMA, "\"nameField\"", "\"nameFeild\""),
            SCHEMA,
            "nameField"),
        broken("identityFields empty", identity("[]"), SCHEMA, "identityFields"),
        broken("identityFields unknown", identity("[\"nowhere\"]"), SCHEMA, "nowhere"),
        broken(
            "a quoted boolean in the schema",
            replace(
                SCHEMA, "\"additionalProperties\": false", "\"additionalProperties\": \"false\""),
            SCHEMA,
            "additionalProperties"),
        broken(
            "type unknown",
            replace(SCHEMA, "\"type\": \"string\"", "\"type\": \"sting\""),
            SCHEMA,
            "string"),
        broken(
            "pattern broken",
            property("{\"type\": \"string\", \"pattern\": \"a(\"}"),
            SCHEMA,
            "pattern"),
        broken(
            "$ref leads nowhere", property("{\"$ref\": \"#/definitions/none\"}"), SCHEMA, "none"),
        broken(
            "record size a string",
            property("recordSizeInKB", "{\"type\": \"string\"}"),
            SCHEMA,
            "recordSizeInKB"));
  }

  /** What an engine takes although its author meant something else: refused by --strict alone. */
  static List<BrokenInput> suspicious() {
    return List.of(
        broken(
            "keyword misspelt",
            replace(SCHEMA, "\"additionalProperties\"", "\"addtionalProperties\""),
            SCHEMA,
            "Did you mean `additionalProperties`?"),
        broken(
            "default refused",
            property("{\"type\": \"integer\", \"default\": \"x\"}"),
            SCHEMA,
            "default"),
        broken("duplicate key", file(SCHEMA, "{\"a\": 1, \"a\": 2}"), SCHEMA + ":1:10", "`a`"),
        broken(
            "required operation missing",
            file(SOURCE, "from dlpx.virtualization.platform import Plugin\n\nplugin = Plugin()\n"),
            SOURCE + ":3:",
            "virtual.configure"),
        broken(
            "operation of the other type",
            append(
                SOURCE,
                "\n\n@plugin.linked.worker()\n"
                    + "def worker(staged_source, repository, source_config):\n    pass\n"),
            SOURCE,
            "linked.worker"));
  }

  private static BrokenInput.Fault identity(String fields) {
    return plugin -> {
      java.nio.file.Path file = plugin.resolve(SCHEMA);
      String text = java.nio.file.Files.readString(file);
      java.nio.file.Files.writeString(
          file,
          text.replaceAll("\"identityFields\":\\s*\\[[^]]*]", "\"identityFields\": " + fields));
    };
  }

  private static BrokenInput.Fault property(String schema) {
    return property("extra", schema);
  }

  /** Gives the virtual source's definition a single property. */
  private static BrokenInput.Fault property(String name, String schema) {
    return plugin -> {
      java.nio.file.Path file = plugin.resolve(SCHEMA);
      com.fasterxml.jackson.databind.ObjectMapper json =
          new com.fasterxml.jackson.databind.ObjectMapper();
      com.fasterxml.jackson.databind.node.ObjectNode root =
          (com.fasterxml.jackson.databind.node.ObjectNode)
              json.readTree(java.nio.file.Files.readString(file));
      root.set(
          "virtualSourceDefinition",
          json.readTree(
              "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\""
                  + name
                  + "\": "
                  + schema
                  + "}}"));
      java.nio.file.Files.writeString(file, root.toPrettyString());
    };
  }

  private static BrokenInput.Fault linkOutside() {
    return plugin -> {
      java.nio.file.Path outside = plugin.resolveSibling("elsewhere.py");
      java.nio.file.Files.move(plugin.resolve(SOURCE), outside);
      java.nio.file.Files.createSymbolicLink(plugin.resolve(SOURCE), outside);
    };
  }

  static List<BrokenInput> sources() {
    String head = "from dlpx.virtualization.platform import Plugin\n\nplugin = Plugin()\n\n\n";
    return List.of(
        broken("entry module a link out of the plugin", linkOutside(), "", "plugin_runner"),
        broken("entry module missing", delete(SOURCE), MANIFEST, "plugin_runner"),
        broken("plugin object missing", file(SOURCE, "x = 1\n"), "", "plugin"),
        broken("plugin object a number", file(SOURCE, "plugin = 1\n"), "", "plugin"),
        broken("syntax error", file(SOURCE, "def f(:\n    pass\n"), SOURCE + ":1:", "syntax"),
        broken("Python 2", file(SOURCE, head + "print \"x\"\n"), SOURCE + ":6:", "print"),
        broken("indentation", file(SOURCE, "def f():\npass\n"), SOURCE + ":2:", "indent"),
        broken(
            "source not UTF-8",
            bytes(SOURCE, (byte) '#', (byte) 0xe4, (byte) '\n'),
            SOURCE + ":1:",
            "UTF-8"),
        broken("source with NUL", file(SOURCE, head + "x = '\0'\n"), SOURCE, ""),
        broken(
            "too many brackets",
            file(SOURCE, "x = " + "(".repeat(400) + ")".repeat(400) + "\n"),
            SOURCE + ":1:",
            ""),
        broken(
            "operation unknown",
            file(
                SOURCE,
                head
                    + "@plugin.virtual.configur()\ndef f(virtual_source, repository, snapshot):\n    pass\n"),
            SOURCE + ":6:",
            "configure"),
        broken(
            "no parentheses",
            file(
                SOURCE,
                head
                    + "@plugin.virtual.configure\ndef f(virtual_source, repository, snapshot):\n    pass\n"),
            SOURCE + ":6:",
            "()"),
        broken(
            "operation twice",
            file(
                SOURCE,
                head
                    + "@plugin.virtual.stop()\ndef a(virtual_source, repository, source_config):\n    pass\n\n\n@plugin.virtual.stop()\ndef b(virtual_source, repository, source_config):\n    pass\n"),
            SOURCE,
            "already registered"),
        broken(
            "argument misnamed",
            file(
                SOURCE,
                head
                    + "@plugin.virtual.stop()\ndef a(virtual_source, repository, sourceconfig):\n    pass\n"),
            SOURCE,
            "source_config"),
        broken(
            "argument missing",
            file(SOURCE, head + "@plugin.virtual.stop()\ndef a(virtual_source):\n    pass\n"),
            SOURCE,
            "repository"),
        broken(
            "async operation",
            file(
                SOURCE,
                head
                    + "@plugin.virtual.stop()\nasync def a(virtual_source, repository, source_config):\n    pass\n"),
            SOURCE,
            "async"),
        broken(
            "migration id a word",
            file(
                SOURCE,
                head
                    + "@plugin.upgrade.repository(\"one\")\ndef a(old_repository):\n    return old_repository\n"),
            SOURCE,
            "one"),
        broken(
            "migration id twice",
            file(
                SOURCE,
                head
                    + "@plugin.upgrade.repository(\"1.0\")\ndef a(old_repository):\n    return old_repository\n\n\n@plugin.upgrade.snapshot(\"01\")\ndef b(old_snapshot):\n    return old_snapshot\n"),
            SOURCE,
            "1"));
  }
}

package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.python.ParseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plugin for the tests: valid, until a test replaces one of its files. */
final class OldPlugin {
  static final String MANIFEST =
      """
      id: 16bef554-9470-11e9-b2e3-8c8590d4a42c
      name: Old
      hostTypes: [UNIX]
      entryPoint: plugin_runner:plugin
      srcDir: src
      schemaFile: schema.json
      pluginType: DIRECT
      language: PYTHON311
      buildNumber: "1.0"
      """;

  static final String SCHEMA =
      """
      {
        "repositoryDefinition": {
          "type": "object", "properties": {"name": {"type": "string"}},
          "nameField": "name", "identityFields": ["name"], "required": ["name"]
        },
        "sourceConfigDefinition": {
          "type": "object", "properties": {"name": {"type": "string"}},
          "nameField": "name", "identityFields": ["name"], "required": ["name"]
        },
        "virtualSourceDefinition": {"type": "object", "properties": {}},
        "linkedSourceDefinition": {"type": "object", "properties": {}},
        "snapshotDefinition": {"type": "object", "properties": {}},
        "snapshotParametersDefinition": {"type": "object", "properties": {}}
      }
      """;

  static final String HEAD =
      "from dlpx.virtualization.platform import Plugin\n\nplugin = Plugin()\n\n\n";

  final Path folder;

  OldPlugin(Path folder) {
    this.folder = folder;
    write("plugin_config.yml", MANIFEST);
    write("schema.json", SCHEMA);
    write("src/plugin_runner.py", HEAD);
  }

  Path manifest() {
    return folder.resolve("plugin_config.yml");
  }

  OldPlugin write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  OldPlugin write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FixResult fix() {
    return PluginFixer.fix(manifest(), rule -> true, ParseCache.none());
  }

  /** Writes a result, as the command would. */
  OldPlugin take(FixResult result) {
    result.changes().forEach(c -> write(folder.relativize(c.file()).toString(), c.after().copy()));
    return this;
  }

  /** The new texts of the files that change. */
  Map<String, String> fixed() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (FileChange change : fix().changes()) {
      texts.put(
          folder.relativize(change.file()).toString().replace('\\', '/'),
          new String(change.after().copy(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** What a source file of this function, and no more, becomes. */
  String fixedSource(String source) {
    write("src/plugin_runner.py", HEAD + source);
    String fixed = fixed().getOrDefault("src/plugin_runner.py", HEAD + source);
    return fixed.substring(HEAD.length());
  }

  List<Diagnostic> validate() {
    Diagnostics found = new Diagnostics();
    PluginReader.read(manifest(), found);
    return found.sorted();
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.editors.EditorFiles;
import dev.dvp.core.editors.EditorHelp;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.FileContents;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp schema export}: writes what an editor needs to help with a plugin's files. */
final class SchemaExportCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Write JSON Schemas of plugin_config.yml and schema.json, by which an editor completes,"
                + " explains and checks both files.",
            "Without --to they go to "
                + EditorHelp.SCHEMAS
                + " beside the manifest, and "
                + EditorHelp.SETTINGS
                + " names them to VS Code unless there are settings already. `dvp init` does all of"
                + " this for a new plugin.")
        .footer("", "Examples:", "  dvp schema export", "  dvp schema export --to schemas");
    spec.addOption(
        Options.value("DIR", "Write the two schemas to this folder and nothing else.", "--to")
            .build());
    spec.addOption(PluginOption.config());
  }

  @Override
  public int run(Invocation call) {
    try (CreatedPaths created = new CreatedPaths()) {
      return call.host()
          .cleanups()
          .during(
              created::undo,
              () -> {
                if (call.value("--to").isPresent()) {
                  Path folder = call.path("--to", ".");
                  say(call, EditorFiles.writeSchemas(folder, "", created));
                } else {
                  exportIntoPlugin(call, created);
                }
                created.keep();
                return ExitCode.OK;
              });
    }
  }

  private static void exportIntoPlugin(Invocation call, CreatedPaths created) {
    Diagnostics found = new Diagnostics();
    Path manifest = PluginOption.manifest(call);
    Path folder = manifest.toAbsolutePath().resolveSibling("");
    ManifestDocument document = ManifestReader.read(manifest, found);
    Path schemaFile = SchemaCommand.schemaFile(document, found);
    List<Path> written =
        new ArrayList<>(EditorFiles.writeSchemas(folder, EditorHelp.SCHEMAS, created));
    String settings =
        EditorHelp.settings(
            String.valueOf(manifest.getFileName()),
            folder.relativize(schemaFile.toAbsolutePath()).toString().replace('\\', '/'));
    Path settingsFile = folder.resolve(EditorHelp.SETTINGS);
    boolean isFree = !Files.exists(settingsFile, LinkOption.NOFOLLOW_LINKS);
    if (isFree && EditorFiles.write(folder, EditorHelp.SETTINGS, settings, created)) {
      written.add(settingsFile);
    }
    say(call, written);
    if (!isFree && !holds(settingsFile, settings)) {
      call.say(
          "`"
              + call.host().show(settingsFile)
              + "` is there already and was left as it is. For VS Code, it needs:\n"
              + settings.stripTrailing());
    }
    if (!hasHint(manifest)) {
      call.say(
          "For other editors, make this the first line of `"
              + call.host().show(manifest)
              + "`:\n"
              + EditorHelp.HINT);
    }
  }

  private static void say(Invocation call, List<Path> written) {
    written.forEach(file -> call.out().println("Wrote " + call.host().show(file)));
    if (written.isEmpty()) {
      call.say("All schemas are there and up to date.");
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return FileContents.areAlready(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasHint(Path manifest) {
    try (Stream<String> lines = Files.lines(manifest)) {
      return lines.limit(10).anyMatch(line -> line.contains("yaml-language-server:"));
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Host;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.scaffold.HostType;
import dev.dvp.core.scaffold.ScaffoldRequest;
import dev.dvp.core.scaffold.Scaffolder;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp init}: writes a new plugin that validates, builds and runs as it is. */
public final class InitCommand implements Command {
  private static final List<String> STRATEGIES = names(PluginType.values());
  private static final List<String> HOST_TYPES = names(HostType.values());

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Write a new plugin: manifest, schema, source and generated classes.")
        .footer("", "Example:", "  dvp init -r my-plugin -n \"My DB\" -s staged");
    spec.addOption(
        Options.value("DIR", "The plugin's folder, made when missing [.].", "-r", "--root-dir")
            .build());
    spec.addOption(
        Options.value("TEXT", "The plugin's name [its new id].", "-n", "--plugin-name").build());
    spec.addOption(
        Options.value("HOW", "DIRECT (default) or STAGED linking.", "-s", "--ingestion-strategy")
            .completionCandidates(STRATEGIES)
            .build());
    spec.addOption(
        Options.value("HOSTS", "UNIX (default) or WINDOWS.", "-t", "--host-type")
            .completionCandidates(HOST_TYPES)
            .build());
  }

  @Override
  public int run(Invocation call) {
    UUID id = UUID.randomUUID();
    ScaffoldRequest request =
        new ScaffoldRequest(
            call.path("--root-dir", "."),
            call.value("--plugin-name").orElse(id.toString()),
            id,
            PluginType.valueOf(call.choice("--ingestion-strategy", "DIRECT", STRATEGIES)),
            HostType.valueOf(call.choice("--host-type", "UNIX", HOST_TYPES)));
    List<Path> files = write(call.host(), request);
    String folder = call.host().show(request.rootDir());
    call.out().println("Wrote the plugin " + Printable.text(request.name()) + ":");
    files.forEach(file -> call.out().println("  " + call.host().show(file)));
    call.out().println("  " + call.host().show(request.rootDir().resolve("src/generated")) + "/");
    call.say(
        "Next: "
            + (folder.equals(".") ? "" : "cd " + quoted(folder) + ", then ")
            + "`dvp validate`, `dvp build` and `dvp upload -e local --wait`.");
    return ExitCode.OK;
  }

  /** Writes all of a new plugin, or nothing: also when interrupted. */
  static List<Path> write(Host host, ScaffoldRequest request) {
    try (CreatedPaths created = new CreatedPaths()) {
      return host.cleanups().during(created::undo, () -> write(request, created));
    }
  }

  private static List<Path> write(ScaffoldRequest request, CreatedPaths created) {
    List<Path> files = Scaffolder.scaffold(request, created);
    Diagnostics found = new Diagnostics();
    PluginSchemas schemas =
        SchemaReader.read(request.rootDir().resolve("schema.json"), found)
            .orElseThrow(() -> new IllegalStateException("our own schema: " + found.sorted()));
    Map<String, String> generated = new LinkedHashMap<>();
    GeneratedClasses.of(schemas)
        .files()
        .forEach((name, text) -> generated.put("src/" + name, text));
    Scaffolder.addFiles(request.rootDir(), generated, created);
    created.keep();
    return files;
  }

  private static String quoted(String folder) {
    return folder.matches("[A-Za-z0-9_./+-]+") ? folder : "'" + folder.replace("'", "'\\''") + "'";
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}

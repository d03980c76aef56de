package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineTimeouts;
import dev.dvp.core.engine.EngineWork;
import dev.dvp.core.engine.UploadOrder;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.packing.ZipCalendar;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.runtime.BundledRuntime;
import dev.dvp.core.scaffold.HostType;
import dev.dvp.core.scaffold.ScaffoldRequest;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp quickstart}: the whole job once, on a plugin that it writes. */
public final class QuickstartCommand implements Command {
  private static final String FOLDER = "dvp-quickstart";
  private static final int STEPS = 6;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Write a plugin, check it, build its artifact, start the local engine, upload and show"
                + " what is installed.");
    spec.addOption(
        Options.value(
                "DIR",
                "The plugin's folder [" + FOLDER + ", or the next free one].",
                "-r",
                "--root-dir")
            .build());
  }

  @Override
  public int run(Invocation call) {
    Path folder = call.value("--root-dir").map(call.host()::resolve).orElseGet(() -> free(call));
    String shown = call.host().show(folder);
    ScaffoldRequest request =
        new ScaffoldRequest(
            folder, "Quickstart", UUID.randomUUID(), PluginType.DIRECT, HostType.UNIX);
    NewPlugin.write(call.host(), request);
    step(call, 1, "init", "wrote a plugin to " + shown);

    Plugin plugin = validate(call, folder);
    Path file = folder.resolve("artifact.json");
    ArtifactWriter.Written written =
        new ArtifactBuild(
                call,
                plugin,
                GeneratedClasses.of(plugin.schemas()),
                BundledRuntime.packages(),
                new ArtifactBuild.Wishes(
                    file,
                    ZipCalendar.FIRST,
                    PayloadFormatOptions.Format.source(call),
                    ArtifactBuild.FindingGate.SHOW_WARNINGS,
                    SupplyFiles.none(file)))
            .run();
    step(call, 3, "build", call.host().show(file) + ", " + Sizes.show(written.bytes()));

    EngineLogin login = EngineLogin.local(call);
    step(call, 4, "engine", "the local engine runs at " + login.address());
    Artifact artifact = ArtifactReader.read(file);
    EngineSession session =
        login.open(call, artifact.engineApi(), EngineTimeouts.defaults(), call::say);
    UploadOrder order = UploadOrder.of(artifact);
    EngineWork work = UploadCommand.send(call, session, order);
    session.await(work, order, event -> call.detail("  " + event.details()));
    step(call, 5, "upload", "the engine took it: " + work.name() + " is completed");
    step(call, 6, "installed", installed(session, artifact));

    call.say("");
    call.say("The plugin is in " + shown + ". Try next, there:");
    call.say("  dvp operations               what it implements");
    call.say("  dvp validate                 after a change to src/plugin_runner.py");
    call.say("  dvp build && dvp upload -e local --wait");
    call.say("  dvp engine stop              when you are done");
    return ExitCode.OK;
  }

  private static Plugin validate(Invocation call, Path folder) {
    Diagnostics found = new Diagnostics();
    PluginReader.Reading reading = PluginReader.read(folder.resolve("plugin_config.yml"), found);
    found.throwIfErrors();
    BuildCommand.show(call, found.sorted());
    step(call, 2, "validate", found.sorted().isEmpty() ? "no problems found" : "see above");
    return reading.plugin().orElseThrow();
  }

  private static String installed(EngineSession session, Artifact artifact) {
    return session.plugins().stream()
        .filter(plugin -> plugin.identifier().equals(artifact.pluginId()))
        .findFirst()
        .map(
            plugin ->
                plugin.name()
                    + " "
                    + plugin.buildNumber().orElse("")
                    + ", id "
                    + plugin.identifier())
        .orElse("the engine does not list it");
  }

  private static void step(Invocation call, int number, String name, String result) {
    String label = number + "/" + STEPS + " " + name + " ".repeat(Math.max(0, 10 - name.length()));
    call.out().println(call.outStyle().good(label) + " " + result);
  }

  private static Path free(Invocation call) {
    Path folder = call.host().resolve(FOLDER);
    for (int i = 2; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); i++) {
      folder = call.host().resolve(FOLDER + "-" + i);
    }
    return folder;
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.core.artifact.ArtifactSniffer;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.supply.SupplyRecords;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.PluginFolder;
import dev.dvp.localengine.running.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes copies of a plugin as an artifact would have it, to be run. */
final class PluginCopies {
  private final Invocation call;
  private final PluginFiles plugin;
  private final Python python;

  PluginCopies(Invocation call, PluginFiles plugin, Python python) {
    this.call = call;
    this.plugin = plugin;
    this.python = python;
  }

  /** A fresh copy, and how its process is started. */
  Launch prepare() throws IOException {
    Workspace workspace = Workspace.of(payload());
    PluginFolder folder =
        new PluginFolder(
            workspace.plugin(), plugin.manifest().entryPoint(), plugin.manifest().pluginType());
    return new Launch(
        python, workspace, folder, Isolation.find(true), call.host().env(), Optional.empty());
  }

  /** What an engine would have of the plugin, with dvp's own runtime. */
  private Payload payload() {
    Diagnostics found = new Diagnostics();
    RuntimePackages runtime = RuntimeOptions.toRun(call, plugin.manifest(), found);
    Path srcDir = plugin.manifest().srcDir();
    Payload own =
        PayloadCollector.collect(
            new PayloadRequest(
                    srcDir,
                    GeneratedClasses.of(plugin.schemas()).files(),
                    GeneratedClassesWriter::isOurs,
                    ArtifactSniffer.notGoingInto(srcDir).or(SupplyRecords::isRecord),
                    Optional.empty())
                .in(plugin.manifest().file().resolveSibling("")),
            found);
    found.throwIfErrors();
    return own.plus(runtime.entries());
  }
}

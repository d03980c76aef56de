package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.interpreter.Python;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.EngineStore;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.workflows.Lab;
import dev.dvp.localengine.workflows.LabSettings;
import dev.dvp.localengine.workflows.PluginSession;
import dev.dvp.localengine.workflows.WorkflowRequest;
import dev.dvp.localengine.workflows.WorkflowResult;
import dev.dvp.localengine.workflows.WorkflowWatcher;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/** The local engine's store, and the plugin at hand, for one command. */
final class LabSession {
  private static final String MOUNTS = "--mounts";

  private final Invocation call;
  private final PluginFiles plugin;
  private final Lab lab;

  private LabSession(Invocation call, PluginFiles plugin, Lab lab) {
    this.call = call;
    this.plugin = plugin;
    this.lab = lab;
  }

  /** The options of all commands of the lab. */
  static void addTo(CommandSpec spec) {
    spec.addOption(PluginOption.config());
    spec.addOption(LocalEngineHome.dataOption());
  }

  /** The options of those that run operations. */
  static void addRunningTo(CommandSpec spec) {
    addTo(spec);
    RunOptions.addTo(spec);
    spec.addOption(
        Options.flag("Mount data for real, which takes root, instead of linking to it.", MOUNTS)
            .build());
    spec.addOption(FormatOption.format());
  }

  /**
   * Does work with the store open.
   *
   * @throws DvpException when the plugin's files or the store cannot be read
   */
  static int with(Invocation call, ToIntFunction<LabSession> work) {
    PluginFiles plugin = PluginFiles.read(call);
    DataFolder folder = new DataFolder(LocalEngineHome.folder(call));
    try (Store store = EngineStore.open(folder, call.host().dvpHome().resolve("cache/native"))) {
      LabSettings settings =
          new LabSettings(
              folder,
              call.host().env(),
              call.host().clock(),
              call.flag(MOUNTS),
              List.of(plugin.root()));
      return work.applyAsInt(new LabSession(call, plugin, new Lab(store, settings)));
    }
  }

  PluginFiles plugin() {
    return plugin;
  }

  /** What the user chooses for sources. */
  LabObjects objects() {
    return LabObjects.of(plugin, new DataFolder(LocalEngineHome.folder(call)).scratch("local"));
  }

  String pluginId() {
    return plugin.manifest().id();
  }

  Lab lab() {
    return lab;
  }

  /** Work with the plugin's process. */
  @FunctionalInterface
  interface Running<T> {
    T run(PluginSession session) throws InterruptedException;
  }

  /** Does work with the plugin's process, which ends with the work, also at Ctrl-C. */
  <T> T running(Running<T> work) {
    Python python = ImportOptions.python(call);
    PluginCopies copies = new PluginCopies(call, plugin, python);
    try (PluginSession session =
        new PluginSession(plugin.atHand(), () -> copies.prepare(), RunOptions.timeout(call))) {
      return call.host()
          .cleanups()
          .during(
              session::kill,
              () -> {
                try {
                  return work.run(session);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  throw new CancellationException("the work was given up");
                }
              });
    }
  }

  /** Runs one workflow, and tells of it. */
  WorkflowResult run(WorkflowRequest request, WorkflowWatcher watcher) {
    return running(session -> lab.run(request, session, watcher));
  }
}

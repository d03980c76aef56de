package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryFolder;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.payload.PayloadReview;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.localengine.running.Debugging;
import dev.dvp.localengine.running.KeptRunner;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.PluginFolder;
import dev.dvp.localengine.running.RunRule;
import dev.dvp.localengine.running.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

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

  /**
   * A fresh copy, and how its process is started.
   *
   * @throws DvpException when the plugin's files cannot be read, or the copy cannot be written
   */
  Launch prepare() {
    return prepare(copy -> Optional.empty());
  }

  /** The same with a debugger, which has to know where the copy is. */
  Launch prepare(Function<Path, Optional<Debugging>> debugging) {
    Payload payload = payload();
    Workspace workspace = workspace(payload, kept(payload));
    boolean isReady = false;
    try {
      PluginFolder folder =
          new PluginFolder(
              workspace.plugin(), plugin.manifest().entryPoint(), plugin.manifest().pluginType());
      Launch launch =
          new Launch(
              python,
              workspace,
              folder,
              Isolation.find(true),
              call.host().env(),
              debugging.apply(folder.root()));
      isReady = true;
      return launch;
    } finally {
      if (!isReady) {
        workspace.close();
      }
    }
  }

  private static Workspace workspace(Payload payload, KeptRunner.Made kept) {
    try {
      return Workspace.of(payload, kept);
    } catch (IOException e) {
      Path folder = TemporaryFolder.parent();
      throw new DvpException(
          RunRule.PROCESS_ENDED.at(
              Location.of(folder),
              "The temporary folder `"
                  + folder
                  + "` cannot hold what the plugin's process needs"
                  + Reasons.of(e)
                  + ".",
              "Look at its rights and the space there, or name another with"
                  + " `DVP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER`."),
          e);
    }
  }

  private KeptRunner.Made kept(Payload payload) {
    if (PluginOption.buildCache(call).isEmpty()) {
      return KeptRunner.Made.none();
    }
    KeptRunner kept =
        new KeptRunner(call.host().dvpHome().resolve("cache"), python, call.host().env());
    return call.host().cleanups().during(kept::cancel, () -> kept.of(payload));
  }

  /**
   * What an engine would have of the plugin, with dvp's own runtime; what no build takes is none.
   */
  private Payload payload() {
    Diagnostics found = new Diagnostics();
    RuntimePackages runtime = RuntimeOptions.toRun(call, plugin.manifest(), found);
    PayloadRequest request =
        PayloadOptions.request(
            call,
            plugin.manifest().file(),
            plugin.manifest().srcDir(),
            GeneratedClasses.of(plugin.schemas()).files(),
            runtime,
            Optional.empty());
    Payload own = PayloadCollector.collect(request, found);
    PayloadReview.reviewNames(own, request, found);
    found.throwIfErrors();
    return own.plus(runtime.entries());
  }
}

package dev.dvp.localengine.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.jobs.WorkFailedException;
import dev.dvp.localengine.jobs.WorkOrder;
import dev.dvp.localengine.jobs.WorkRunner;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.support.PluginLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Takes on uploaded artifacts. Uploads of one plugin are worked on in the order of arrival. */
public final class PluginUploads {
  private final Store store;
  private final WorkRunner runner;
  private final ArtifactCheck check;
  private final ArtifactFiles files;
  private final Clock clock;
  private final RotatingLog log;
  private final PluginLogs pluginLogs;

  /** One at a time: what an artifact says may take many megabytes of memory while it is read. */
  private final ReentrantLock reading = new ReentrantLock();

  /**
   * Ready for uploads.
   *
   * @param store where installed plugins are noted
   * @param runner does the work
   * @param check what artifacts must pass
   * @param artifacts the folder of installed artifacts
   * @param clock the time of installations
   * @param log where trouble is told
   * @param pluginLogs where each plugin's history is told
   */
  public PluginUploads(
      Store store,
      WorkRunner runner,
      ArtifactCheck check,
      Path artifacts,
      Clock clock,
      RotatingLog log,
      PluginLogs pluginLogs) {
    this.store = store;
    this.runner = runner;
    this.check = check;
    this.files = new ArtifactFiles(artifacts);
    this.clock = clock;
    this.log = log;
    this.pluginLogs = pluginLogs;
  }

  /**
   * Deletes artifacts that no installed plugin uses. Call before any upload is taken on.
   *
   * @throws IOException when that does not work
   */
  public void cleanUp() throws IOException {
    List<InstalledPlugin> plugins = store.read(tables -> tables.plugins().all());
    files.keepOnly(
        plugins.stream().map(p -> p.version().artifactHash()).collect(Collectors.toSet()));
  }

  /**
   * What the artifact of an installed plugin says, the payload aside.
   *
   * @param plugin the plugin
   * @return the artifact's keys; not to be modified
   */
  public ObjectNode document(InstalledPlugin plugin) {
    reading.lock();
    try {
      return ArtifactReader.read(files.file(plugin.version().artifactHash())).document();
    } finally {
      reading.unlock();
    }
  }

  /**
   * Takes on an artifact: sees at once of which plugin it is, and does the rest in the background.
   * An upgrade of an installed plugin is a job, a first installation just an action.
   *
   * @param received the artifact; its file is taken over when this returns, and left alone when it
   *     throws
   * @return where to follow the work
   * @throws WorkFailedException when the file is no artifact
   */
  public WorkRunner.Started accept(ReceivedArtifact received) throws WorkFailedException {
    ArtifactName name = name(received);
    InstallTask task = new InstallTask(received, check, files, store, clock, log, pluginLogs);
    String key = name.pluginId().toLowerCase(Locale.ROOT);
    // Two first uploads at once: only one of them can be the first.
    synchronized (this) {
      Optional<String> target =
          store.read(tables -> tables.plugins().find(key)).map(InstalledPlugin::reference);
      boolean upgrade = target.isPresent() || runner.isBusy(key);
      String title = (upgrade ? "Upgrade" : "Install") + " plugin \"" + name.name() + "\"";
      return runner.start(
          new WorkOrder(
              key,
              "TOOLKIT_UPLOAD",
              title,
              upgrade ? target.or(() -> Optional.of(key)) : Optional.empty(),
              task));
    }
  }

  private ArtifactName name(ReceivedArtifact received) throws WorkFailedException {
    reading.lock();
    try {
      return ArtifactName.read(received);
    } finally {
      reading.unlock();
    }
  }
}

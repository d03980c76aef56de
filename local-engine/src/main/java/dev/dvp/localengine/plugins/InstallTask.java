package dev.dvp.localengine.plugins;

import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.jobs.Progress;
import dev.dvp.localengine.jobs.Task;
import dev.dvp.localengine.jobs.WorkFailedException;
import dev.dvp.localengine.store.Failure;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.support.PluginLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;

/** Checks one uploaded artifact and installs it, or upgrades the plugin that is installed. */
final class InstallTask implements Task {
  private final ReceivedArtifact received;
  private final ArtifactCheck check;
  private final ArtifactFiles files;
  private final Store store;
  private final Clock clock;
  private final RotatingLog log;
  private final PluginLogs pluginLogs;

  /** What was installed; known once the checks have passed. */
  private Optional<InstalledPlugin.Version> version = Optional.empty();

  /** The content that was installed when this task began; looked up once it runs. */
  private Optional<String> oldHash = Optional.empty();

  /** Whether the uploaded file was moved into place. */
  private boolean kept;

  InstallTask(
      ReceivedArtifact received,
      ArtifactCheck check,
      ArtifactFiles files,
      Store store,
      Clock clock,
      RotatingLog log,
      PluginLogs pluginLogs) {
    this.received = received;
    this.check = check;
    this.files = files;
    this.store = store;
    this.clock = clock;
    this.log = log;
    this.pluginLogs = pluginLogs;
  }

  @Override
  public LastStep run(Progress progress) throws WorkFailedException {
    progress.event("event.toolkit.validate", "Checking the uploaded plugin.");
    InstalledPlugin.Version uploaded = check();
    Optional<InstalledPlugin> installed =
        store.read(tables -> tables.plugins().find(uploaded.id()));
    oldHash = installed.map(plugin -> plugin.version().artifactHash());
    if (installed.isPresent()) {
      InstalledPlugin.Version old = installed.get().version();
      Optional<Failure> refusal = UpgradeRules.refusal(old, uploaded);
      if (refusal.isPresent()) {
        throw new WorkFailedException(refusal.get());
      }
      progress.event(
          "event.toolkit.upgrade",
          "Upgrading \""
              + uploaded.name()
              + "\" from build "
              + old.buildNumber()
              + " to "
              + uploaded.buildNumber()
              + ".");
    }
    keepFile();
    version = Optional.of(uploaded);
    return new LastStep(
        tables -> {
          tables.plugins().put(uploaded, clock.instant());
          return uploaded;
        },
        "event.toolkit.upgrade.complete",
        "The plugin \""
            + uploaded.name()
            + "\" is installed in build "
            + uploaded.buildNumber()
            + ".");
  }

  private InstalledPlugin.Version check() throws WorkFailedException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Artifact> artifact = check.check(received.file(), diagnostics);
    if (diagnostics.hasErrors()) {
      throw new WorkFailedException(Refusals.invalid(diagnostics.sorted()));
    }
    return version(artifact.orElseThrow(() -> new IllegalStateException("no reason was given")));
  }

  private InstalledPlugin.Version version(Artifact artifact) {
    return new InstalledPlugin.Version(
        artifact.pluginId(),
        artifact.name(),
        artifact.pluginType(),
        artifact.document().path("language").asText(),
        artifact.buildNumber(),
        artifact.externalVersion(),
        artifact.migrationIds(),
        received.hash(),
        received.bytes());
  }

  private void keepFile() throws WorkFailedException {
    try {
      files.keep(received);
      kept = true;
    } catch (IOException e) {
      log.error("The artifact " + received.hash() + " cannot be moved into place.", e);
      throw new WorkFailedException(Refusals.NOT_WRITABLE);
    }
  }

  @Override
  public void committed() {
    if (oldHash.isPresent() && !oldHash.get().equals(received.hash())) {
      delete(oldHash.get());
    }
    version.ifPresent(this::tellPluginLog);
  }

  private void tellPluginLog(InstalledPlugin.Version installed) {
    try {
      pluginLogs.info(
          installed.id(), "Build " + installed.buildNumber() + " of the plugin was installed.");
    } catch (IOException e) {
      log.warning("The log of the plugin " + installed.id() + " cannot be written.");
    }
  }

  @Override
  public void failed() {
    try {
      Files.deleteIfExists(received.file());
    } catch (IOException e) {
      log.warning("A refused upload cannot be deleted; the next start tries again.");
    }
    // Only this task works on the plugin, so nobody else has brought the same content meanwhile.
    if (kept && !oldHash.equals(Optional.of(received.hash()))) {
      delete(received.hash());
    }
  }

  private void delete(String hash) {
    try {
      files.delete(hash);
    } catch (IOException e) {
      log.warning("The artifact " + hash + " cannot be deleted; the next start tries again.");
    }
  }
}

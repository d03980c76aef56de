package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.artifact.ArtifactFacts;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineEvent;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineWork;
import dev.dvp.core.engine.InstalledPlugin;
import dev.dvp.core.engine.UploadOrder;
import dev.dvp.core.files.Progress;
import dev.dvp.core.inspection.ArtifactVerifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One artifact's way onto one engine. */
final class EngineUpload {
  private final Invocation call;
  private final UploadedArtifact artifact;
  private final Wishes wishes;

  /**
   * What the user wants.
   *
   * @param waits whether to wait until the plugin is installed
   * @param onlyIfNewer whether to leave alone an engine that has this build
   * @param isTrial whether to stop before anything is sent
   */
  record Wishes(boolean waits, boolean onlyIfNewer, boolean isTrial) {}

  /**
   * What came of it.
   *
   * @param result in a word or two, for a table
   * @param sentence the same for who has one engine
   * @param hint what to know besides; may be empty
   * @param warnings what may go wrong later
   */
  record Outcome(String result, String sentence, String hint, List<Diagnostic> warnings) {
    Outcome(String result, String sentence) {
      this(result, sentence, "", List.of());
    }
  }

  /** Hears what goes on. */
  interface Listener {
    /** How much was sent. */
    Progress progress();

    /** What the engine reports of its work. */
    Consumer<EngineEvent> events();

    /** What is done about trouble on the way. */
    Consumer<String> notes();
  }

  EngineUpload(Invocation call, UploadedArtifact artifact, Wishes wishes) {
    this.call = call;
    this.artifact = artifact;
    this.wishes = wishes;
  }

  /**
   * Uploads.
   *
   * @throws DvpException when the engine does not take it, or this tool does not send it
   */
  Outcome to(EngineLogin login, Listener listener) {
    artifact.refuseFor(login, call);
    String plugin = Printable.text(artifact.name()) + " " + artifact.buildNumber();
    EngineSession session =
        login.open(call, artifact.engineApi(), login.waiting(call), listener.notes());
    UploadOrder order = artifact.order();
    Progress progress = listener.progress();
    EngineWork work;
    if (wishes.onlyIfNewer() || wishes.isTrial()) {
      List<InstalledPlugin> before = session.plugins();
      Optional<Outcome> outcome = withoutSending(login, session, before, plugin);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      work = session.upload(order, before, progress);
    } else {
      work = session.upload(order, progress);
    }
    if (!wishes.waits() && !work.isDone()) {
      return new Outcome(
          "sent, " + work.name(),
          "Uploaded " + plugin + " to " + login.address() + ".",
          "The engine works on it as " + work.name() + "; `--wait` waits for the end.",
          List.of());
    }
    session.await(work, order, listener.events());
    return new Outcome("installed", "Installed " + plugin + " on " + login.address() + ".");
  }

  /**
   * What there is to say when the engine has this build already, or the user only wants to know.
   */
  private Optional<Outcome> withoutSending(
      EngineLogin login, EngineSession session, List<InstalledPlugin> before, String plugin) {
    Optional<InstalledPlugin> installed = installed(before);
    if (wishes.onlyIfNewer() && installed.filter(artifact.order()::isInstalledAs).isPresent()) {
      // Engines tell no more of what they have: not that its content is the same.
      String there = Printable.text(installed.get().name()) + " " + artifact.buildNumber();
      return Optional.of(
          new Outcome(
              "there already",
              login.address() + " has " + there + " already, the same build: nothing sent."));
    }
    return wishes.isTrial()
        ? Optional.of(trial(login, session, installed, plugin))
        : Optional.empty();
  }

  private Optional<InstalledPlugin> installed(List<InstalledPlugin> plugins) {
    return plugins.stream()
        .filter(plugin -> plugin.namespace().isEmpty())
        .filter(plugin -> plugin.identifier().equalsIgnoreCase(artifact.pluginId()))
        .findFirst();
  }

  private Outcome trial(
      EngineLogin login,
      EngineSession session,
      Optional<InstalledPlugin> installed,
      String plugin) {
    if (installed.isEmpty()) {
      return new Outcome(
          "would install", login.address() + " would get " + plugin + " anew: nothing sent.");
    }
    ArtifactFacts before =
        ArtifactFacts.ofInstalled(session.details(installed.get()), artifact.opened().facts());
    Diagnostics found = new Diagnostics();
    ArtifactVerifier.verifyUpgrade(before, artifact.opened(), found);
    found.throwIfErrors();
    String from = installed.get().buildNumber().orElse("an unknown build");
    return new Outcome(
        "would upgrade from " + from,
        login.address() + " would be upgraded from " + from + " to " + plugin + ": nothing sent.",
        "",
        found.sorted());
  }
}

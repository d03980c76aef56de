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
   * @param onlyIfNewer whether to leave alone an engine that has this build, with this content
   *     where the engine tells it
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
    Likeness likeness = Likeness.OTHER_BUILD;
    EngineWork work;
    if (wishes.onlyIfNewer() || wishes.isTrial()) {
      List<InstalledPlugin> before = session.plugins();
      Optional<InstalledPlugin> installed = installed(before);
      likeness = installed.map(one -> Likeness.of(order, one)).orElse(likeness);
      if (wishes.onlyIfNewer() && likeness.isEnough()) {
        return thereAlready(login, installed.orElseThrow(), likeness);
      }
      if (wishes.isTrial()) {
        return trial(login, session, installed, likeness, plugin);
      }
      work = session.upload(order, before, listener.progress());
    } else {
      work = session.upload(order, listener.progress());
    }
    String why = likeness.words(": ") + ".";
    if (!wishes.waits() && !work.isDone()) {
      return new Outcome(
          "sent, " + work.name() + likeness.words(", "),
          "Uploaded " + plugin + " to " + login.address() + why,
          "The engine works on it as " + work.name() + "; `--wait` waits for the end.",
          List.of());
    }
    session.await(work, order, listener.events());
    return new Outcome(
        "installed" + likeness.words(", "), "Installed " + plugin + " on " + login.address() + why);
  }

  private Outcome thereAlready(EngineLogin login, InstalledPlugin installed, Likeness likeness) {
    String there = Printable.text(installed.name()) + " " + artifact.buildNumber();
    return new Outcome(
        "there already" + likeness.words(", "),
        login.address() + " has " + there + " already" + likeness.words(", ") + ": nothing sent.",
        likeness.caveat(),
        List.of());
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
      Likeness likeness,
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
        "would upgrade from " + from + likeness.words(", "),
        login.address()
            + " would be upgraded from "
            + from
            + " to "
            + plugin
            + likeness.words(", ")
            + ": nothing sent.",
        likeness.caveat(),
        found.sorted());
  }

  /** What an engine has of the artifact's plugin already. */
  private enum Likeness {
    OTHER_BUILD(""),
    OTHER_CONTENT("the same build number with other content"),
    SAME_BUILD("the same build number, contents not compared"),
    SAME_CONTENT("the same content");

    private final String words;

    Likeness(String words) {
      this.words = words;
    }

    static Likeness of(UploadOrder order, InstalledPlugin installed) {
      if (!order.isOfSameBuild(installed)) {
        return OTHER_BUILD;
      }
      return order
          .hasContentOf(installed)
          .map(isSame -> isSame ? SAME_CONTENT : OTHER_CONTENT)
          .orElse(SAME_BUILD);
    }

    /** Whether there is nothing newer to send, as far as the engine tells. */
    boolean isEnough() {
      return this == SAME_BUILD || this == SAME_CONTENT;
    }

    /** In words, behind a separator; empty when there is nothing to say. */
    String words(String separator) {
      return words.isEmpty() ? "" : separator + words;
    }

    /** What the user should know of the comparison; may be empty. */
    String caveat() {
      return this == SAME_BUILD
          ? "The engine does not tell the content of what it has, only its build number."
          : "";
    }
  }
}

package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.workflows.WorkflowRequest;
import dev.dvp.localengine.workflows.WorkflowRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Starts a workflow, and leads to its job. The plugin is imported first, which may take a while:
 * after some seconds the browser gets a page that waits.
 */
final class Starter {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Shelf shelf;

  Starter(Shelf shelf) {
    this.shelf = shelf;
  }

  /**
   * Starts.
   *
   * @param refused shows the page that asked, with what is wrong
   */
  PageAnswer start(
      InstalledPlugin plugin, WorkflowRequest request, Function<List<Wrong>, PageAnswer> refused) {
    Start start;
    try {
      start = shelf.world().desk().start(plugin, shelf.installed().open(plugin), request);
    } catch (DvpException e) {
      return refused.apply(wrong(e.diagnostics()));
    }
    Optional<Start.Outcome> outcome = start.await(PATIENCE);
    if (outcome.isPresent() && outcome.get() instanceof Start.Outcome.Refused refusal) {
      return refused.apply(wrong(refusal.findings()));
    }
    return outcome.isPresent() && outcome.get() instanceof Start.Outcome.Begun begun
        ? job(begun)
        : new PageAnswer.Redirect("/starts/" + start.number());
  }

  private static PageAnswer job(Start.Outcome.Begun begun) {
    return new PageAnswer.Redirect("/jobs/" + begun.job());
  }

  private static List<Wrong> wrong(List<Diagnostic> findings) {
    return findings.stream().map(Starter::wrong).toList();
  }

  private static Wrong wrong(Diagnostic finding) {
    boolean isName = finding.rule() == WorkflowRule.NAME;
    return new Wrong(
        isName ? "/name" : "",
        isName ? "Name" : "",
        (finding.message() + " " + finding.help()).strip());
  }

  /** The page of a start that takes its time. */
  PageAnswer show(PageRequest request) throws NoPageException {
    Start start =
        Shelf.number(request.segment(1))
            .flatMap(shelf.world().desk()::find)
            .orElseThrow(() -> new NoPageException("Nothing is being started here."));
    Optional<Start.Outcome> outcome = start.await(LOOK);
    if (outcome.isPresent() && outcome.get() instanceof Start.Outcome.Begun begun) {
      return job(begun);
    }
    String plugin = start.plugin().version().name();
    Html html = new Html();
    Frame.trail(html, "/", "Plugins", "/plugins/" + start.plugin().version().id(), plugin);
    html.element("h1", Words.button(start.request().workflow()));
    if (outcome.isEmpty()) {
      html.element("p", "The plugin is being imported…", "role", "status", "data-reload", "2");
    } else if (outcome.get() instanceof Start.Outcome.Refused refusal) {
      html.element("p", "It was not begun, and nothing was changed.");
      Findings.write(html, refusal.findings());
    } else {
      html.element("p", "It was not begun: the engine stopped, or failed. Its log says more.");
    }
    boolean isRefused = outcome.isPresent() && outcome.get() instanceof Start.Outcome.Refused;
    return new PageAnswer.Document(
        isRefused ? 422 : 200,
        Frame.page(request, Frame.Page.of("Starting", "/", outcome.isEmpty()), html));
  }
}

package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a new source: linked, provisioned from a snapshot, or empty. */
final class NewSourcePage {
  private static final String BY_HAND = "by-hand";

  private final Shelf shelf;
  private final Starter starter;
  private final Workflow workflow;

  NewSourcePage(Shelf shelf, Starter starter, Workflow workflow) {
    this.shelf = shelf;
    this.starter = starter;
    this.workflow = workflow;
  }

  PageAnswer show(PageRequest request) throws NoPageException {
    InstalledPlugin plugin = shelf.plugin(request.segment(1));
    try {
      NewSourceForm form = form(request, plugin);
      return show(request, plugin, form, form.initial(request), List.of());
    } catch (DvpException e) {
      return unreadable(request, plugin, e);
    }
  }

  private NewSourceForm form(PageRequest request, InstalledPlugin plugin) {
    boolean byHand = workflow == Workflow.LINK && request.query().containsKey(BY_HAND);
    return new NewSourceForm(shelf, plugin, workflow, byHand);
  }

  PageAnswer run(PageRequest request) throws NoPageException {
    InstalledPlugin plugin = shelf.plugin(request.segment(1));
    try {
      return run(request, plugin, form(request, plugin));
    } catch (DvpException e) {
      return unreadable(request, plugin, e);
    }
  }

  private PageAnswer run(PageRequest request, InstalledPlugin plugin, NewSourceForm form) {
    Typed typed = FormPost.typed(request);
    Optional<String> added = FormPost.added(request);
    if (added.isPresent()) {
      return show(request, plugin, form, typed.withOneMore(added.get()), List.of());
    }
    List<Wrong> wrong = new ArrayList<>();
    Optional<WorkflowRequest> asked = form.read(typed, wrong);
    return asked.isEmpty()
        ? show(request, plugin, form, typed, wrong)
        : starter.start(
            plugin, asked.get(), refused -> show(request, plugin, form, typed, refused));
  }

  private String title() {
    return switch (workflow) {
      case LINK -> "Link a source";
      case PROVISION -> "Provision a virtual source";
      default -> "Create an empty source";
    };
  }

  private void trail(Html html, InstalledPlugin plugin) {
    Frame.trail(
        html,
        "/",
        "Plugins",
        "/plugins/" + plugin.version().id(),
        Shorten.to(plugin.version().name(), 200));
    html.element("h1", title());
  }

  private PageAnswer unreadable(PageRequest request, InstalledPlugin plugin, DvpException e) {
    Html html = new Html();
    trail(html, plugin);
    Findings.write(html, e.diagnostics());
    return new PageAnswer.Document(422, Frame.page(request, Frame.Page.of(title(), "/"), html));
  }

  private PageAnswer show(
      PageRequest request,
      InstalledPlugin plugin,
      NewSourceForm form,
      Typed typed,
      List<Wrong> wrong) {
    String here = "/plugins/" + plugin.version().id() + "/" + workflow.word();
    boolean byHand = request.query().containsKey(BY_HAND);
    Html html = new Html();
    trail(html, plugin);
    FormView.summary(html, wrong);
    if (workflow == Workflow.LINK) {
      html.open("p");
      if (byHand) {
        html.link(here, "Take a source config that was found");
      } else {
        html.link(here + "?" + BY_HAND + "=1", "Write the source config by hand");
      }
      html.close("p");
    }
    FormPost.open(html, byHand ? here + "?" + BY_HAND + "=1" : here, request.token());
    FormPost.byEnter(html);
    form.write(html, typed, wrong);
    html.open("p", "class", "buttons");
    html.element("button", Words.button(workflow), "type", "submit", "class", "first");
    html.element("a", "Cancel", "class", "button", "href", "/plugins/" + plugin.version().id());
    html.close("p").close("form");
    return new PageAnswer.Document(
        wrong.isEmpty() ? 200 : 422, Frame.page(request, Frame.Page.of(title(), "/"), html));
  }
}

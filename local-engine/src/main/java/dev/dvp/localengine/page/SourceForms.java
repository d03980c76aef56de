package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done with a source that is there; some workflows ask for something first. */
final class SourceForms {
  /** Those that ask before anything is done. */
  static final Set<Workflow> ASKING =
      Set.of(Workflow.SYNC, Workflow.REFRESH, Workflow.ROLLBACK, Workflow.DELETE);

  private static final Set<Workflow> DOING =
      Set.of(
          Workflow.SYNC,
          Workflow.SNAPSHOT,
          Workflow.REFRESH,
          Workflow.ROLLBACK,
          Workflow.START,
          Workflow.STOP,
          Workflow.ENABLE,
          Workflow.DISABLE,
          Workflow.DELETE);

  private static final String PARAMETERS = "/parameters";

  private final Shelf shelf;
  private final Starter starter;

  SourceForms(Shelf shelf, Starter starter) {
    this.shelf = shelf;
    this.starter = starter;
  }

  /** What a form is about. */
  private record About(Source source, InstalledPlugin plugin, Workflow workflow) {
    String name() {
      return source.identity().name();
    }

    String title() {
      return Words.button(workflow) + ": " + name();
    }
  }

  private About about(PageRequest request) throws NoPageException {
    Source source = shelf.source(request.segment(1));
    Workflow workflow =
        Workflow.of(request.segment(2))
            .filter(DOING::contains)
            .orElseThrow(() -> new NoPageException("There is nothing of this name to be done."));
    return new About(source, shelf.plugin(source.identity().pluginId()), workflow);
  }

  /** The form of a workflow that asks. */
  PageAnswer show(PageRequest request) throws NoPageException {
    About about = about(request);
    if (!ASKING.contains(about.workflow())) {
      return new PageAnswer.Redirect("/sources/" + about.source().number());
    }
    Typed typed = Typed.initial(fields(about), "", Optional.empty());
    Optional<SchemaForm> parameters = parameters(about);
    return show(
        request,
        about,
        parameters.map(form -> typed.plus(form.initial(Optional.empty()))).orElse(typed),
        List.of());
  }

  /** Does it. */
  PageAnswer run(PageRequest request) throws NoPageException {
    About about = about(request);
    if (!ASKING.contains(about.workflow())) {
      return starter.start(
          about.plugin(),
          WorkflowRequest.OnSource.of(about.workflow(), about.name()),
          wrong -> new SourcePage(shelf).show(request, about.source(), wrong));
    }
    Typed typed = FormPost.typed(request);
    Optional<String> added = FormPost.added(request);
    if (added.isPresent()) {
      return show(request, about, typed.withOneMore(added.get()), List.of());
    }
    List<Wrong> wrong = new ArrayList<>();
    FormReader.Read own = FormReader.read(fields(about), "", typed);
    wrong.addAll(own.wrong());
    Optional<JsonNode> parameters =
        parameters(about).map(form -> (JsonNode) form.read(typed, wrong));
    if (!wrong.isEmpty()) {
      return show(request, about, typed, wrong);
    }
    WorkflowRequest asked =
        new WorkflowRequest.OnSource(
            about.workflow(),
            about.name(),
            Optional.ofNullable(own.value().get("snapshot")).map(JsonNode::asLong),
            parameters,
            own.value().path("force").asBoolean());
    return starter.start(about.plugin(), asked, refused -> show(request, about, typed, refused));
  }

  private Optional<SchemaForm> parameters(About about) {
    if (about.workflow() != Workflow.SYNC) {
      return Optional.empty();
    }
    try {
      SchemaForm form =
          SchemaForm.of(
              shelf.installed().open(about.plugin()).atHand().schemas(),
              DefinitionKind.SNAPSHOT_PARAMETERS,
              PARAMETERS,
              shelf.pickers());
      return Optional.of(form).filter(one -> !one.isEmpty());
    } catch (DvpException e) {
      return Optional.empty(); // starting the workflow tells why
    }
  }

  private List<Field> fields(About about) {
    return switch (about.workflow()) {
      case REFRESH -> List.of(snapshot(refreshFrom(about), "The newest of where its data is from"));
      case ROLLBACK -> List.of(snapshot(own(about.source()), "Its newest"));
      case DELETE ->
          List.of(
              new Field(
                  "force",
                  "Go on when an operation of the plugin fails",
                  "",
                  false,
                  Optional.empty(),
                  Map.of(),
                  new Control.Check()));
      default -> List.of();
    };
  }

  private static Field snapshot(List<Option> options, String otherwise) {
    return new Field(
        "snapshot",
        "Snapshot",
        otherwise + " unless you choose one.",
        false,
        Optional.empty(),
        Map.of(),
        new Control.Choice(options, ""));
  }

  private List<Option> own(Source source) {
    return shelf.book().snapshots(source).stream()
        .map(one -> option(one, source))
        .sorted((a, b) -> Long.compare(b.value().asLong(), a.value().asLong()))
        .toList();
  }

  private List<Option> refreshFrom(About about) {
    List<Option> all = new ArrayList<>();
    for (Source source : shelf.book().sources(about.source().identity().pluginId())) {
      all.addAll(own(source));
    }
    return all;
  }

  private static Option option(Snapshot snapshot, Source source) {
    return new Option(
        String.valueOf(snapshot.number()),
        snapshot.number()
            + " of "
            + source.identity().name()
            + ", "
            + Shown.text(snapshot.created()),
        LongNode.valueOf(snapshot.number()));
  }

  private PageAnswer show(PageRequest request, About about, Typed typed, List<Wrong> wrong) {
    Html html = new Html();
    String back = "/sources/" + about.source().number();
    String plugin = Shorten.to(about.plugin().version().name(), 200);
    Frame.trail(
        html,
        "/",
        "Plugins",
        "/plugins/" + about.plugin().version().id(),
        plugin,
        back,
        about.name());
    html.element("h1", about.title());
    FormView.summary(html, wrong);
    html.element("p", explanation(about.workflow()));
    FormPost.open(html, back + "/" + about.workflow().word(), request.token());
    FormPost.byEnter(html);
    new FormView(html, typed, wrong).fields(fields(about), "");
    parameters(about).ifPresent(form -> form.write(html, typed, wrong));
    html.open("p", "class", "buttons");
    html.element(
        "button",
        Words.button(about.workflow()),
        "type",
        "submit",
        "class",
        about.workflow() == Workflow.DELETE ? "danger" : "first");
    html.element("a", "Cancel", "class", "button", "href", back).close("p").close("form");
    return new PageAnswer.Document(
        wrong.isEmpty() ? 200 : 422, Frame.page(request, Frame.Page.of(about.title(), "/"), html));
  }

  private static String explanation(Workflow workflow) {
    return switch (workflow) {
      case SYNC -> "Takes a snapshot of the linked source.";
      case REFRESH ->
          "Replaces the source's data with that of a snapshot, as a rule a newer one of another source.";
      case ROLLBACK -> "Replaces the source's data with that of a snapshot of its own.";
      default -> "Removes the source, its data and its snapshots. This cannot be undone.";
    };
  }
}

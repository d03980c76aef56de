package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new source is made of, as a form asks for it: a name, where it is, and what the plugin's
 * schema wants to know.
 */
final class NewSourceForm {
  private static final String PARAMETERS = "/parameters";
  private static final String BY_HAND = "/sourceConfig";
  private static final long MEGABYTE = 1L << 20;

  private final Shelf shelf;
  private final InstalledPlugin plugin;
  private final Workflow workflow;
  private final ObjectView objects;
  private final SchemaForm parameters;
  private final Optional<SchemaForm> sourceConfig;
  private final List<FoundSourceConfig> found;

  /**
   * A form.
   *
   * @param byHand whether the source config is typed, and not one that was found
   */
  NewSourceForm(Shelf shelf, InstalledPlugin plugin, Workflow workflow, boolean byHand) {
    this.shelf = shelf;
    this.plugin = plugin;
    this.workflow = workflow;
    PluginSchemas schemas = shelf.installed().open(plugin).atHand().schemas();
    this.objects = new ObjectView(Optional.of(schemas));
    Pickers pickers = shelf.pickers();
    DefinitionKind kind =
        workflow == Workflow.LINK ? DefinitionKind.LINKED_SOURCE : DefinitionKind.VIRTUAL_SOURCE;
    this.parameters = SchemaForm.of(schemas, kind, PARAMETERS, pickers);
    this.sourceConfig =
        byHand
            ? Optional.of(SchemaForm.of(schemas, DefinitionKind.SOURCE_CONFIG, BY_HAND, pickers))
            : Optional.empty();
    this.found = shelf.book().found(plugin.version().id());
  }

  /** What every source is asked for. */
  List<Field> own() {
    List<Field> fields = new ArrayList<>();
    fields.add(field("name", "Name", "How you call the source.", true, new Control.Line()));
    if (workflow == Workflow.PROVISION) {
      fields.add(
          field("snapshot", "Snapshot", "Whose data it gets.", true, choice(snapshots(), "")));
    }
    String none = "Nothing was found yet: discover first.";
    if (workflow == Workflow.LINK && sourceConfig.isEmpty()) {
      fields.add(field("found", "Source config", "", true, choice(sourceConfigs(), none)));
    } else {
      fields.add(field("repository", "Repository", "", true, choice(repositories(), none)));
    }
    return fields;
  }

  /** What few want to say. */
  static List<Field> last() {
    return List.of(
        field(
            "quota",
            "Size limit in MB",
            "How large its working copy may become.",
            false,
            new Control.Numeral(true)));
  }

  private static Field field(
      String key, String label, String hint, boolean isRequired, Control control) {
    return new Field(key, label, hint, isRequired, Optional.empty(), Map.of(), control);
  }

  private static Control choice(List<Option> options, String none) {
    return new Control.Choice(options, none);
  }

  private List<Option> snapshots() {
    List<Option> all = new ArrayList<>();
    for (Source source : shelf.book().sources(plugin.version().id())) {
      for (Snapshot one : shelf.book().snapshots(source)) {
        String label =
            one.number() + " of " + source.identity().name() + ", " + Shown.text(one.created());
        all.add(0, option(one.number(), label));
      }
    }
    return all;
  }

  private static Option option(long number, String label) {
    return new Option(String.valueOf(number), label, TextNode.valueOf(String.valueOf(number)));
  }

  private List<Option> sourceConfigs() {
    List<Option> all = new ArrayList<>();
    for (FoundSourceConfig one : found) {
      one.value()
          .ifPresent(
              value ->
                  all.add(
                      option(
                          one.number(),
                          objects.summary(DefinitionKind.SOURCE_CONFIG, value)
                              + " in "
                              + repositoryName(one))));
    }
    return all;
  }

  private String repositoryName(FoundSourceConfig one) {
    return objects.summary(DefinitionKind.REPOSITORY, one.repository())
        + " on "
        + one.environment();
  }

  /** Each repository once; data of virtual sources is on this machine. */
  private List<Option> repositories() {
    Map<String, Option> all = new LinkedHashMap<>();
    for (FoundSourceConfig one : found) {
      if (workflow == Workflow.LINK || one.environment().equals("local")) {
        String key = one.environment() + " " + one.repository();
        all.putIfAbsent(key, option(one.number(), repositoryName(one)));
      }
    }
    return List.copyOf(all.values());
  }

  /** What the form starts with, of what the address says and of a source that is taken up. */
  Typed initial(PageRequest request) {
    Optional<Source> source =
        FormPost.number(request.query(), "source")
            .flatMap(number -> shelf.world().store().read(t -> t.sources().find(number)))
            .filter(one -> one.identity().pluginId().equals(plugin.version().id()));
    Typed typed =
        Typed.initial(own(), "", Optional.empty())
            .plus(parameters.initial(source.map(one -> one.objects().parameters())));
    if (sourceConfig.isPresent()) {
      typed = typed.plus(sourceConfig.get().initial(Optional.empty()));
    }
    if (source.isPresent()) {
      typed = typed.with("/name", source.get().identity().name());
    }
    for (String key : List.of("snapshot", "found", "repository")) {
      Optional<Long> given = FormPost.number(request.query(), key);
      typed = given.isPresent() ? typed.with("/" + key, String.valueOf(given.get())) : typed;
    }
    return withOnly(typed);
  }

  /** Where there is one thing to choose alone, it is chosen. */
  private Typed withOnly(Typed start) {
    Typed typed = start;
    for (Field field : own()) {
      boolean isOne =
          field.control() instanceof Control.Choice choice && choice.options().size() == 1;
      if (isOne && typed.text("/" + field.key()).isEmpty()) {
        Control.Choice choice = (Control.Choice) field.control();
        typed = typed.with("/" + field.key(), choice.options().get(0).key());
      }
    }
    return typed;
  }

  void write(Html html, Typed typed, List<Wrong> wrong) {
    FormView view = new FormView(html, typed, wrong);
    view.fields(own(), "");
    sourceConfig.ifPresent(
        form -> {
          html.element("h2", "Source config");
          form.write(html, typed, wrong);
        });
    if (!parameters.isEmpty()) {
      html.element("h2", "Parameters");
      parameters.write(html, typed, wrong);
    }
    html.open("details", "class", "section").element("summary", "More");
    html.open("div", "class", "inner");
    view.fields(last(), "");
    html.close("div").close("details").line();
  }

  /** What was asked for; nothing when something is wrong with it. */
  Optional<WorkflowRequest> read(Typed typed, List<Wrong> wrong) {
    FormReader.Read own = FormReader.read(own(), "", typed);
    FormReader.Read last = FormReader.read(last(), "", typed);
    wrong.addAll(own.wrong());
    Optional<JsonNode> typedConfig = sourceConfig.map(form -> form.read(typed, wrong));
    JsonNode given = parameters.read(typed, wrong);
    wrong.addAll(last.wrong());
    long megabytes = last.value().path("quota").asLong();
    if (megabytes < 0 || megabytes > Long.MAX_VALUE / MEGABYTE) {
      wrong.add(new Wrong("/quota", "Size limit in MB", "Write a number above 0."));
    }
    String chosen = own.value().path("found").asText(own.value().path("repository").asText());
    Optional<FoundSourceConfig> in =
        found.stream().filter(one -> String.valueOf(one.number()).equals(chosen)).findFirst();
    if (!wrong.isEmpty() || in.isEmpty()) {
      return Optional.empty();
    }
    WorkflowRequest.NewSource made =
        new WorkflowRequest.NewSource(
            own.value().path("name").asText().strip(),
            in.get().environment(),
            in.get().repository(),
            given,
            megabytes * MEGABYTE);
    Optional<JsonNode> config = typedConfig.or(in.get()::value);
    return Optional.of(request(made, config, own.value().path("snapshot").asText()));
  }

  private WorkflowRequest request(
      WorkflowRequest.NewSource made, Optional<JsonNode> config, String snapshot) {
    return workflow == Workflow.LINK
        ? new WorkflowRequest.Link(made, config.orElseThrow())
        : new WorkflowRequest.Provision(made, Shelf.number(snapshot));
  }
}

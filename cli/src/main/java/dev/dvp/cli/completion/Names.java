package dev.dvp.cli.completion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.CommandModel;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.Host;
import dev.dvp.cli.commands.LocalEngineHome;
import dev.dvp.cli.pages.TopicList;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.MigrationOperation;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.settings.Configuration;
import dev.dvp.core.settings.ConfigurationReader;
import dev.dvp.core.settings.Setting;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.EngineStore;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.workflows.Lab;
import dev.dvp.localengine.workflows.LabSettings;
import dev.dvp.localengine.workflows.SourceBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The names that the user's files and dvp itself know. Secrets are never among them: of the
 * settings only keys, and an engine's address when it can hold none.
 */
final class Names {
  private static final String LOCAL = "local";
  private static final int MOST_JOBS = 50;

  private final Host host;
  private final Place place;

  Names(Host host, Place place) {
    this.host = host;
    this.place = place;
  }

  List<Candidate> of(Kind kind, String begun) {
    return switch (kind) {
      case ENGINES -> engines();
      case PROFILES -> profiles();
      case ENVIRONMENTS -> environments();
      case SOURCES -> lab((book, plugin) -> sources(book, plugin));
      case SNAPSHOTS -> lab((book, plugin) -> snapshots(book, plugin));
      case JOBS -> lab((book, plugin) -> jobs(book, plugin));
      case RULES -> rules(begun);
      case RULE_LEVELS -> levels(begun);
      case OPERATIONS -> operations();
      case SETTINGS -> settings(begun);
      case TOPICS -> topics(begun);
      default -> List.of();
    };
  }

  private List<Candidate> engines() {
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate(LOCAL, "the engine of this machine"));
    all.addAll(profiles());
    Configuration configuration = configuration();
    for (String name : configuration.groups()) {
      int size = configuration.group(name).map(List::size).orElse(0);
      all.add(new Candidate(name, "a group of " + size));
    }
    return all;
  }

  private List<Candidate> profiles() {
    Configuration configuration = configuration();
    return configuration.profiles().stream()
        .map(name -> new Candidate(name, address(configuration, name)))
        .toList();
  }

  private static String address(Configuration configuration, String profile) {
    Optional<String> written =
        configuration
            .section(profile)
            .flatMap(section -> section.entry(Setting.ENGINE.key()))
            .map(entry -> new String(entry.value().reveal()));
    try {
      return written
          .map(text -> text.equals(LOCAL) ? text : EngineAddress.parse(text).toString())
          .orElse("");
    } catch (DvpException e) {
      return ""; // none, or one with a password in it
    }
  }

  private Configuration configuration() {
    return new ConfigurationReader(host.home()).read(new Diagnostics());
  }

  private DataFolder data() {
    return new DataFolder(
        place.value("--data").map(host::resolve).orElseGet(() -> LocalEngineHome.folder(host)));
  }

  private List<Candidate> environments() {
    return new Environments(data())
        .all().stream().map(one -> new Candidate(one.name(), one.host().text())).toList();
  }

  /** What the local engine keeps for the plugin at hand; nothing is made where nothing is. */
  private List<Candidate> lab(BiFunction<SourceBook, String, List<Candidate>> names) {
    DataFolder data = data();
    Optional<String> plugin = manifest().map(root -> root.path("id").asText());
    if (plugin.isEmpty() || !EngineStore.isThere(data)) {
      return List.of();
    }
    LabSettings settings = new LabSettings(data, host.env(), host.clock(), false, List.of());
    try (Store store = EngineStore.open(data, host.dvpHome().resolve("cache/native"))) {
      return names.apply(new Lab(store, settings).book(), plugin.get());
    }
  }

  private static List<Candidate> sources(SourceBook book, String plugin) {
    return book.sources(plugin).stream()
        .map(
            source ->
                new Candidate(
                    source.identity().name(),
                    source.identity().kind().name().toLowerCase(Locale.ROOT)
                        + ", "
                        + source.stateText()))
        .toList();
  }

  private List<Candidate> snapshots(SourceBook book, String plugin) {
    Optional<String> source =
        place.value("--from").or(() -> place.parameters().stream().findFirst());
    return book.sources(plugin).stream()
        .filter(one -> source.isEmpty() || one.identity().name().equals(source.get()))
        .flatMap(one -> book.snapshots(one).stream())
        .map(
            snapshot ->
                new Candidate(
                    Long.toString(snapshot.number()),
                    snapshot.created() + ", " + Sizes.show(snapshot.bytes())))
        .toList();
  }

  private static List<Candidate> jobs(SourceBook book, String plugin) {
    return book.jobs(plugin, MOST_JOBS).stream()
        .map(job -> new Candidate(Long.toString(job.number()), job.title()))
        .toList();
  }

  /** By id; by name for who has begun to write one. */
  private static List<Candidate> rules(String begun) {
    List<Candidate> ids =
        RuleCatalogue.all().stream().map(rule -> new Candidate(rule.id(), rule.title())).toList();
    boolean isName =
        !begun.isEmpty()
            && ids.stream()
                .noneMatch(id -> id.value().regionMatches(true, 0, begun, 0, begun.length()));
    return isName
        ? RuleCatalogue.all().stream().map(rule -> new Candidate(rule.title(), rule.id())).toList()
        : ids;
  }

  private static List<Candidate> levels(String begun) {
    int equals = begun.indexOf('=');
    if (equals < 0) {
      return rules(begun).stream()
          .map(rule -> new Candidate(rule.value() + "=", rule.description()))
          .toList();
    }
    String usual =
        RuleCatalogue.find(begun.substring(0, equals))
            .map(Rule::severity)
            .map(Severity::word)
            .orElse("");
    return Arrays.stream(Severity.values())
        .map(Severity::word)
        .map(
            level ->
                new Candidate(
                    begun.substring(0, equals + 1) + level, level.equals(usual) ? "as it is" : ""))
        .toList();
  }

  private List<Candidate> operations() {
    OperationCatalogue catalogue = OperationCatalogue.get();
    Optional<PluginType> type =
        manifest().flatMap(root -> PluginType.named(root.path("pluginType").asText()));
    List<Operation> operations =
        type.map(catalogue::operationsFor).orElseGet(catalogue::operations);
    return Stream.concat(
            operations.stream().map(one -> new Candidate(one.decorator(), one.title())),
            catalogue.migrations().stream().map(Names::migration))
        .distinct()
        .toList();
  }

  private static Candidate migration(MigrationOperation migration) {
    return new Candidate(migration.decorator(), migration.title());
  }

  /** The plugin's manifest, as far as it is YAML. */
  private Optional<JsonNode> manifest() {
    Path file = host.resolve(place.value("--plugin-config").orElse("plugin_config.yml"));
    return YamlReader.read(file, Limits.HAND_WRITTEN, problem -> {}).map(Document::root);
  }

  private List<Candidate> settings(String begun) {
    int dot = begun.lastIndexOf('.');
    if (dot >= 0) {
      String profile = begun.substring(0, dot + 1);
      return Arrays.stream(Setting.values())
          .map(setting -> new Candidate(profile + setting.key(), setting.description()))
          .toList();
    }
    List<Candidate> all = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      all.add(new Candidate(setting.key(), setting.description()));
    }
    profiles().forEach(one -> all.add(new Candidate(one.value() + ".", one.description())));
    return all;
  }

  private List<Candidate> topics(String begun) {
    if (!place.parameters().isEmpty()) {
      return below(place.parameters());
    }
    List<Candidate> all = new ArrayList<>(Completion.commands(CommandTable.COMMANDS));
    TopicList.titles().forEach((name, title) -> all.add(new Candidate(name, title)));
    if (begun.matches("[A-Za-z]\\d+")) {
      all.addAll(rules(begun));
    }
    return all;
  }

  private static List<Candidate> below(List<String> words) {
    Optional<CommandSpec> at = CommandModel.find(words.get(0));
    for (String word : words.subList(1, words.size())) {
      at = at.flatMap(spec -> CommandModel.below(spec, word));
    }
    return at.map(Completion::below).orElse(List.of());
  }
}

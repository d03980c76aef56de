package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.Unfinished;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sources, snapshots and jobs of the store, as users name them. */
public final class SourceBook {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");

  private final Store store;
  private final Clock clock;
  private final DeadJobs dead;

  SourceBook(Store store, LabSettings settings) {
    this.store = store;
    this.clock = settings.clock();
    this.dead = new DeadJobs(store, settings.folder(), clock);
  }

  /** What jobs on a plugin as a whole work on. */
  static String target(PluginAtHand plugin) {
    return "PLUGIN-" + plugin.id().replaceAll("[^A-Za-z0-9-]", "_");
  }

  /**
   * The sources of a plugin, the oldest first.
   *
   * @param pluginId the plugin's id
   * @return the sources
   */
  public List<Source> sources(String pluginId) {
    return store.read(tables -> tables.sources().all(pluginId));
  }

  /**
   * The snapshots of a source, the oldest first.
   *
   * @param source the source
   * @return the snapshots
   */
  public List<Snapshot> snapshots(Source source) {
    return store.read(tables -> tables.snapshots().of(source.number()));
  }

  /**
   * What discoveries found.
   *
   * @param pluginId the plugin's id
   * @return the source configs with their repositories, in order
   */
  public List<FoundSourceConfig> found(String pluginId) {
    return store.read(tables -> tables.discoveries().all(pluginId));
  }

  /**
   * The newest jobs.
   *
   * @param pluginId the plugin's id
   * @param most how many at most
   * @return the jobs, the newest first
   */
  public List<WorkflowJob> jobs(String pluginId, int most) {
    dead.end(store.read(tables -> tables.workflowJobs().newest(pluginId, most)));
    return store.read(tables -> tables.workflowJobs().newest(pluginId, most));
  }

  /**
   * Finds a job.
   *
   * @param number its number
   * @return the job
   * @throws DvpException when there is none
   */
  public WorkflowJob job(long number) {
    dead.end(store.read(tables -> tables.workflowJobs().find(number)).stream().toList());
    return store
        .read(tables -> tables.workflowJobs().find(number))
        .orElseThrow(
            () -> unknown("There is no job " + number + ".", "`dvp lab jobs` lists them."));
  }

  /**
   * What happened in a job.
   *
   * @param number the number of the job
   * @param from how many events to leave out at the beginning
   * @return the events, in order
   */
  public List<WorkflowEvent> events(long number, int from) {
    return store.read(tables -> tables.workflowJobs().events(number, from));
  }

  /**
   * Finds a source.
   *
   * @param pluginId the plugin's id
   * @param name its name
   * @return the source
   * @throws DvpException when there is none of that name
   */
  public Source source(String pluginId, String name) {
    return store
        .read(tables -> tables.sources().find(pluginId, name))
        .orElseThrow(
            () -> {
              List<String> names =
                  sources(pluginId).stream().map(one -> one.identity().name()).toList();
              String hint = DidYouMean.hint(name, names);
              String all =
                  names.isEmpty()
                      ? "It has none yet: `dvp lab discover`, then `dvp lab link`."
                      : "It has " + String.join(", ", names) + ".";
              return unknown(
                  "The plugin has no source `" + name + "`.", hint.isEmpty() ? all : hint);
            });
  }

  /**
   * Finds a snapshot of any source of a plugin.
   *
   * @param pluginId the plugin's id
   * @param number its number
   * @return the snapshot
   * @throws DvpException when there is none
   */
  public Snapshot snapshot(String pluginId, long number) {
    Optional<Snapshot> snapshot = store.read(tables -> tables.snapshots().find(number));
    return snapshot
        .filter(one -> sources(pluginId).stream().anyMatch(of -> of.number() == one.source()))
        .orElseThrow(
            () -> unknown("There is no snapshot " + number + ".", "`dvp lab list` shows them."));
  }

  private static DvpException unknown(String message, String help) {
    return new DvpException(WorkflowRule.UNKNOWN.at(Location.NONE, message, help));
  }

  /**
   * The source that a request is about; made when it is to be new and is not there unfinished. What
   * was left unfinished is taken up with what the user wants now, which is not written yet:
   * somebody else may be at work on it.
   */
  Source named(WorkflowRequest request, PluginAtHand plugin, LabSettings settings) {
    if (request instanceof WorkflowRequest.OnSource on) {
      return source(plugin.id(), on.source());
    }
    Environments environments = new Environments(settings.folder());
    if (request instanceof WorkflowRequest.Link link) {
      environments.get(link.made().environment());
      return made(SourceKind.LINKED, plugin, link.made(), Optional.of(link.sourceConfig()));
    }
    WorkflowRequest.Provision provision = (WorkflowRequest.Provision) request;
    Environment environment = environments.get(provision.made().environment());
    SourceWork.requireHere(environment);
    provision.snapshot().ifPresent(number -> snapshot(plugin.id(), number));
    return made(SourceKind.VIRTUAL, plugin, provision.made(), Optional.empty());
  }

  private Source made(
      SourceKind kind,
      PluginAtHand plugin,
      WorkflowRequest.NewSource made,
      Optional<JsonNode> sourceConfig) {
    if (!NAME.matcher(made.name()).matches()) {
      throw new DvpException(
          WorkflowRule.NAME.at(
              Location.NONE,
              "`" + made.name() + "` cannot be the name of a source.",
              "Use letters, digits, blanks, dots, dashes and underscores, 64 at most, and begin"
                  + " with a letter or a digit."));
    }
    Source source =
        new Source(
            0,
            new Source.Identity(
                plugin.id(),
                kind,
                made.name(),
                UUID.randomUUID().toString(),
                made.environment(),
                made.quota(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)),
            new Source.Objects(made.repository(), sourceConfig, made.parameters()),
            new Source.Condition(
                SourceState.NEW, false, List.of(), Optional.empty(), Optional.empty()));
    return store.write(
        tables -> {
          Optional<Source> there = tables.sources().find(plugin.id(), made.name());
          return there.isPresent()
              ? refuseTaken(there.get(), kind).takenUpAs(source)
              : tables.sources().add(source);
        });
  }

  private static Source refuseTaken(Source there, SourceKind kind) {
    if (there.condition().state() != SourceState.NEW || there.identity().kind() != kind) {
      throw new DvpException(
          WorkflowRule.NAME.at(
              Location.NONE,
              "There is a source `" + there.identity().name() + "` already.",
              "Take another name, or delete that one."));
    }
    return there;
  }

  /**
   * The source as it is now that nobody else works on it.
   *
   * @param source the source as {@link #named} gave it
   * @param isNew whether it is to be made
   */
  Source again(Source source, boolean isNew) {
    Source now = again(source);
    return isNew
        ? new Source(
            now.number(),
            source.identity(),
            refuseTaken(now, source.identity().kind()).objects(),
            now.condition())
        : now;
  }

  private Source again(Source source) {
    return store
        .read(tables -> tables.sources().find(source.number()))
        .orElseThrow(
            () ->
                unknown(
                    "The source `" + source.identity().name() + "` has just been deleted.", ""));
  }

  void refuseDependents(Workflow workflow, Source source) {
    List<Source> dependents =
        workflow == Workflow.DELETE
            ? store.read(tables -> tables.sources().provisionedFrom(source.number()))
            : List.of();
    if (!dependents.isEmpty()) {
      String names =
          dependents.stream()
              .map(one -> "`" + one.identity().name() + "`")
              .collect(Collectors.joining(", "));
      throw new DvpException(
          WorkflowRule.HAS_DEPENDENTS.at(
              Location.NONE,
              "`"
                  + source.identity().name()
                  + "` cannot be deleted: "
                  + names
                  + (dependents.size() == 1 ? " has" : " have")
                  + " data of its snapshots.",
              "Delete " + names + " first."));
    }
  }

  /** The snapshot that a workflow takes data from; the newest that fits when none was named. */
  Optional<Snapshot> snapshot(WorkflowRequest request, Source source) {
    if (request instanceof WorkflowRequest.Provision provision) {
      return provision.snapshot().map(number -> snapshot(source.identity().pluginId(), number));
    }
    if (!(request instanceof WorkflowRequest.OnSource on)
        || source.identity().kind() == SourceKind.LINKED) {
      return Optional.empty();
    }
    return switch (on.workflow()) {
      case REFRESH ->
          Optional.of(on.snapshot().map(n -> any(source, n)).orElseGet(() -> newest(source)));
      case ROLLBACK -> Optional.of(own(source, on.snapshot()));
      case ENABLE -> Optional.of(current(source));
      default -> Optional.empty();
    };
  }

  /** Two sources that each had the other's data could never be deleted. */
  private Snapshot any(Source source, long number) {
    Snapshot asked = snapshot(source.identity().pluginId(), number);
    Set<Long> seen = new HashSet<>();
    Optional<Snapshot> from = Optional.of(asked);
    while (from.isPresent() && from.get().source() != source.number()) {
      boolean isNew = seen.add(from.get().source());
      from = isNew ? owner(from.get()).flatMap(this::parent) : Optional.empty();
    }
    if (from.isPresent() && asked.source() != source.number()) {
      throw descends(source, asked);
    }
    return asked;
  }

  private Optional<Source> owner(Snapshot snapshot) {
    return store.read(tables -> tables.sources().find(snapshot.source()));
  }

  private DvpException descends(Source source, Snapshot asked) {
    String name = "`" + source.identity().name() + "`";
    String owner = owner(asked).map(one -> "`" + one.identity().name() + "`").orElse("its owner");
    return new DvpException(
        WorkflowRule.HAS_DEPENDENTS.at(
            Location.NONE,
            "The snapshot "
                + asked.number()
                + " of "
                + owner
                + " was made of data of "
                + name
                + ".",
            "Give it a snapshot of a source that does not descend from it."));
  }

  private Optional<Snapshot> parent(Source source) {
    return source
        .condition()
        .parent()
        .flatMap(number -> store.read(tables -> tables.snapshots().find(number)));
  }

  /** The newest snapshot of where the data came from. */
  private Snapshot newest(Source source) {
    return parent(source)
        .flatMap(this::owner)
        .map(this::snapshots)
        .filter(all -> !all.isEmpty())
        .map(all -> all.get(all.size() - 1))
        .orElseThrow(
            () ->
                unknown(
                    "It is not known where `" + source.identity().name() + "` has its data from.",
                    "Name a snapshot with `--snapshot`; `dvp lab list` shows them."));
  }

  private Snapshot own(Source source, Optional<Long> number) {
    List<Snapshot> all = snapshots(source);
    List<Snapshot> fitting =
        all.stream().filter(one -> number.isEmpty() || one.number() == number.get()).toList();
    if (fitting.isEmpty()) {
      String numbers =
          all.stream().map(one -> String.valueOf(one.number())).collect(Collectors.joining(", "));
      throw unknown(
          "`"
              + source.identity().name()
              + "` has no snapshot"
              + number.map(n -> " " + n).orElse(" to roll back to")
              + ".",
          numbers.isEmpty() ? "Take one with `dvp lab snapshot`." : "It has " + numbers + ".");
    }
    return fitting.get(fitting.size() - 1);
  }

  /** The newest snapshot of the source itself, else the one that its data came from. */
  private Snapshot current(Source source) {
    List<Snapshot> all = snapshots(source);
    return all.isEmpty()
        ? parent(source).orElseGet(() -> own(source, Optional.empty()))
        : all.get(all.size() - 1);
  }

  /** Notes where a workflow ended, and why; what it had come to is in the store already. */
  Source unfinished(Source source, Workflow workflow, StepFailure failure) {
    Unfinished work =
        new Unfinished(workflow.word(), failure.step(), Optional.of(failure.reason()));
    return store.write(
        tables -> {
          Source now = tables.sources().find(source.number()).orElse(source);
          Source failed = now.with(now.condition().during(work));
          tables.sources().update(failed);
          return failed;
        });
  }

  void remove(Source source) {
    store.write(
        tables -> {
          tables.sources().delete(source.number());
          return source;
        });
  }
}

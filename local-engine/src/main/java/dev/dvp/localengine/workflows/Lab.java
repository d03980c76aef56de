package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.store.LabPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.StoreException;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowJob;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs workflows on the local engine's store and data folder. Several processes may do so at once:
 * each source is worked on by one at a time.
 */
public final class Lab {
  private static final String ALL = "the plugin's stored objects";

  private final Store store;
  private final LabSettings settings;
  private final SourceBook book;

  /**
   * A lab over a store.
   *
   * @param store the local engine's store
   * @param settings the world around it
   */
  public Lab(Store store, LabSettings settings) {
    this.store = store;
    this.settings = settings;
    this.book = new SourceBook(store, settings);
  }

  /**
   * What is in the store.
   *
   * @return sources, snapshots and jobs
   */
  public SourceBook book() {
    return book;
  }

  /**
   * The definitions that the stored objects of a plugin fit, which are not yet those of the plugin
   * at hand while an upgrade is due.
   *
   * @param pluginId the plugin
   * @return the definitions by their keys, if a workflow was run with it
   */
  public Optional<JsonNode> storedDefinitions(String pluginId) {
    return store.read(tables -> tables.labPlugins().find(pluginId)).map(LabPlugin::schemas);
  }

  /**
   * Runs a workflow to its end.
   *
   * @param request what to do
   * @param session the plugin
   * @param watcher is told how it goes
   * @return what came of it; a step that failed is part of that
   * @throws DvpException when it cannot be begun, and nothing is changed then; or when the store
   *     cannot be written in the middle of it
   * @throws InterruptedException when the thread is interrupted; the source is left unfinished
   */
  public WorkflowResult run(WorkflowRequest request, PluginSession session, WorkflowWatcher watcher)
      throws InterruptedException {
    try {
      return begun(request, session, watcher);
    } catch (StoreException e) {
      throw new DvpException(
          WorkflowRule.STEP_FAILED.at(
              Location.of(settings.folder().root()),
              "The workflow ended where it was, since the store cannot go on: " + e.reason() + ".",
              "Mend that, then run the workflow again: it is taken up where it ended."),
          e);
    }
  }

  private WorkflowResult begun(
      WorkflowRequest request, PluginSession session, WorkflowWatcher watcher)
      throws InterruptedException {
    PluginFit fit = fit(session);
    if (request instanceof WorkflowRequest.Upgrade upgrade) {
      return upgrade(upgrade, fit, session, watcher);
    }
    fit.accept();
    if (request instanceof WorkflowRequest.Discover discover) {
      return discover(discover, session, watcher);
    }
    return onSource(request, session, watcher);
  }

  /**
   * Makes sure that workflows can be run at all.
   *
   * @param session the plugin
   * @throws DvpException when it cannot be imported, or stored objects are of an older version
   * @throws InterruptedException when the thread is interrupted
   */
  public void check(PluginSession session) throws InterruptedException {
    fit(session).accept();
  }

  private PluginFit fit(PluginSession session) throws InterruptedException {
    try {
      return new PluginFit(store, session.plugin(), session.registered(line -> {}));
    } catch (IOException e) {
      throw new DvpException(WorkflowRun.notStarted(e));
    }
  }

  private WorkflowResult discover(
      WorkflowRequest.Discover request, PluginSession session, WorkflowWatcher watcher)
      throws InterruptedException {
    var environment = new Environments(settings.folder()).get(request.environment());
    String target = SourceBook.target(session.plugin());
    try (Held held = hold(List.of(target), ALL)) {
      held.check();
      JobLog log =
          begin(request.workflow(), target, "Discover " + environment.name(), session, watcher);
      WorkflowRun run = new WorkflowRun(request.workflow(), store, session, log);
      return finish(
          log,
          Optional.empty(),
          () -> {
            new DiscoverWork(run, settings, environment).work();
            return result(log, Optional.empty());
          });
    }
  }

  private WorkflowResult upgrade(
      WorkflowRequest.Upgrade request,
      PluginFit fit,
      PluginSession session,
      WorkflowWatcher watcher)
      throws InterruptedException {
    String target = SourceBook.target(session.plugin());
    List<String> targets = new ArrayList<>(List.of(target));
    book.sources(session.plugin().id()).forEach(source -> targets.add(source.reference()));
    try (Held held = hold(targets, ALL)) {
      held.check();
      refuseOthers(session.plugin().id(), targets);
      // Who reads of it later must not take a trial for the upgrade.
      String title = "Upgrade stored objects" + (request.isTrial() ? ", dry run" : "");
      JobLog log = begin(request.workflow(), target, title, session, watcher);
      WorkflowRun run = new WorkflowRun(request.workflow(), store, session, log);
      UpgradeWork work = new UpgradeWork(run, settings, fit.newMigrations(), fit.next());
      return finish(
          log,
          Optional.empty(),
          () ->
              new WorkflowResult(
                  log.job(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  work.work(request.isTrial())));
    }
  }

  /** A source that was made just now is nobody's to change but its maker's. */
  private void refuseOthers(String pluginId, List<String> targets) {
    for (Source source : book.sources(pluginId)) {
      if (!targets.contains(source.reference())) {
        throw Held.busy("`" + source.identity().name() + "`");
      }
    }
  }

  private WorkflowResult onSource(
      WorkflowRequest request, PluginSession session, WorkflowWatcher watcher)
      throws InterruptedException {
    checkObjects(request, session.plugin());
    Source named = book.named(request, session.plugin(), settings);
    try (Held held = hold(List.of(named.reference()), "`" + named.identity().name() + "`")) {
      held.check();
      Source source = book.again(named, !(request instanceof WorkflowRequest.OnSource));
      Allowed.check(source, request.workflow());
      SourceWork.requireEnvironment(settings, source);
      book.refuseDependents(request.workflow(), source);
      Optional<Snapshot> snapshot = book.snapshot(request, source);
      JobLog log =
          begin(
              request.workflow(),
              source.reference(),
              title(request.workflow(), source, snapshot),
              session,
              watcher);
      WorkflowRun run = new WorkflowRun(request.workflow(), store, session, log);
      SourceWork work = work(request, run, source, named.objects(), snapshot);
      return finish(
          log,
          Optional.of(work),
          () -> {
            work.work();
            if (request.workflow() == Workflow.DELETE) {
              book.remove(source);
              return result(log, Optional.empty());
            }
            return result(log, Optional.of(work));
          });
    }
  }

  private SourceWork work(
      WorkflowRequest request,
      WorkflowRun run,
      Source source,
      Source.Objects asked,
      Optional<Snapshot> snapshot) {
    Optional<JsonNode> parameters = Optional.empty();
    if (request instanceof WorkflowRequest.OnSource on) {
      parameters = on.snapshotParameters();
      if (on.isForced()) {
        run.force();
      }
    }
    return source.identity().kind() == SourceKind.LINKED
        ? new LinkedWork(run, settings, source.with(asked), parameters)
        : new VirtualWork(run, settings, source, asked, snapshot);
  }

  private static String title(Workflow workflow, Source source, Optional<Snapshot> snapshot) {
    String word = workflow.word().replace('-', ' ');
    String from =
        snapshot
            .filter(one -> workflow != Workflow.ENABLE)
            .map(one -> " with snapshot " + one.number())
            .orElse("");
    return Character.toUpperCase(word.charAt(0))
        + word.substring(1)
        + " "
        + source.identity().name()
        + from;
  }

  private void checkObjects(WorkflowRequest request, PluginAtHand plugin) {
    ObjectCheck check = new ObjectCheck(plugin.schemas());
    if (request instanceof WorkflowRequest.Link link) {
      check.add("repository", DefinitionKind.REPOSITORY, link.made().repository());
      check.add("source config", DefinitionKind.SOURCE_CONFIG, link.sourceConfig());
      check.add("linked source", DefinitionKind.LINKED_SOURCE, link.made().parameters());
    } else if (request instanceof WorkflowRequest.Provision provision) {
      check.add("repository", DefinitionKind.REPOSITORY, provision.made().repository());
      check.add("virtual source", DefinitionKind.VIRTUAL_SOURCE, provision.made().parameters());
    } else if (request instanceof WorkflowRequest.OnSource on) {
      on.snapshotParameters()
          .ifPresent(value -> check.add("snapshot", DefinitionKind.SNAPSHOT_PARAMETERS, value));
    }
    check.throwIfRefused();
  }

  /** What the user gives for a source, held against the schemas. */
  private static final class ObjectCheck {
    private final PluginSchemas schemas;
    private final List<Diagnostic> refused = new ArrayList<>();

    ObjectCheck(PluginSchemas schemas) {
      this.schemas = schemas;
    }

    void add(String what, DefinitionKind kind, JsonNode value) {
      for (InstanceCheck.Refusal refusal : Refusals.of(schemas, kind, value)) {
        String at = refusal.pointer().isEmpty() ? "" : " (`" + refusal.pointer() + "`)";
        refused.add(
            WorkflowRule.REFUSED_OBJECT.at(
                Location.NONE,
                "`"
                    + kind.key()
                    + "` refuses what was given for the "
                    + what
                    + at
                    + ": "
                    + refusal.what()
                    + ".",
                refusal.help()));
      }
    }

    void throwIfRefused() {
      if (!refused.isEmpty()) {
        throw new DvpException(refused);
      }
    }
  }

  private JobLog begin(
      Workflow workflow,
      String target,
      String title,
      PluginSession session,
      WorkflowWatcher watcher) {
    Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    WorkflowJob job =
        new WorkflowJob(
            0,
            session.plugin().id(),
            target,
            workflow.word(),
            title,
            WorkState.RUNNING,
            now,
            Optional.empty(),
            Optional.empty());
    long number =
        store.write(
            tables -> {
              tables.workflowJobs().endAll(target, now, DeadJobs.REASON);
              return tables.workflowJobs().add(job);
            });
    watcher.begun(job.numbered(number));
    return new JobLog(store, settings.clock(), watcher, number);
  }

  private interface Finished {
    WorkflowResult run() throws StepFailedException, InterruptedException;
  }

  private WorkflowResult finish(JobLog log, Optional<SourceWork> work, Finished finished)
      throws InterruptedException {
    Optional<String> reason = Optional.of("It was interrupted.");
    try {
      WorkflowResult result = finished.run();
      reason = Optional.empty();
      return result;
    } catch (StepFailedException e) {
      reason = Optional.of(e.failure().step() + ": " + e.failure().reason());
      return new WorkflowResult(
          log.job(),
          Optional.of(e.failure()),
          work.map(failed -> book.unfinished(failed.source(), failed.workflow(), e.failure())),
          Optional.empty(),
          List.of());
    } catch (RuntimeException e) {
      reason = Optional.of("dvp could not go on: " + e.getMessage());
      throw e;
    } finally {
      log.end(reason);
    }
  }

  private static WorkflowResult result(JobLog log, Optional<SourceWork> work) {
    return new WorkflowResult(
        log.job(),
        Optional.empty(),
        work.map(SourceWork::source),
        work.flatMap(SourceWork::taken),
        List.of());
  }

  private Held hold(List<String> targets, String what) {
    try {
      Files.createDirectories(settings.folder().datasets());
      return Held.all(settings.folder(), targets, what);
    } catch (IOException e) {
      throw new DvpException(
          WorkflowRule.STEP_FAILED.at(
              Location.of(settings.folder().datasets()),
              "The folder of datasets cannot be used" + Reasons.of(e) + ".",
              "Look at its rights and the space on its disk, or name another data folder with"
                  + " `--data`."));
    }
  }
}

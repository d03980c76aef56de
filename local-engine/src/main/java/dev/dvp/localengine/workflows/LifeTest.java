package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs a dataset through its whole life with a plugin. After a failure all goes on that still can,
 * so that one run tells all that is wrong.
 */
public final class LifeTest {
  private static final String LINKED = "lab-test-source";
  private static final String VIRTUAL = "lab-test-copy";

  private final Lab lab;
  private final PluginSession session;
  private final Choices choices;
  private final WorkflowWatcher watcher;
  private final Consumer<LifeRow> told;
  private final List<LifeRow> rows = new ArrayList<>();

  /** What the sources of the test are made of; asked for when it is needed. */
  public interface Choices {
    /**
     * The environment of the linked source.
     *
     * @return its name
     */
    String environment();

    /**
     * A linked source, once something was discovered.
     *
     * @param name its name
     * @return the request
     * @throws DvpException when there is nothing to link to
     */
    WorkflowRequest.Link link(String name);

    /**
     * A virtual source.
     *
     * @param name its name
     * @param snapshot the snapshot that its data is from
     * @return the request
     * @throws DvpException when none can be made
     */
    WorkflowRequest.Provision provision(String name, Snapshot snapshot);

    /**
     * What the user chooses for a snapshot.
     *
     * @return the parameters; nothing for none
     */
    Optional<JsonNode> snapshotParameters();
  }

  /**
   * Gets ready.
   *
   * @param lab runs the workflows
   * @param session the plugin
   * @param choices what the sources are made of
   * @param watcher is told how the jobs go
   * @param told takes each row as it comes
   */
  public LifeTest(
      Lab lab,
      PluginSession session,
      Choices choices,
      WorkflowWatcher watcher,
      Consumer<LifeRow> told) {
    this.lab = lab;
    this.session = session;
    this.choices = choices;
    this.watcher = watcher;
    this.told = told;
  }

  /**
   * Runs steps.
   *
   * @param steps which
   * @param isFresh whether sources of an earlier test are removed first
   * @return what came of each operation, in order
   * @throws DvpException when the plugin cannot be run at all
   * @throws InterruptedException when the thread is interrupted
   */
  public List<LifeRow> run(Set<LifeStep> steps, boolean isFresh) throws InterruptedException {
    lab.check(session);
    if (isFresh) {
      cleanUp();
    }
    for (LifeStep step : LifeStep.values()) {
      if (steps.contains(step)) {
        run(step);
      }
    }
    return List.copyOf(rows);
  }

  /**
   * Removes the sources of the test, whatever the plugin says.
   *
   * @return what could not be removed, and why
   * @throws InterruptedException when the thread is interrupted
   */
  public List<StepFailure> cleanUp() throws InterruptedException {
    return remove(List.of(VIRTUAL, LINKED));
  }

  private List<StepFailure> remove(List<String> names) throws InterruptedException {
    List<StepFailure> left = new ArrayList<>();
    for (String name : names) {
      if (source(name).isPresent()) {
        WorkflowRequest delete =
            new WorkflowRequest.OnSource(
                Workflow.DELETE, name, Optional.empty(), Optional.empty(), true);
        lab.run(delete, session, new WorkflowWatcher() {}).failure().ifPresent(left::add);
      }
    }
    return left;
  }

  private Optional<Source> source(String name) {
    return lab.book().sources(session.plugin().id()).stream()
        .filter(one -> one.identity().name().equals(name))
        .findFirst();
  }

  private void run(LifeStep step) throws InterruptedException {
    switch (step) {
      case DISCOVER -> run(step, new WorkflowRequest.Discover(choices.environment()));
      case LINK -> {
        boolean isDiscovered =
            rows.stream().noneMatch(row -> row.outcome() == LifeRow.Outcome.FAILED);
        if (isDiscovered) {
          cleanUp();
          making(step, () -> choices.link(LINKED));
        } else {
          notRun(step, "the discovery failed");
        }
      }
      case SYNC -> {
        if (isReady(step, LINKED)) {
          run(
              step,
              new WorkflowRequest.OnSource(
                  Workflow.SYNC, LINKED, Optional.empty(), choices.snapshotParameters(), false));
        }
      }
      case PROVISION -> provision(step);
      case DISABLE, ENABLE -> {
        onSource(step, VIRTUAL);
        if (session.plugin().type() == PluginType.STAGED) {
          onSource(step, LINKED);
        }
      }
      case DELETE -> {
        onSource(step, VIRTUAL);
        onSource(step, LINKED);
      }
      default -> onSource(step, VIRTUAL);
    }
  }

  private void provision(LifeStep step) throws InterruptedException {
    List<Snapshot> snapshots = source(LINKED).map(lab.book()::snapshots).orElse(List.of());
    if (snapshots.isEmpty()) {
      notRun(step, "there is no snapshot to provision from");
      return;
    }
    Snapshot newest = snapshots.get(snapshots.size() - 1);
    remove(List.of(VIRTUAL));
    making(step, () -> choices.provision(VIRTUAL, newest));
  }

  private interface Making {
    WorkflowRequest request();
  }

  private void making(LifeStep step, Making making) throws InterruptedException {
    WorkflowRequest request;
    try {
      request = making.request();
    } catch (DvpException e) {
      refused(step, e);
      return;
    }
    run(step, request);
  }

  private void onSource(LifeStep step, String name) throws InterruptedException {
    if (isReady(step, name)) {
      run(step, WorkflowRequest.OnSource.of(step.workflow(), name));
    }
  }

  /** Says so when the source is not there, or is in a state that does not allow the step. */
  private boolean isReady(LifeStep step, String name) {
    Optional<Source> source = source(name);
    if (source.isEmpty()) {
      boolean isLinked = name.equals(LINKED);
      notRun(step, "there is no " + (isLinked ? "linked" : "virtual") + " source");
      return false;
    }
    if (!Allowed.of(source.get()).contains(step.workflow())) {
      SourceKind kind = source.get().identity().kind();
      String which = kind == SourceKind.LINKED ? "linked" : "virtual";
      notRun(step, "the " + which + " source is " + source.get().stateText());
      return false;
    }
    return true;
  }

  private void notRun(LifeStep step, String why) {
    add(new LifeRow(step, "", LifeRow.Outcome.NOT_RUN, 0, why, Optional.empty()));
  }

  private void refused(LifeStep step, DvpException e) {
    StepFailure failure = new StepFailure(step.word(), e.diagnostics(), Optional.empty());
    add(new LifeRow(step, "", LifeRow.Outcome.FAILED, 0, "", Optional.of(failure)));
  }

  private void add(LifeRow row) {
    rows.add(row);
    told.accept(row);
  }

  private void run(LifeStep step, WorkflowRequest request) throws InterruptedException {
    Rows happened = new Rows(step);
    WorkflowResult result;
    try {
      result = lab.run(request, session, happened);
    } catch (DvpException e) {
      refused(step, e);
      return;
    }
    result.failure().ifPresent(happened::failed);
    happened.end();
  }

  /** Makes rows of a job's events. */
  private final class Rows implements WorkflowWatcher {
    private final LifeStep step;
    private boolean isSilent = true;
    private Optional<WorkflowEvent> last = Optional.empty();

    Rows(LifeStep step) {
      this.step = step;
    }

    @Override
    public void begun(WorkflowJob job) {
      watcher.begun(job);
    }

    @Override
    public void happened(WorkflowEvent event) {
      watcher.happened(event);
      boolean isOperation = !event.step().startsWith("engine: ");
      switch (event.kind()) {
        case DONE -> {
          last = Optional.of(event);
          if (isOperation) {
            row(event, LifeRow.Outcome.PASSED);
          }
        }
        case SKIPPED -> row(event, LifeRow.Outcome.SKIPPED);
        case FAILED -> last = Optional.of(event);
        default -> {
          // What is told in between is shown as it comes.
        }
      }
    }

    private void row(WorkflowEvent event, LifeRow.Outcome outcome) {
      isSilent = false;
      add(new LifeRow(step, event.step(), outcome, event.nanos(), event.text(), Optional.empty()));
    }

    void failed(StepFailure failure) {
      isSilent = false;
      long nanos = last.map(WorkflowEvent::nanos).orElse(0L);
      add(
          new LifeRow(
              step, failure.step(), LifeRow.Outcome.FAILED, nanos, "", Optional.of(failure)));
    }

    /** Where nothing of the plugin was called, what the engine did is worth a row all the same. */
    void end() {
      if (isSilent) {
        last.ifPresent(event -> row(event, LifeRow.Outcome.PASSED));
      }
    }
  }
}

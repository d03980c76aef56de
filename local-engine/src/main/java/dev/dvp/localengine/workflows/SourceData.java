package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.datasets.Dataset;
import dev.dvp.localengine.datasets.DatasetProcesses;
import dev.dvp.localengine.datasets.MountSpecification;
import dev.dvp.localengine.datasets.Mounted;
import dev.dvp.localengine.datasets.Mounts;
import dev.dvp.localengine.datasets.Quota;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What workflows do with a source's data. Each is a step, and may be done again. */
final class SourceData {
  private static final String PLACE = "mount";
  private static final String MOUNTED = "mounted";
  private static final String MOUNT = "engine: mount";
  private static final String UNMOUNT = "engine: unmount";
  private static final String SNAPSHOT = "engine: snapshot";
  private static final String COPY = "engine: copy data";
  private static final String EMPTY = "engine: empty folder";

  private final WorkflowRun run;
  private final SourceArguments arguments;
  private final DataFolder folder;
  private final Mounts mounts;
  private boolean wasInterrupted;

  SourceData(WorkflowRun run, SourceArguments arguments, LabSettings settings) {
    this.run = run;
    this.arguments = arguments;
    this.folder = settings.folder();
    this.mounts = new Mounts(settings.folder(), settings.bindMounts());
  }

  Dataset of(Source source) {
    return new Dataset(folder.dataset(source.reference()));
  }

  /**
   * Clears up what a run that was killed may have left.
   *
   * @param source the source
   */
  void recover(Source source) throws StepFailedException, InterruptedException {
    wasInterrupted = source.condition().unfinished().isPresent();
    if (!wasInterrupted) {
      return;
    }
    run.step(
        "engine: recover",
        () -> {
          Set<Long> known =
              run.store().read(tables -> tables.snapshots().of(source.number())).stream()
                  .map(Snapshot::number)
                  .collect(Collectors.toSet());
          of(source).recover(known);
          return source;
        });
  }

  /** Puts the data of a snapshot, or none, in the place of the working copy. */
  void fill(Source source, Optional<Snapshot> snapshot)
      throws StepFailedException, InterruptedException {
    String step = snapshot.isPresent() ? COPY : EMPTY;
    run.at(step, source);
    run.step(
        step,
        () -> {
          freed(source);
          if (snapshot.isEmpty()) {
            of(source).makeEmpty();
          } else {
            Dataset from = new Dataset(folder.dataset(owner(snapshot.get()).reference()));
            of(source).cloneFrom(from.snapshot(snapshot.get().number()));
            owner(snapshot.get()); // were it deleted meanwhile, the copy might lack files
          }
          return source;
        });
  }

  private Source owner(Snapshot snapshot) throws StepFailedException {
    Optional<Source> owner =
        run.store()
            .read(tables -> tables.sources().find(snapshot.source()))
            .filter(
                source ->
                    source
                        .condition()
                        .unfinished()
                        .filter(work -> work.workflow().equals(Workflow.DELETE.word()))
                        .isEmpty());
    return owner.orElseThrow(
        () ->
            StepFailedException.of(
                COPY,
                List.of(
                    WorkflowRule.UNKNOWN.at(
                        Location.NONE,
                        "The source of the snapshot "
                            + snapshot.number()
                            + " is deleted, or is being deleted.",
                        "Take another snapshot; `dvp lab list` shows them."))));
  }

  /** Mounts the working copy where the plugin wants it; makes an empty one when there is none. */
  Source mount(Source source, JsonNode specification)
      throws StepFailedException, InterruptedException {
    Source marked = run.at(MOUNT, source);
    List<JsonNode> paths =
        run.step(
            MOUNT,
            () -> {
              MountSpecification wanted = MountSpecification.of(specification);
              Dataset data = of(source);
              if (!data.hasData()) {
                data.makeEmpty();
              }
              List<JsonNode> all = new ArrayList<>();
              for (MountSpecification.Mount mount : wanted.mounts()) {
                all.add(mounted(data, mount, wanted));
              }
              dropOthers(source, all);
              return all;
            });
    return run.save(marked.with(marked.condition().mountedAt(paths)));
  }

  private ObjectNode mounted(
      Dataset data, MountSpecification.Mount mount, MountSpecification wanted)
      throws InterruptedException {
    Mounted mounted =
        mounts.mount(data.data(), mount.mountPath(), mount.sharedPath(), wanted.ownership());
    mounted.notes().forEach(note -> run.log().note(MOUNT, note.message()));
    ObjectNode shown = arguments.mount(mount.mountPath());
    mount.sharedPath().ifPresent(path -> shown.put("sharedPath", path));
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.set(PLACE, shown);
    kept.set(MOUNTED, mounted.toJson());
    return kept;
  }

  /** The plugin may want it elsewhere than before, or a run was killed before it noted where. */
  private void dropOthers(Source source, List<JsonNode> all) throws InterruptedException {
    List<Mounted> wanted =
        all.stream().flatMap(one -> Mounted.of(one.path("mounted")).stream()).toList();
    for (Mounted one : listed(source)) {
      if (wanted.stream().noneMatch(kept -> kept.place().equals(one.place()))) {
        takeAway(one, MOUNT);
      }
    }
  }

  /** The mounts of the source that there are, whatever was noted of them. */
  private List<Mounted> listed(Source source) {
    return mounts.all().stream()
        .filter(one -> one.data().resolveSibling("").endsWith(source.reference()))
        .toList();
  }

  private void takeAway(Mounted mounted, String step) throws InterruptedException {
    mounts.unmount(mounted).ifPresent(note -> run.log().note(step, note.message()));
  }

  /** Takes the working copy from where it is mounted; where that was stays known. */
  Source unmount(Source source) throws StepFailedException, InterruptedException {
    List<Mounted> mounted = mounted(source);
    if (mounted.isEmpty() && listed(source).isEmpty()) {
      return source;
    }
    Source marked = run.at(UNMOUNT, source);
    run.step(
        UNMOUNT,
        () -> {
          freed(source);
          for (Mounted one : mounted) {
            takeAway(one, UNMOUNT);
          }
          for (Mounted one : listed(source)) {
            takeAway(one, UNMOUNT);
          }
          return source;
        });
    List<JsonNode> places = new ArrayList<>();
    for (JsonNode one : source.condition().mounts()) {
      places.add(JsonNodeFactory.instance.objectNode().set(PLACE, one.path(PLACE)));
    }
    return run.save(marked.with(marked.condition().mountedAt(places)));
  }

  /** What is mounted of a source. */
  static List<Mounted> mounted(Source source) {
    return source.condition().mounts().stream()
        .flatMap(one -> Mounted.of(one.path(MOUNTED)).stream())
        .toList();
  }

  /**
   * Nobody may work in data that is taken away. What a killed run left there is ended; what the
   * plugin left is its fault, as on an engine, which could not unmount.
   */
  private void freed(Source source) throws IOException, StepFailedException, InterruptedException {
    List<Path> folders = new ArrayList<>(List.of(of(source).data()));
    listed(source).forEach(one -> folders.add(one.place()));
    DatasetProcesses processes = DatasetProcesses.in(folders);
    if (processes.isEmpty()) {
      return;
    }
    if (!wasInterrupted || !processes.mayBeEnded()) {
      throw StepFailedException.of(
          UNMOUNT,
          List.of(
              WorkflowRule.DATA_IN_USE.at(
                  Location.NONE,
                  "The data of `"
                      + source.identity().name()
                      + "` is still in use by "
                      + processes.text()
                      + "; an engine could not unmount it.",
                  "The plugin has to end what it started: in `virtual.unconfigure`, or"
                      + " `linked.stop_staging`. A shell of yours has to leave that folder.")));
    }
    run.log().note(UNMOUNT, "Ended what was left running in the data: " + processes.text() + ".");
    if (!processes.end()) {
      run.log().note(UNMOUNT, "It did not end, not even by force.");
    }
  }

  /** Copies the working copy aside. */
  long freeze(Source source) throws StepFailedException, InterruptedException {
    run.at(SNAPSHOT, source);
    return run.step(
        SNAPSHOT,
        () -> {
          Dataset data = of(source);
          checkQuota(source);
          long number = run.store().write(tables -> tables.snapshots().reserve(source.number()));
          data.takeSnapshot(number);
          return number;
        });
  }

  /** Refuses data that has grown larger than it may. */
  private void checkQuota(Source source) throws IOException, StepFailedException {
    if (source.identity().quota() > 0 && of(source).hasData()) {
      Optional<Diagnostic> excess =
          new Quota(source.identity().quota()).check(of(source), source.identity().name());
      if (excess.isPresent()) {
        throw StepFailedException.of(SNAPSHOT, List.of(excess.get()));
      }
    }
  }

  /** Takes a snapshot's data away that nobody knows of. */
  void forget(Source source, long number) throws IOException {
    of(source).deleteSnapshot(number);
  }

  /** Takes all of the source's data away. */
  void delete(Source source) throws StepFailedException, InterruptedException {
    run.at("engine: delete data", source);
    run.step(
        "engine: delete data",
        () -> {
          freed(source);
          of(source).delete();
          return source;
        });
  }
}

package dev.dvp.localengine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.testing.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

/** What workflows keep: the tables of version 2 of the store. */
class WorkflowTablesTest {
  private static final String PLUGIN = "b7d1";
  private static final String TARGET = "VIRTUAL-1";
  private static final InstalledPlugin.Version VERSION =
      new InstalledPlugin.Version(
          PLUGIN,
          "Example",
          PluginType.STAGED,
          "PYTHON311",
          BuildNumber.parse("3").orElseThrow(),
          Optional.empty(),
          List.of("1.2"),
          "00ff",
          123);

  @TempDir Path folder;
  private Path database;
  private Store store;

  @BeforeEach
  void open() throws Exception {
    SqliteLibrary.unpackInto(TestEngine.nativeLibraries());
    database = folder.resolve("engine.db");
    store = Store.open(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static JsonNode object(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }

  private static Source source(SourceKind kind, String name) {
    return new Source(
        0,
        new Source.Identity(PLUGIN, kind, name, "g-" + name, "local", 7, TestEngine.NOW),
        new Source.Objects(object("r"), Optional.empty(), object("ä\"'")),
        new Source.Condition(
            SourceState.NEW, false, List.of(), Optional.empty(), Optional.empty()));
  }

  private Source added(SourceKind kind, String name) {
    return store.write(tables -> tables.sources().add(source(kind, name)));
  }

  private Source updated(Source source) {
    return store.write(
        tables -> {
          tables.sources().update(source);
          return tables.sources().find(source.number()).orElseThrow();
        });
  }

  private long snapshot(Source source) {
    return store.write(
        tables -> {
          long number = tables.snapshots().reserve(source.number());
          tables
              .snapshots()
              .add(new Snapshot(number, source.number(), TestEngine.NOW, object("s"), 3));
          return number;
        });
  }

  @Test
  void aSourceIsReadAsItWasWritten() {
    Source made = added(SourceKind.LINKED, "a");
    assertThat(made.reference()).isEqualTo("LINKED-1");
    assertThat(made.stateText()).isEqualTo("new");
    assertThat(updated(made)).isEqualTo(made);
    Unfinished work = new Unfinished("sync", "linked.pre_snapshot", Optional.of("why"));
    Source changed =
        made.takenUpAs(source(SourceKind.LINKED, "other"))
            .configuredAs(object("c"))
            .with(
                made.condition()
                    .in(SourceState.ENABLED)
                    .configured(true)
                    .mountedAt(List.of(object("m")))
                    .from(Optional.of(9L))
                    .during(work));
    assertThat(updated(changed)).isEqualTo(changed);
    assertThat(changed.identity()).isEqualTo(made.identity());
    assertThat(changed.stateText()).isEqualTo("sync unfinished at linked.pre_snapshot");
    assertThat(changed.condition().in(SourceState.ENABLED).unfinished()).isEmpty();
    Optional<Source> found =
        store.read(tables -> tables.sources().find(PLUGIN.toUpperCase(Locale.ROOT), "a"));
    assertThat(found).contains(changed);
    List<Source> all = store.read(tables -> tables.sources().all(PLUGIN));
    assertThat(all).containsExactly(changed);
  }

  @Test
  void aNameIsTakenOnce() {
    added(SourceKind.LINKED, "a");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> added(SourceKind.VIRTUAL, "a"));
  }

  @Test
  void numbersAreNeverGivenTwice() {
    Source first = added(SourceKind.LINKED, "a");
    long snapshot = snapshot(first);
    long reserved = store.write(tables -> tables.snapshots().reserve(first.number()));
    assertThat(reserved).isEqualTo(snapshot + 1);
    store.write(
        tables -> {
          tables.sources().delete(first.number());
          return first;
        });
    Optional<Snapshot> gone = store.read(tables -> tables.snapshots().find(snapshot));
    assertThat(gone).isEmpty();
    Source second = added(SourceKind.LINKED, "a");
    assertThat(second.number()).isEqualTo(first.number() + 1);
    assertThat(snapshot(second)).isEqualTo(snapshot + 2);
  }

  @Test
  void snapshotsAreOfTheirSource() {
    Source first = added(SourceKind.LINKED, "a");
    Source second = added(SourceKind.VIRTUAL, "b");
    long one = snapshot(first);
    long two = snapshot(second);
    store.write(
        tables -> {
          tables.snapshots().change(one, object("new"));
          return one;
        });
    List<Snapshot> all = store.read(tables -> tables.snapshots().of(first.number()));
    assertThat(all)
        .containsExactly(new Snapshot(one, first.number(), TestEngine.NOW, object("new"), 3));
    Source child = updated(second.with(second.condition().from(Optional.of(one))));
    List<Source> from = store.read(tables -> tables.sources().provisionedFrom(first.number()));
    assertThat(from).containsExactly(child);
    updated(second.with(second.condition().from(Optional.of(two))));
    List<Source> own = store.read(tables -> tables.sources().provisionedFrom(second.number()));
    assertThat(own).as("a source does not hold itself").isEmpty();
  }

  @Test
  void aDiscoveryReplacesTheOneBefore() {
    FoundSourceConfig bare = new FoundSourceConfig(0, "local", object("r"), Optional.empty());
    FoundSourceConfig full =
        new FoundSourceConfig(0, "local", object("r2"), Optional.of(object("c")));
    for (List<FoundSourceConfig> found : List.of(List.of(bare, full), List.of(full, bare))) {
      store.write(
          tables -> {
            tables.discoveries().replace(PLUGIN, "local", found);
            tables.discoveries().replace(PLUGIN, "other", List.of(bare));
            return found;
          });
    }
    List<FoundSourceConfig> all = store.read(tables -> tables.discoveries().all(PLUGIN));
    assertThat(all)
        .extracting(FoundSourceConfig::repository)
        .containsExactly(object("r2"), object("r"), object("r"));
    FoundSourceConfig changed =
        new FoundSourceConfig(
            all.get(0).number(), "local", object("r3"), Optional.of(object("c3")));
    store.write(
        tables -> {
          tables.discoveries().update(changed);
          return changed;
        });
    List<FoundSourceConfig> after = store.read(tables -> tables.discoveries().all(PLUGIN));
    assertThat(after).contains(changed).hasSize(3);
  }

  @Test
  void aPluginIsNotedWithItsVersion() {
    LabPlugin first = new LabPlugin(PLUGIN, "P", "1.0", object("schemas"), List.of());
    LabPlugin second =
        new LabPlugin(PLUGIN, "P", "2.0", object("others"), List.of("upgrade.snapshot 1.2"));
    for (LabPlugin one : List.of(first, second)) {
      store.write(
          tables -> {
            tables.labPlugins().put(one);
            return one;
          });
      Optional<LabPlugin> found = store.read(tables -> tables.labPlugins().find(PLUGIN));
      assertThat(found).contains(one);
    }
    List<LabPlugin> all = store.read(tables -> tables.labPlugins().all());
    assertThat(all).containsExactly(second);
  }

  private static WorkflowJob job() {
    return new WorkflowJob(
        0,
        PLUGIN,
        TARGET,
        "sync",
        "Sync a",
        WorkState.RUNNING,
        TestEngine.NOW,
        Optional.empty(),
        Optional.empty());
  }

  private WorkflowJob found(long number) {
    return store.read(tables -> tables.workflowJobs().find(number)).orElseThrow();
  }

  @Test
  void aJobEndsOnceAndTellsWhatHappened() {
    long number = store.write(tables -> tables.workflowJobs().add(job()));
    assertThat(found(number)).isEqualTo(job().numbered(number));
    List<WorkflowEvent> events = new ArrayList<>();
    for (WorkflowEvent.Kind kind : WorkflowEvent.Kind.values()) {
      WorkflowEvent event = new WorkflowEvent(TestEngine.NOW, "step", kind, kind.word(), 5);
      events.add(event);
      store.write(
          tables -> {
            tables.workflowJobs().addEvent(number, event);
            return event;
          });
    }
    List<WorkflowEvent> all = store.read(tables -> tables.workflowJobs().events(number, 0));
    assertThat(all).isEqualTo(events);
    List<WorkflowEvent> later = store.read(tables -> tables.workflowJobs().events(number, 3));
    assertThat(later).isEqualTo(events.subList(3, 5));
    store.write(
        tables -> {
          tables.workflowJobs().end(number, TestEngine.NOW, Optional.empty());
          return number;
        });
    assertThat(found(number).state()).isEqualTo(WorkState.COMPLETED);
    int ended = store.write(tables -> tables.workflowJobs().endAll(TARGET, TestEngine.NOW, "no"));
    assertThat(ended).isZero();
    assertThat(found(number).reason()).isEmpty();
  }

  @Test
  void jobsWhoseProcessIsGoneAreEnded() {
    long number = store.write(tables -> tables.workflowJobs().add(job()));
    int ended =
        store.write(tables -> tables.workflowJobs().endAll(TARGET, TestEngine.NOW, "it died"));
    assertThat(ended).isEqualTo(1);
    assertThat(found(number).state()).isEqualTo(WorkState.FAILED);
    assertThat(found(number).reason()).contains("it died");
  }

  @Test
  void theOldestJobsAreForgottenButNoneThatRuns() {
    long running = store.write(tables -> tables.workflowJobs().add(job()));
    store.write(
        tables -> {
          for (int i = 0; i < 1005; i++) {
            long number = tables.workflowJobs().add(job());
            tables.workflowJobs().end(number, TestEngine.NOW, Optional.of("why"));
          }
          return 0;
        });
    List<WorkflowJob> jobs = store.read(tables -> tables.workflowJobs().newest(PLUGIN, 2000));
    assertThat(jobs).hasSize(1001);
    assertThat(jobs.get(0).number()).isEqualTo(1006);
    assertThat(jobs.get(1000).number()).isEqualTo(running);
    List<WorkflowJob> few = store.read(tables -> tables.workflowJobs().newest(PLUGIN, 3));
    assertThat(few).isEqualTo(jobs.subList(0, 3));
  }

  private static void version1(Path file) throws Exception {
    try (Connection connection =
            JDBC.createConnection(JDBC.PREFIX + file, Store.settings().toProperties());
        Statement statement = connection.createStatement()) {
      String script =
          new String(
              StoreSchema.class.getResourceAsStream("schema-1.sql").readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      for (String sql : script.split(";\n", -1)) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
      statement.executeUpdate("PRAGMA user_version = 1");
      new PluginTable(connection).put(VERSION, TestEngine.NOW);
    }
  }

  @Test
  void aStoreOfVersionOneIsBroughtUpToDateByAllThatOpenItAtOnce() throws Exception {
    Path old = folder.resolve("old.db");
    version1(old);
    for (Store one : opened(old)) {
      List<InstalledPlugin> plugins = one.read(tables -> tables.plugins().all());
      assertThat(plugins).extracting(InstalledPlugin::version).containsExactly(VERSION);
      List<Source> sources = one.read(tables -> tables.sources().all(PLUGIN));
      assertThat(sources).isEmpty();
      one.close();
    }
  }

  @Test
  void aNewStoreIsMadeByAllThatOpenItAtOnce() throws Exception {
    opened(folder.resolve("new.db")).forEach(Store::close);
  }

  private static List<Store> opened(Path file) throws Exception {
    return atOnce(() -> Store.open(file));
  }

  private static <T> List<T> atOnce(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<T>> all = threads.invokeAll(java.util.Collections.nCopies(8, work));
      List<T> results = new ArrayList<>();
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void manyConnectionsWriteAtOnce() throws Exception {
    atOnce(
        () -> {
          try (Store other = Store.open(database)) {
            for (int i = 0; i < 20; i++) {
              long number = other.write(tables -> tables.workflowJobs().add(job()));
              other.write(
                  tables -> {
                    tables.workflowJobs().end(number, TestEngine.NOW, Optional.empty());
                    return number;
                  });
            }
          }
          return 0;
        });
    List<WorkflowJob> jobs = store.read(tables -> tables.workflowJobs().newest(PLUGIN, 1000));
    assertThat(jobs)
        .extracting(WorkflowJob::number)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 160).mapToObj(i -> (long) i).toList());
    assertThat(jobs).allSatisfy(job -> assertThat(job.state()).isEqualTo(WorkState.COMPLETED));
  }

  @Test
  void whatIsNoJsonIsADamage() {
    assertThatExceptionOfType(SQLException.class).isThrownBy(() -> StoredJson.node("{"));
  }
}

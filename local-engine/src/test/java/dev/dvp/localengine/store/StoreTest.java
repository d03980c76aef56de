package dev.dvp.localengine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() throws Exception {
    SqliteLibrary.unpackInto(TestEngine.nativeLibraries());
    store = Store.open(folder.resolve("engine.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aPluginIsReadAsItWasWritten() {
    InstalledPlugin.Version version = version("2", List.of("1.2", "1.10"), Optional.of("v2"));

    store.write(tables -> put(tables, version));

    InstalledPlugin found =
        store.read(tables -> tables.plugins().find(TestArtifact.ID)).orElseThrow();
    assertThat(found.version()).isEqualTo(version);
    assertThat(found.reference()).isEqualTo("TOOLKIT-1");
    assertThat(found.installed()).isEqualTo(TestEngine.NOW);
    assertThat(plugins()).containsExactly(found);
  }

  @Test
  void whatWasCommittedIsDoneWhateverFailsAfterwards() throws Exception {
    List<String> calls = new ArrayList<>();
    Connection connection = failing(calls, "setAutoCommit(true)");

    assertThat(Store.transact(connection, () -> "done")).isEqualTo("done");
    assertThat(calls).containsExactly("setAutoCommit(false)", "commit()", "setAutoCommit(true)");
  }

  @Test
  void whatCannotBeCommittedIsUndone() {
    List<String> calls = new ArrayList<>();
    Connection connection = failing(calls, "commit()");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Store.transact(connection, () -> "done"));
    assertThat(calls)
        .containsExactly("setAutoCommit(false)", "commit()", "rollback()", "setAutoCommit(true)");
  }

  @Test
  void whatCannotBeUndoneIsNeverCommitted() {
    List<String> calls = new ArrayList<>();
    Connection connection = failing(calls, "rollback()");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Store.transact(
                    connection,
                    () -> {
                      throw new IllegalStateException("half-way");
                    }))
        .withMessage("half-way");
    assertThat(calls).containsExactly("setAutoCommit(false)", "rollback()", "close()");
  }

  private static Connection failing(List<String> calls, String failure) {
    return (Connection)
        Proxy.newProxyInstance(
            StoreTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              String call = method.getName() + "(" + (arguments == null ? "" : arguments[0]) + ")";
              calls.add(call);
              if (call.equals(failure)) {
                throw new SQLException("no");
              }
              return null;
            });
  }

  @Test
  void anUpgradeKeepsTheReferenceAndReplacesTheMigrations() {
    store.write(tables -> put(tables, version("1", List.of("1.1", "1.2"), Optional.of("v1"))));
    InstalledPlugin.Version next = version("2", List.of("1.2"), Optional.empty());

    store.write(tables -> put(tables, next));

    InstalledPlugin found =
        store.read(tables -> tables.plugins().find(TestArtifact.ID)).orElseThrow();
    assertThat(found.version()).isEqualTo(next);
    assertThat(found.reference()).isEqualTo("TOOLKIT-1");
  }

  @Test
  void whatFailsHalfWayHappensNotAtAll() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.write(
                    tables -> {
                      put(tables, version("1", List.of("1.1"), Optional.empty()));
                      throw new IllegalStateException("half-way");
                    }));

    assertThat(plugins()).isEmpty();
    store.write(tables -> put(tables, version("1", List.of(), Optional.empty())));
    assertThat(plugins()).hasSize(1);
  }

  @Test
  void anActionEndsOnce() {
    long action = store.write(tables -> tables.actions().add("T", "t", TestEngine.NOW));
    store.write(
        tables -> {
          tables.actions().complete(action, TestEngine.NOW);
          return action;
        });

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                store.write(
                    tables -> {
                      tables.actions().complete(action, TestEngine.NOW);
                      return action;
                    }))
        .satisfies(e -> assertThat(e.isFull()).isFalse());
  }

  @Test
  void oldActionsAreForgottenWithTheirJobs() {
    Failure failure = new Failure("code", "details", "action");
    store.write(
        tables -> {
          for (int i = 0; i < 10; i++) {
            long action = tables.actions().add("T", "t", TestEngine.NOW);
            tables.jobs().add(action, "target");
            tables
                .jobs()
                .addEvent(action, new JobEvent(TestEngine.NOW, "c", "d", Optional.of("a")));
            if (action != 2) {
              tables.actions().fail(action, failure, TestEngine.NOW);
            }
          }
          tables.actions().forgetAllBut(3);
          return 0;
        });

    Optional<Action> action = store.read(tables -> tables.actions().find(7));
    assertThat(action).isEmpty();
    Optional<Job> job = store.read(tables -> tables.jobs().find(7));
    assertThat(job).isEmpty();
    List<Long> running = store.read(tables -> tables.actions().running());
    assertThat(running).containsExactly(2L);
    Job kept = store.read(tables -> tables.jobs().findByAction(8)).orElseThrow();
    assertThat(kept.action().failure()).contains(failure);
    assertThat(kept.events()).hasSize(1);
  }

  @Test
  void aStoreIsOpenedAgainWithWhatItHeld() throws Exception {
    store.write(tables -> put(tables, version("1", List.of(), Optional.empty())));
    store.close();

    store = Store.open(folder.resolve("engine.db"));

    assertThat(plugins()).hasSize(1);
  }

  private List<InstalledPlugin> plugins() {
    return store.read(tables -> tables.plugins().all());
  }

  private static InstalledPlugin.Version put(Tables tables, InstalledPlugin.Version version)
      throws java.sql.SQLException {
    tables.plugins().put(version, TestEngine.NOW);
    return version;
  }

  private static InstalledPlugin.Version version(
      String build, List<String> migrations, Optional<String> external) {
    return new InstalledPlugin.Version(
        TestArtifact.ID,
        "Example",
        PluginType.STAGED,
        "PYTHON311",
        BuildNumber.parse(build).orElseThrow(),
        external,
        migrations,
        "00ff",
        123);
  }
}

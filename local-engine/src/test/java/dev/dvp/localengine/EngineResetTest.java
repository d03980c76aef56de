package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.datasets.Dataset;
import dev.dvp.localengine.datasets.DatasetRule;
import dev.dvp.localengine.datasets.Mounts;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.environments.Vault;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.localengine.users.LoginTickets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineResetTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void anEngineThatHasRun() {
    folder = temporary.resolve("data");
    try (TestEngine engine = TestEngine.start(folder)) {
      engine.loggedIn().install(TestArtifact.example().bytes());
    }
  }

  @Test
  void nothingIsLeftOfIt() throws IOException {
    Files.writeString(folder.resolve("engine.log.3"), "old");
    Files.writeString(folder.resolve("new-1.tmp"), "half");
    Files.createDirectories(folder.resolve("native/sqlite-1-Linux"));
    Files.createDirectories(folder.resolve("uploads/unpacked/deep"));
    LoginTickets tickets = new LoginTickets(folder.resolve("tickets"), Clock.systemUTC());
    tickets.way("http://127.0.0.1:1/login/" + tickets.issue(new SecureRandom()));
    EngineReset reset = EngineReset.of(folder);
    assertThat(reset.files())
        .contains(folder.resolve("engine.db"), folder.resolve("admin-password"))
        .contains(folder.resolve("logs").resolve(TestArtifact.ID).resolve("plugin.log"))
        .endsWith(folder.resolve("engine.lock"));
    assertThat(reset.bytes()).isGreaterThan(1000);
    assertThat(folder.resolve("engine.db")).as("looking removes nothing").exists();

    assertThat(reset.remove().others()).isEmpty();

    assertThat(folder).doesNotExist();
    try (TestEngine again = TestEngine.start(folder)) {
      assertThat(again.loggedIn().plugins()).isEmpty();
    }
  }

  @Test
  void environmentsAndCredentialsGoToo() throws IOException {
    Path alone = temporary.resolve("alone");
    DataFolder data = new DataFolder(alone);
    Environments environments = new Environments(data);
    environments.add(environments.make("mine", new HostAddress.Local(), Optional.empty()));
    new Vault(data).putPassword("db", "me", "secret");
    Files.createDirectories(data.scratch("local").resolve("mount"));

    EngineReset reset = EngineReset.of(alone);

    assertThat(reset.files()).contains(data.environments(), data.credentials());
    assertThat(reset.remove().others()).isEmpty();
    assertThat(alone).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void datasetsAndTheirMountsGoToo() throws Exception {
    DataFolder data = new DataFolder(folder);
    Dataset dataset = new Dataset(data.dataset("VIRTUAL-1"));
    dataset.makeEmpty();
    Path closed = Files.createDirectories(dataset.data().resolve("closed"));
    Files.write(closed.resolve("large"), new byte[100_000]);
    dataset.takeSnapshot(1);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Path mine = Files.createDirectories(temporary.resolve("mine"));
    Path changed = mine.resolve("made/changed");
    mount(data, dataset, mine.resolve("made/db"), false);
    mount(data, dataset, data.scratch("local").resolve("mnt/db"), false);
    mount(data, dataset, changed, false);
    Files.delete(changed);
    Path file = Files.writeString(mine.resolve("file"), "mine");
    Files.createSymbolicLink(changed, file);

    EngineReset reset = EngineReset.of(folder);

    assertThat(reset.files()).contains(data.dataset("VIRTUAL-1"), data.mounts());
    assertThat(reset.mounts()).contains(mine.resolve("made/db").toString()).hasSize(3);
    assertThat(reset.bytes()).isGreaterThan(100_000);
    EngineReset.Removed removed = reset.remove();
    assertThat(removed.others()).isEmpty();
    assertThat(removed.notes())
        .extracting(Diagnostic::rule)
        .containsExactly(DatasetRule.MOUNT_PATH_CHANGED);
    assertThat(folder).doesNotExist();
    assertThat(Files.isSymbolicLink(mine.resolve("made/db"))).isFalse();
    assertThat(changed).hasContent("mine");
  }

  private static void mount(DataFolder data, Dataset dataset, Path path, boolean bind)
      throws InterruptedException {
    try {
      new Mounts(data, bind)
          .mount(dataset.data(), path.toString(), Optional.empty(), Optional.empty());
    } catch (DvpException e) {
      assumeFalse(bind, e.getMessage());
      throw e;
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingIsDeletedThroughABindMount() throws Exception {
    DataFolder data = new DataFolder(folder);
    Dataset dataset = new Dataset(data.dataset("VIRTUAL-1"));
    dataset.makeEmpty();
    Path inScratch = data.scratch("local").resolve("mnt/db");
    mount(data, dataset, inScratch, true);
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Path file = Files.writeString(elsewhere.resolve("file"), "mine");
    Path foreign = Files.createDirectories(dataset.data().resolve("foreign"));
    mount("--bind", elsewhere.toString(), foreign.toString());
    try {
      assertThat(refusal(() -> EngineReset.of(folder).remove()).rule())
          .isEqualTo(DatasetRule.MOUNT_FAILED);
      assertThat(file).exists();
      assertThat(folder.resolve("engine.db")).exists();
    } finally {
      new ProcessBuilder("umount", foreign.toString()).start().waitFor();
    }
    assertThat(EngineReset.of(folder).remove().others()).isEmpty();
    assertThat(folder).doesNotExist();
    assertThat(file).exists();
  }

  private static void mount(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of("mount"));
    line.addAll(List.of(words));
    assumeTrue(new ProcessBuilder(line).start().waitFor() == 0, "nothing can be mounted");
  }

  @Test
  void whatIsSomebodyElsesStays() throws IOException {
    for (String name :
        List.of("mine.txt", "logs/mine.txt", "artifacts/mine.json", "engine.log.9")) {
      Files.writeString(folder.resolve(name), "mine");
    }

    assertThat(EngineReset.of(folder).remove().others())
        .containsExactly("artifacts", "engine.log.9", "logs", "mine.txt");

    assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**/" + TestArtifact.ID);
    assertThat(folder.resolve("logs/mine.txt")).hasContent("mine");
    assertThat(folder.resolve("artifacts/mine.json")).hasContent("mine");
    assertThat(folder.resolve("engine.db")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void noLinkIsFollowed() throws IOException {
    Path other = Files.createDirectories(temporary.resolve("other/sub"));
    Path file = Files.writeString(other.resolve("file.json"), "mine");
    Files.createSymbolicLink(folder.resolve("logs").resolve(TestArtifact.ID).resolve("l"), other);
    Files.createSymbolicLink(folder.resolve("uploads/l"), other);
    Files.createSymbolicLink(folder.resolve("native"), other.getParent());
    Files.createSymbolicLink(folder.resolve("engine.log.1"), file);

    assertThat(EngineReset.of(folder).remove().others()).containsExactly("engine.log.1", "native");

    assertThat(file).hasContent("mine");
  }

  @Test
  void aRunningEngineIsLeftAlone() {
    try (TestEngine engine = TestEngine.start(folder)) {
      ApiClient client = engine.loggedIn();
      assertThat(refusal(() -> EngineReset.of(folder)).rule())
          .isEqualTo(LocalEngineRule.ENGINE_STILL_RUNS);
      assertThat(client.plugins()).hasSize(1);
    }
  }

  @Test
  void oneThatWasStartedMeanwhileIsLeftAlone() {
    EngineReset reset = EngineReset.of(folder);
    try (TestEngine engine = TestEngine.start(folder)) {
      assertThat(refusal(reset::remove).rule()).isEqualTo(LocalEngineRule.ENGINE_STILL_RUNS);
      assertThat(engine.loggedIn().plugins()).hasSize(1);
    }
  }

  @Test
  void otherFoldersAreRefused() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Path database = Files.writeString(other.resolve("engine.db"), "mine");

    Diagnostic finding = refusal(() -> EngineReset.of(other));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.NOT_A_DATA_FOLDER);
    assertThat(finding.message()).contains("no `engine.lock` in it");
    assertThat(database).hasContent("mine");
  }

  @Test
  void whereNoEngineEverRanThereIsNothing() {
    EngineReset reset = EngineReset.of(temporary.resolve("none"));
    assertThat(reset.files()).isEmpty();
    assertThat(reset.remove().others()).isEmpty();
    assertThat(temporary.resolve("none")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkToADataFolderIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    assertThat(refusal(() -> EngineReset.of(link)).message()).contains("is a symbolic link");
  }

  private static Diagnostic refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    DvpException thrown = assertThatExceptionOfType(DvpException.class).isThrownBy(call).actual();
    return thrown.diagnostics().get(0);
  }
}

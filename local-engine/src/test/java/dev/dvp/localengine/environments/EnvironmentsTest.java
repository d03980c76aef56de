package dev.dvp.localengine.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.files.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {
  @TempDir Path temporary;
  private DataFolder folder;
  private Environments environments;

  @BeforeEach
  void openTheStore() {
    folder = new DataFolder(temporary.resolve("data"));
    environments = new Environments(folder);
  }

  private static void assertRefused(EnvironmentRule rule, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> {
              assertThat(e.diagnostics().get(0).rule()).isEqualTo(rule);
              assertThat(e.diagnostics().get(0).help()).isNotEmpty();
            });
  }

  private Environment make(String name) {
    return environments.make(name, new HostAddress.Local(), Optional.empty());
  }

  @Test
  void thisMachineIsAlwaysThere() {
    assertThat(environments.all()).containsExactly(environments.get("local"));
    assertThat(environments.get("local").scratchPath())
        .isEqualTo(folder.scratch("local").toString());
    assertThat(folder.root()).doesNotExist();
    assertRefused(EnvironmentRule.NAME_TAKEN, () -> environments.remove("local"));
    assertRefused(EnvironmentRule.NAME_TAKEN, () -> environments.add(make("local")));
  }

  @Test
  void whatIsAddedIsThereForEverybodyUntilItIsRemoved() throws Exception {
    HostAddress.Ssh plain = (HostAddress.Ssh) HostAddress.parse("ssh://ora@db:2022");
    HostAddress host = plain.with(Optional.of(Path.of("/id")), Optional.of(Path.of("/known")));
    Environment there = environments.make("there", host, Optional.empty());
    environments.add(there);
    environments.add(make("here"));
    assertThat(new Environments(folder).all())
        .containsExactly(environments.get("local"), there, make("here"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.environments())))
        .isEqualTo("rw-------");
    assertRefused(EnvironmentRule.NAME_TAKEN, () -> environments.add(make("there")));
    environments.remove("there");
    assertThat(environments.all()).containsExactly(environments.get("local"), make("here"));
    assertRefused(EnvironmentRule.UNKNOWN, () -> environments.remove("there"));
    assertThatThrownBy(() -> environments.get("hree")).hasMessageContaining("`hree`");
  }

  @Test
  void theConnectionIsThatOfTheProtocol() {
    Environment there =
        environments.make("there", HostAddress.parse("ssh://ora@db"), Optional.of("/scratch"));
    assertThat(there.connection("me").toString())
        .isEqualTo(
            "{\"environment\":{\"name\":\"there\",\"reference\":\"UNIX_HOST_ENVIRONMENT-there\","
                + "\"host\":{\"name\":\"db\",\"reference\":\"UNIX_HOST-there\","
                + "\"binaryPath\":\"/usr/bin\",\"scratchPath\":\"/scratch\"}},"
                + "\"user\":{\"name\":\"ora\",\"reference\":\"HOST_USER-there-ora\"}}");
    assertThat(environments.get("local").connection("me").at("/user/name").asText())
        .isEqualTo("me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh://u@h:22/", "ssh://u@h", "ssh://u@[::1]:22", "ssh://u@10.0.0.1:1"})
  void anAddressIsReadAndWritten(String text) {
    assertThat(HostAddress.parse(text).text())
        .isEqualTo(text.replaceAll("/$", "").replaceAll(":22$", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Local",
        "h",
        "ssh://h",
        "ssh://u@h:0",
        "ssh://u@h:65536",
        "ssh://u@-oProxyCommand=x",
        "ssh://-l@h",
        "ssh://u@h/x",
        "ssh://u u@h",
        "ssh://u@h h",
        "ssh://u@[::1",
        "http://u@h",
        "ssh://u:tiger@h"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertRefused(EnvironmentRule.INVALID, () -> HostAddress.parse(text));
    assertThatThrownBy(() -> HostAddress.parse(text)).hasMessageNotContaining("tiger");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "../up", "a/b", "a b", "ü"})
  void whatIsNoNameIsRefused(String name) {
    assertRefused(EnvironmentRule.INVALID, () -> make(name));
  }

  @Test
  void aScratchFolderElsewhereIsWrittenFromTheRoot() {
    assertRefused(
        EnvironmentRule.INVALID,
        () -> environments.make("x", HostAddress.parse("ssh://u@h"), Optional.of("tmp")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tiger",
        "[]",
        "{\"schemaVersion\":2}",
        "{\"schemaVersion\":1,\"environments\":[{\"name\":\"x\",\"host\":\"tiger\"}]}"
      })
  void aDamagedFileIsRefusedAndStays(String text) throws IOException {
    Files.createDirectories(folder.root());
    Files.writeString(folder.environments(), text);
    assertRefused(EnvironmentRule.FILE_UNUSABLE, environments::all);
    assertRefused(EnvironmentRule.FILE_UNUSABLE, () -> environments.add(make("x")));
    assertThatThrownBy(environments::all).hasMessageNotContaining("tiger");
    assertThat(folder.environments()).hasContent(text);
  }

  @Test
  void noChangeOfSeveralAtOnceIsLost() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "e" + i;
      all.add(
          CompletableFuture.runAsync(
              () -> new Environments(folder).add(make(name)),
              command -> new Thread(command).start()));
    }
    all.forEach(CompletableFuture::join);
    assertThat(environments.all()).hasSize(9);
  }

  @Test
  void whoIsInterruptedWhileItWaitsSaysSo() throws Exception {
    Files.createDirectories(folder.root());
    FolderLock held = FolderLock.tryAcquire(folder.environmentsLock()).orElseThrow();
    try (held) {
      Thread.currentThread().interrupt();
      assertRefused(EnvironmentRule.FILE_UNUSABLE, () -> environments.add(make("x")));
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

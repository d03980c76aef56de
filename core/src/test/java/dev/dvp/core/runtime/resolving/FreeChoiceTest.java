package dev.dvp.core.runtime.resolving;

import static dev.dvp.core.runtime.resolving.ResolvingRig.NOWHERE;
import static dev.dvp.core.runtime.resolving.ResolvingRig.finding;
import static dev.dvp.core.runtime.resolving.RuntimeChoice.AUTO;
import static dev.dvp.core.runtime.resolving.RuntimeChoice.OFFICIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.index.IndexSettings;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is chosen without a lock, and without an index. */
class FreeChoiceTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path folder;
  private ResolvingRig rig;

  @BeforeEach
  void make() throws IOException {
    rig = new ResolvingRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private RuntimeKind kind(String url, Path... houses) {
    return rig.packages(AUTO, url, houses).kind();
  }

  private void answerAll(int status) {
    for (String name : new String[] {"dvp-common", "dvp-libs", "dvp-platform"}) {
      rig.index.answer("/simple/" + name + "/", e -> e.sendResponseHeaders(status, -1));
    }
  }

  @Test
  void anIndexThatRefusesIsAskedAgainAtOnce() {
    answerAll(401);
    assertThat(kind(rig.index.url())).isEqualTo(RuntimeKind.BUNDLED);
    int asked = rig.index.requests().size();
    assertThat(kind(rig.index.url())).isEqualTo(RuntimeKind.BUNDLED);
    assertThat(rig.index.requests()).hasSizeGreaterThan(asked);
  }

  @Test
  void silenceIsNotedForTheWayToTheIndex() throws IOException {
    answerAll(503);
    String url = rig.index.url();
    kind(url);
    kind(url);
    assertThat(rig.index.requests()).hasSize(1);
    kind(url.replace("http://", "http://me:s3cret@"));
    assertThat(rig.index.requests()).as("with a user").hasSize(2);
    kind(url.replace("http://", "http://me:s3cret@"));
    assertThat(rig.index.requests()).hasSize(2);
    Files.writeString(folder.resolve(".netrc"), "machine 127.0.0.1 login you password x\n");
    kind(url);
    assertThat(rig.index.requests()).as("with a user of the netrc file").hasSize(3);
    rig.environment.put("HTTP_PROXY", rig.index.base());
    kind(url);
    assertThat(rig.index.requests()).as("by a proxy").hasSize(4);
    try (var notes = Files.walk(folder.resolve("cache"))) {
      for (Path note : notes.filter(Files::isRegularFile).toList()) {
        assertThat(note.toString() + Files.readString(note)).doesNotContain("s3cret", "me:");
      }
    }
  }

  @Test
  void aChoiceOfYesterdayHoldsWhenTheIndexRefuses() {
    rig.index.add(FakeSdk.wheels().toArray(new TestWheel[0]));
    assertThat(kind(rig.index.url())).isEqualTo(RuntimeKind.OFFICIAL);
    rig.later(Duration.ofHours(25));
    for (int status : new int[] {403, 404, 500}) {
      answerAll(status);
      assertThat(kind(rig.index.url())).as("HTTP " + status).isEqualTo(RuntimeKind.OFFICIAL);
    }
    assertThat(finding(() -> rig.packages(OFFICIAL, rig.index.url() + "no/"))).startsWith("B621");
  }

  @Test
  void whatIsCachedFromElsewhereIsEnoughWithoutAnIndex() throws IOException {
    assertThat(kind(NOWHERE, rig.house)).isEqualTo(RuntimeKind.OFFICIAL);
    assertThat(kind(NOWHERE)).isEqualTo(RuntimeKind.OFFICIAL);
    rig.requirements("[six>=1.16]");
    assertThat(rig.names(OFFICIAL, NOWHERE)).contains("six 1.17.0").hasSize(6);
    assertThat(rig.found.sorted()).isEmpty();
    rig.requirements("[six<1.17]");
    assertThat(finding(() -> rig.packages(AUTO, NOWHERE))).startsWith("B613");
  }

  @Test
  @Timeout(60)
  void aWheelhouseThatLacksSomethingDoesNotWaitForASilentIndex() throws IOException {
    Files.delete(rig.house.resolve("six-1.17.0-py2.py3-none-any.whl"));
    CountDownLatch over = new CountDownLatch(1);
    rig.index.answer("/simple/six/", exchange -> await(over));
    rig.timeouts = new IndexSettings.Timeouts(LONG, LONG, LONG, LONG, Duration.ofSeconds(1));
    assertThat(kind(rig.index.url(), rig.house)).isEqualTo(RuntimeKind.BUNDLED);
    assertThat(kind(rig.index.url(), rig.house)).isEqualTo(RuntimeKind.BUNDLED);
    // On a busy machine the second may be over before the request has arrived.
    assertThat(rig.index.paths()).as("noted").hasSizeLessThan(2);
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void hashesOfOneRequirementSelectAndOfTwoBothBind() throws IOException {
    TestWheel old = new TestWheel("hsh", "1.0");
    old.in(rig.house);
    // What the hashes leave out is not even opened.
    new TestWheel("hsh", "1.1").unrecorded("x.py", "x").in(rig.house);
    rig.requirements("requirements.txt");
    Path file = rig.plugin.resolve("requirements.txt");
    Files.writeString(file, "hsh>=1.0 --hash=sha256:" + old.sha256() + "\n");
    assertThat(rig.names(OFFICIAL, NOWHERE, rig.house)).contains("hsh 1.0");
    // An index that states no hashes is believed no less.
    rig.index.add("hsh-1.1-py3-none-any.whl", unhashed(new TestWheel("hsh", "1.1")));
    rig.index.add(old.fileName(), unhashed(old));
    for (Path wheel : wheels(rig.house, "hsh")) {
      Files.delete(wheel);
    }
    assertThat(rig.names(OFFICIAL, rig.index.url(), rig.house)).contains("hsh 1.0");

    old.in(rig.house);
    Files.writeString(
        rig.plugin.resolve("more.txt"), "hsh==1.0 --hash=sha256:" + old.sha256() + "\n");
    Files.writeString(file, "-r more.txt\nhsh==1.0 --hash=sha256:" + "0".repeat(64) + "\n");
    assertThat(finding(() -> rig.packages(OFFICIAL, NOWHERE, rig.house)))
        .startsWith("B618")
        .contains(old.sha256(), "requirements.txt allows other ones only");
  }

  private static TestIndex.File unhashed(TestWheel wheel) {
    return new TestIndex.File(wheel.bytes(), "", "", false);
  }

  private static List<Path> wheels(Path house, String name) throws IOException {
    try (var files = Files.list(house)) {
      return files.filter(file -> file.getFileName().toString().startsWith(name)).toList();
    }
  }

  @Test
  void whatWasWithdrawnIsAWarningEachTime() throws IOException {
    TestWheel bad = new TestWheel("w", "2.0");
    rig.index.add(new TestWheel("w", "1.0"));
    rig.index.add(bad.fileName(), new TestIndex.File(bad.bytes(), bad.sha256(), "", true));
    rig.requirements("[w]");
    rig.names(OFFICIAL, rig.index.url(), rig.house);
    assertThat(rig.found.sorted()).isEmpty();
    rig.requirements("[w==2.0]");
    for (int build = 0; build < 2; build++) {
      rig.found = new Diagnostics();
      rig.names(OFFICIAL, rig.index.url(), rig.house);
      assertThat(rig.found.sorted()).hasSize(1);
      assertThat(rig.found.sorted().get(0).rule().id()).isEqualTo("B625");
      assertThat(rig.found.sorted().get(0).message()).contains("`w`", "2.0", "dvp.yml: w==2.0");
      assertThat(rig.found.sorted().get(0).location().line()).isEqualTo(1);
    }
    rig.found = new Diagnostics();
    rig.lock(rig.index.url(), rig.house);
    assertThat(rig.found.sorted()).hasSize(1);
  }
}

package dev.dvp.core.runtime.resolving;

import static dev.dvp.core.runtime.resolving.ResolvingRig.NOWHERE;
import static dev.dvp.core.runtime.resolving.ResolvingRig.finding;
import static dev.dvp.core.runtime.resolving.ResolvingRig.findings;
import static dev.dvp.core.runtime.resolving.RuntimeChoice.AUTO;
import static dev.dvp.core.runtime.resolving.RuntimeChoice.BUNDLED;
import static dev.dvp.core.runtime.resolving.RuntimeChoice.OFFICIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lock decides, and what makes it void. */
class LockedResolvingTest {
  private static final String SIX = "six-1.17.0-py2.py3-none-any.whl";

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

  private String lockedFinding() {
    return finding(() -> rig.resolver(OFFICIAL, true, NOWHERE, rig.house).packages());
  }

  /** Cuts one package out of the text of a lock. */
  private static String without(String lock, String name) {
    int start = lock.indexOf("  - name: \"" + name + "\"");
    int end = lock.indexOf("  - name: ", start + 1);
    return lock.substring(0, start) + (end < 0 ? "" : lock.substring(end));
  }

  @Test
  void aLockThatLacksPackagesIsRefusedAndMadeAnew() throws IOException {
    rig.lock(NOWHERE, rig.house);
    String good = Files.readString(rig.lockFile());
    for (String gone : new String[] {"six", "dvp-platform"}) {
      rig.editLock(text -> without(text, gone));
      assertThat(lockedFinding()).startsWith("B641").contains("lacks the package `" + gone + "`");
      assertThat(finding(() -> rig.packages(AUTO, NOWHERE, rig.house))).startsWith("B641");
      LockPlan plan = rig.plan(new LockUpgrade.None(), NOWHERE, rig.house);
      assertThat(plan.changes()).isTrue();
      assertThat(plan.changedPackages()).hasSize(1).allMatch(line -> line.startsWith("+ " + gone));
      Files.writeString(rig.lockFile(), good);
    }
    rig.editLock(text -> text.replaceFirst("(?s)packages:.*", "packages: []\n"));
    assertThat(lockedFinding()).startsWith("B641");
    assertThat(rig.plan(new LockUpgrade.None(), NOWHERE, rig.house).changes()).isTrue();
  }

  @Test
  void aLockWithPackagesThatNothingAsksForIsRefused() throws IOException {
    rig.requirements("[extra]");
    new TestWheel("extra", "1.0").in(rig.house);
    rig.lock(NOWHERE, rig.house);
    String inputs = Files.readString(rig.lockFile()).lines().toList().get(2);
    Files.delete(rig.plugin.resolve("dvp.yml"));
    Path lock = rig.lockFile();
    String withExtra = Files.readString(lock);
    Files.delete(lock);
    rig.lock(NOWHERE, rig.house);
    String right = Files.readString(lock).lines().toList().get(2);
    Files.writeString(lock, withExtra.replace(inputs, right));
    List<Diagnostic> surplus =
        findings(() -> rig.resolver(OFFICIAL, true, NOWHERE, rig.house).packages());
    assertThat(surplus.get(0).rule().id()).isEqualTo("B641");
    assertThat(surplus.get(0).message()).contains("`extra`, which nothing asks for");
    assertThat(surplus.get(0).location().line()).isGreaterThan(3);
    assertThat(rig.plan(new LockUpgrade.None(), NOWHERE, rig.house).changedPackages())
        .containsExactly("- extra 1.0");
  }

  @Test
  void aLockWithPackagesThatDoNotSuitIsRefused() throws IOException {
    rig.lock(NOWHERE, rig.house);
    String good = Files.readString(rig.lockFile());
    TestWheel old = new TestWheel("dvp-platform", "4.0.0");
    old.in(rig.house);
    rig.editLock(text -> replaced(text, "dvp-platform", "5.0.1", old));
    assertThat(lockedFinding())
        .startsWith("B641")
        .contains("SDK 5.0.1 asks for `dvp-platform==5.0.1`");
    Files.writeString(rig.lockFile(), good);
    TestWheel unfit = new TestWheel("six", "1.17.0").tag("py2-none-any");
    unfit.in(rig.house);
    rig.editLock(text -> replaced(text, "six", "1.17.0", unfit));
    assertThat(lockedFinding()).startsWith("B641").contains("CPython 3.11", unfit.fileName());
  }

  /** Puts another wheel into the text of a lock. */
  private static String replaced(String lock, String name, String version, TestWheel wheel) {
    int start = lock.indexOf("  - name: \"" + name + "\"");
    int end = lock.indexOf("    requiredBy", start);
    String other = wheel.fileName().split("-")[1];
    String entry =
        "  - name: \"%s\"\n    version: \"%s\"\n    file: \"%s\"\n    sha256: \"%s\"\n"
            .formatted(name, other, wheel.fileName(), wheel.sha256());
    return lock.substring(0, start) + entry + lock.substring(end);
  }

  @Test
  void allThatIsMissingIsToldAtOnce() throws IOException {
    rig.lock(NOWHERE, rig.house);
    rig.deleteCache();
    Files.delete(rig.house.resolve(SIX));
    Files.delete(rig.house.resolve("protobuf-5.29.3-py3-none-any.whl"));
    assertThat(findings(() -> rig.packages(AUTO, rig.index.url(), rig.house)))
        .hasSize(2)
        .allMatch(d -> d.rule().id().equals("B644"));
  }

  @Test
  void anExchangedFileDoesNotGetInWhenTheLockIsOutdated() throws IOException {
    rig.index.add(FakeSdk.wheels().toArray(new TestWheel[0]));
    rig.lock(rig.index.url());
    rig.index.add(new TestWheel("six", "1.17.0").tag("py2.py3-none-any").file("six.py", "evil"));
    rig.index.add(new TestWheel("more", "1"));
    rig.requirements("[more]");
    rig.deleteCache();
    assertThat(finding(() -> rig.packages(OFFICIAL, rig.index.url())))
        .startsWith("B644")
        .contains("another SHA-256 than it was locked with");
    assertThat(finding(() -> rig.plan(new LockUpgrade.None(), rig.index.url()))).startsWith("B644");
    LockUpgrade six = new LockUpgrade.One(PackageName.of("six").orElseThrow());
    assertThat(rig.plan(six, rig.index.url()).changedPackages())
        .containsExactly("+ more 1", "~ six 1.17.0, was 1.17.0 (another file)");
  }

  @Test
  void aLockedFileIsTakenFromWhereverItIs() throws IOException {
    rig.index.add(FakeSdk.wheels().toArray(new TestWheel[0]));
    rig.lock(rig.index.url());
    Path other = folder.resolve("other");
    new TestWheel("six", "1.16.0").in(other);
    rig.deleteCache();
    assertThat(rig.names(OFFICIAL, rig.index.url(), other)).contains("six 1.17.0");
    rig.deleteCache();
    new TestWheel("six", "1.17.0").tag("py2.py3-none-any").file("six.py", "rebuilt").in(other);
    assertThat(rig.names(OFFICIAL, NOWHERE, other, rig.house)).contains("six 1.17.0");
    rig.deleteCache();
    assertThat(finding(() -> rig.packages(OFFICIAL, NOWHERE, other))).startsWith("B644");
  }

  @Test
  void anOutdatedLockIsKeptToWithTheBundledRuntimeToo() throws IOException {
    new TestWheel("tomlx", "1.0").in(rig.house);
    rig.requirements("[tomlx]");
    rig.lock(NOWHERE, rig.house);
    new TestWheel("tomlx", "2.0").in(rig.house);
    rig.requirements("[tomlx, six]");
    assertThat(rig.names(OFFICIAL, NOWHERE, rig.house)).contains("tomlx 1.0");
    assertThat(rig.names(BUNDLED, NOWHERE, rig.house)).contains("tomlx 1.0");
  }

  @Test
  void theEndsOfItsLinesAreNoChange() throws IOException {
    rig.lock(NOWHERE, rig.house);
    rig.editLock(text -> text.replace("\n", "\r\n"));
    assertThat(rig.plan(new LockUpgrade.None(), NOWHERE, rig.house).changes()).isFalse();
  }

  @Test
  void anUpgradeOfAllTellsWhatChangesOnly() throws IOException {
    rig.lock(NOWHERE, rig.house);
    assertThat(rig.plan(new LockUpgrade.All(), NOWHERE, rig.house).changes()).isFalse();
    new TestWheel("six", "1.18.0").in(rig.house);
    assertThat(rig.plan(new LockUpgrade.All(), NOWHERE, rig.house).changedPackages())
        .containsExactly("~ six 1.18.0, was 1.17.0");
    Files.writeString(rig.lockFile(), "<<<<<<< ours\n");
    assertThat(rig.plan(new LockUpgrade.All(), NOWHERE, rig.house).changedPackages()).hasSize(6);
  }

  @Test
  void theSameWheelsMakeTheSameFilesLockedOrNot() throws IOException {
    new TestWheel("zed", "1").requires("abase").file("ns/__init__.py", "# zed\n").in(rig.house);
    new TestWheel("abase", "1").file("ns/__init__.py", "# abase, longer\n").in(rig.house);
    rig.requirements("[zed]");
    var chosen = rig.packages(OFFICIAL, NOWHERE, rig.house);
    var remembered = rig.packages(OFFICIAL, NOWHERE, rig.house);
    rig.lock(NOWHERE, rig.house);
    assertThat(remembered).isEqualTo(chosen);
    assertThat(rig.packages(OFFICIAL, NOWHERE, rig.house)).isEqualTo(chosen);
  }
}

package dev.dvp.core.runtime.resolving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimeKinds;
import dev.dvp.core.runtime.RuntimePackage;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.index.IndexSettings;
import dev.dvp.core.runtime.index.IndexUrl;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.settings.Secret;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeResolverTest {
  private static final String NOWHERE = "http://127.0.0.1:1/simple/";

  @TempDir Path folder;
  private Path plugin;
  private Path house;
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final TestIndex index = new TestIndex();
  private final Diagnostics found = new Diagnostics();
  private final CreatedPaths temporary = new CreatedPaths();

  @BeforeEach
  void makeFolders() throws IOException {
    plugin = Files.createDirectories(folder.resolve("plugin"));
    house = FakeSdk.in(folder.resolve("house"));
  }

  @AfterEach
  void stop() {
    index.close();
    temporary.close();
  }

  private RuntimeRequest request(RuntimeChoice choice, boolean locked, String url, Path... houses) {
    InstantSource clock = () -> now;
    IndexSettings settings =
        new IndexSettings(
            IndexUrl.parse(Secret.of(url)),
            Map.of(),
            folder,
            IndexSettings.Timeouts.DEFAULT,
            clock,
            pause -> {});
    return new RuntimeRequest(
        plugin.resolve("plugin_config.yml"),
        new TargetPython(3, 11),
        choice,
        locked,
        List.of(houses),
        settings,
        folder.resolve("cache"));
  }

  private RuntimePackages official(String url, Path... houses) {
    return new RuntimeResolver(
            request(RuntimeChoice.OFFICIAL, false, url, houses), found, temporary)
        .packages();
  }

  private RuntimePackages packages(RuntimeChoice choice, String url, Path... houses) {
    return new RuntimeResolver(request(choice, false, url, houses), found, temporary).packages();
  }

  private void requirements(String yaml) throws IOException {
    Files.writeString(plugin.resolve("dvp.yml"), "requirements: " + yaml + "\n");
  }

  private void lock(String url, Path... houses) {
    LockPlan plan =
        new RuntimeResolver(request(RuntimeChoice.AUTO, false, url, houses), found, temporary)
            .plan(new LockUpgrade.None());
    plan.write(temporary);
  }

  private static List<String> names(RuntimePackages packages) {
    return packages.packages().stream().map(one -> one.name() + " " + one.version()).toList();
  }

  private static List<Diagnostic> findings(Runnable work) {
    DvpException e = catchThrowableOfType(DvpException.class, work::run);
    assertThat(e).isNotNull();
    return e.diagnostics();
  }

  private static String finding(Runnable work) {
    Diagnostic first = findings(work).get(0);
    return first.rule().id() + " " + first.message() + " " + first.help();
  }

  @Test
  void theSdkComesWithAllThatItNeeds() {
    RuntimePackages packages = official(NOWHERE, house);
    assertThat(packages.kind()).isEqualTo(RuntimeKind.OFFICIAL);
    assertThat(names(packages))
        .containsExactly(
            "dvp-api 1.9.0",
            "dvp-common 5.0.1",
            "dvp-libs 5.0.1",
            "dvp-platform 5.0.1",
            "protobuf 5.29.3",
            "six 1.17.0");
    assertThat(packages.packages().stream().map(RuntimePackage::licence))
        .containsExactly("Apache License 2.0", "", "", "", "3-Clause BSD License", "MIT License");
    assertThat(packages.topLevelNames()).containsExactly("dlpx", "google", "six");
    List<String> files = packages.entries().stream().map(Payload.Entry::name).toList();
    assertThat(files)
        .contains("google/__init__.py", "google/protobuf/__init__.py", "dlpx/__init__.py", "six.py")
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.contains("dist-info") || name.endsWith(".pth"));
    assertThat(RuntimeKinds.of(files)).isEqualTo(RuntimeKind.OFFICIAL);
    assertThat(packages.entries())
        .allMatch(
            entry ->
                entry.name().equals("google/__init__.py")
                    || (entry.content() instanceof Payload.InArchive archive
                        && archive.archive().startsWith(folder.resolve("cache"))));
  }

  @Test
  void theBundledRuntimeIsKnownByItsMarker() {
    RuntimePackages packages = packages(RuntimeChoice.BUNDLED, NOWHERE);
    List<String> files = packages.entries().stream().map(Payload.Entry::name).toList();
    assertThat(RuntimeKinds.of(files)).isEqualTo(RuntimeKind.BUNDLED);
    assertThat(RuntimeKinds.of(files.stream().map(name -> name + "c").toList()))
        .isEqualTo(RuntimeKind.BUNDLED);
    assertThat(RuntimeKinds.of(List.of("plugin_runner.py"))).isEqualTo(RuntimeKind.NONE);
    assertThat(packages.topLevelNames()).containsExactly("dlpx");
    assertThat(files).doesNotContain("dvp_import.py", "index");
    assertThat(packages.packages()).isEmpty();
  }

  @Test
  void anIndexIsAskedForWhatNoWheelhouseHasAndNotAgain() throws IOException {
    Files.delete(house.resolve("six-1.17.0-py2.py3-none-any.whl"));
    index.add(
        new TestWheel("six", "1.16.0"),
        new TestWheel("six", "1.99rc1"),
        new TestWheel("dvp-platform", "5.0.1").file("evil.py", "x"));
    assertThat(names(official(index.url(), house))).contains("six 1.16.0");
    assertThat(index.paths()).containsExactly("/simple/six/", "/files/six-1.16.0-py3-none-any.whl");
    assertThat(names(official(index.url(), house))).contains("six 1.16.0");
    assertThat(index.paths()).hasSize(2);

    // After a day it is asked again; when it is not there, what was chosen before holds.
    now = now.plus(Duration.ofHours(25));
    index.add(new TestWheel("six", "1.18.0"));
    assertThat(names(official(index.url(), house))).contains("six 1.18.0");
    now = now.plus(Duration.ofHours(25));
    index.close();
    assertThat(names(official(index.url(), house))).contains("six 1.18.0");
    assertThat(names(packages(RuntimeChoice.AUTO, index.url(), house))).contains("six 1.18.0");
    assertThat(found.sorted()).isEmpty();
  }

  @Test
  void aNewFileInAWheelhouseIsSeen() {
    assertThat(names(official(NOWHERE, house))).contains("six 1.17.0");
    new TestWheel("six", "1.18.0").in(house);
    assertThat(names(official(NOWHERE, house))).contains("six 1.18.0");
  }

  @Test
  void automaticallyItIsTheBundledOneWhereTheOfficialCannotBeHad() {
    index.answer("/simple/dvp-common/", exchange -> exchange.sendResponseHeaders(500, -1));
    assertThat(packages(RuntimeChoice.AUTO, index.url()).kind()).isEqualTo(RuntimeKind.BUNDLED);
    assertThat(index.paths()).as("one attempt, without patience").hasSize(1);
    assertThat(packages(RuntimeChoice.AUTO, index.url()).kind()).isEqualTo(RuntimeKind.BUNDLED);
    assertThat(index.paths()).as("and none for some minutes").hasSize(1);
    assertThat(found.sorted()).hasSize(2).allMatch(d -> d.rule().id().equals("B651"));
    now = now.plus(Duration.ofMinutes(11));
    index.answer("/simple/dvp-common/", exchange -> exchange.sendResponseHeaders(404, -1));
    assertThat(packages(RuntimeChoice.AUTO, index.url()).kind()).isEqualTo(RuntimeKind.BUNDLED);
    assertThat(finding(() -> official(index.url()))).startsWith("B621").contains("dvp-common");
  }

  @Test
  void automaticallyDamageIsNoReasonToDoWithout() throws IOException {
    new TestWheel("six", "1.17.0").tag("py2.py3-none-any").unrecorded("x.py", "x").in(house);
    assertThat(finding(() -> packages(RuntimeChoice.AUTO, NOWHERE, house))).startsWith("B632");
  }

  @Test
  void theAuthorsOwnRequirementsGoInTheSameWay() throws IOException {
    new TestWheel("requests", "2.32.3")
        .requires("idna>=2")
        .requires("pysocks>=1; extra == 'socks'")
        .requires("colorama; sys_platform == 'win32'")
        .requires("tomli; python_version < '3.11'")
        .in(house);
    new TestWheel("idna", "3.10").in(house);
    new TestWheel("PySocks", "1.7.1").in(house);
    requirements("[\"Requests [socks] >= 2\", six]");
    assertThat(names(official(NOWHERE, house)))
        .contains("requests 2.32.3", "idna 3.10", "pysocks 1.7.1")
        .hasSize(9);
    RuntimePackages bundled = packages(RuntimeChoice.BUNDLED, NOWHERE, house);
    assertThat(names(bundled))
        .containsExactly("idna 3.10", "pysocks 1.7.1", "requests 2.32.3", "six 1.17.0");
    assertThat(bundled.topLevelNames()).contains("dlpx", "requests", "idna", "PySocks");
    lock(NOWHERE, house);
    assertThat(names(packages(RuntimeChoice.BUNDLED, NOWHERE))).isEqualTo(names(bundled));
  }

  @Test
  void whatTheAuthorAsksForWronglyIsToldWithItsPlace() throws IOException {
    Files.writeString(
        plugin.resolve("dvp.yml"), "requirements:\n  - six\n  - \"six >\"\n  - six == x\n");
    List<Diagnostic> findings = findings(() -> official(NOWHERE, house));
    assertThat(
            findings.stream()
                .map(d -> d.rule().id() + d.location().line() + ":" + d.location().column()))
        .containsExactly("B6013:11", "B6014:12");
    requirements("nothing.txt");
    assertThat(finding(() -> official(NOWHERE, house))).startsWith("B603");
    requirements("{a: b}");
    assertThat(finding(() -> official(NOWHERE, house))).startsWith("M903");
  }

  @Test
  void hashesOfARequirementsFileBind() throws IOException {
    TestWheel six = new TestWheel("six", "1.17.0").tag("py2.py3-none-any");
    requirements("requirements.txt");
    Path file = plugin.resolve("requirements.txt");
    Files.writeString(file, "six==1.17.0 --hash=sha256:" + six.sha256() + "\n");
    assertThat(finding(() -> official(NOWHERE, house))).startsWith("B618");
    six.in(house);
    assertThat(names(official(NOWHERE, house))).contains("six 1.17.0");
  }

  @Test
  void conflictsAreToldWithWhoAsksForWhat() throws IOException {
    requirements("[six<1]");
    assertThat(finding(() -> official(NOWHERE, house)))
        .startsWith("B623")
        .contains("dvp.yml asks for `six<1`", "dvp-platform 5.0.1 asks for `six>=1.16`", "1.17.0");
    requirements("[sixx]");
    assertThat(finding(() -> official(index.url(), house)))
        .startsWith("B621")
        .contains("sixx", "house", index.url(), "--wheelhouse", "--index-url");
  }

  @Test
  void anOlderVersionIsTakenWhenTheNewestLeadsNowhere() throws IOException {
    new TestWheel("a", "2.0").requires("six>=3").in(house);
    new TestWheel("a", "1.5").requires("b==1").in(house);
    new TestWheel("a", "1.0").in(house);
    new TestWheel("b", "1").requires("six<1.17").in(house);
    requirements("[a]");
    assertThat(names(official(NOWHERE, house))).contains("a 1.0");
    requirements("[\"a>1\"]");
    assertThat(finding(() -> official(NOWHERE, house))).startsWith("B623");
  }

  @Test
  void filesThatNoEngineCouldUseAreToldByTheirKinds() throws IOException {
    byte[] none = new byte[0];
    TestIndex.File file = new TestIndex.File(none, "", "", false);
    index.add("sdist-1.0.tar.gz", file);
    requirements("[sdist]");
    assertThat(finding(() -> official(index.url(), house)))
        .startsWith("B622")
        .contains("1 are no wheels", "pip wheel", "--wheelhouse");
    index.add("fast-1.0-cp311-cp311-manylinux_2_17_x86_64.whl", file);
    index.add("fast-1.0-py2-none-any.whl", file);
    index.add("fast-1.0-py3-none-any.whl", new TestIndex.File(none, "", ">=3.12", false));
    requirements("[fast]");
    assertThat(finding(() -> official(index.url(), house)))
        .startsWith("B622")
        .contains("1 hold compiled code", "2 are for another Python than 3.11");
    new TestWheel("old", "1").field("Requires-Python: <3.8").in(house);
    requirements("[old]");
    assertThat(finding(() -> official(NOWHERE, house))).startsWith("B622").contains("<3.8");
  }

  @Test
  void whatWasWithdrawnIsTakenByItsVeryVersionOnly() throws IOException {
    TestWheel bad = new TestWheel("w", "2.0");
    index.add(new TestWheel("w", "1.0"));
    index.add(bad.fileName(), new TestIndex.File(bad.bytes(), bad.sha256(), "", true));
    requirements("[w]");
    assertThat(names(official(index.url(), house))).contains("w 1.0");
    requirements("[w>1]");
    assertThat(finding(() -> official(index.url(), house))).contains("2.0 (withdrawn)");
    requirements("[w==2.0]");
    assertThat(names(official(index.url(), house))).contains("w 2.0");
  }

  @Test
  void aLockIsEnoughWithoutAnythingElse() throws IOException {
    index.add(FakeSdk.wheels().toArray(new TestWheel[0]));
    lock(index.url());
    index.close();
    RuntimeRequest locked = request(RuntimeChoice.AUTO, true, NOWHERE);
    assertThat(new RuntimeResolver(locked, found, temporary).packages().packages()).hasSize(6);
    // An empty cache needs a source that has these very files.
    deleteCache();
    assertThat(finding(() -> new RuntimeResolver(locked, found, temporary).packages()))
        .startsWith("B613");
    RuntimeRequest other = request(RuntimeChoice.AUTO, true, NOWHERE, house);
    assertThat(new RuntimeResolver(other, found, temporary).packages().packages()).hasSize(6);
    deleteCache();
    new TestWheel("six", "1.17.0").tag("py2.py3-none-any").file("six.py", "other").in(house);
    assertThat(finding(() -> new RuntimeResolver(other, found, temporary).packages()))
        .startsWith("B644")
        .contains("another SHA-256", "does not take a connection", "dvp lock --upgrade six");
    Files.delete(house.resolve("six-1.17.0-py2.py3-none-any.whl"));
    new TestWheel("six", "1.18.0").in(house);
    List<Diagnostic> gone = findings(() -> new RuntimeResolver(other, found, temporary).packages());
    assertThat(gone.get(0).rule().id()).isEqualTo("B644");
    assertThat(gone.get(0).location().file()).isEqualTo(plugin.resolve(Lock.FILE));
    assertThat(gone.get(0).location().line()).isPositive();
  }

  @Test
  void anIndexThatExchangedALockedFileIsFoundOut() {
    index.add(FakeSdk.wheels().toArray(new TestWheel[0]));
    lock(index.url());
    TestWheel six = new TestWheel("six", "1.17.0").tag("py2.py3-none-any").file("six.py", "evil");
    index.add(six);
    deleteCache();
    assertThat(finding(() -> official(index.url()))).startsWith("B644").contains("SHA-256");
    index.add(six.fileName(), new TestIndex.File(six.bytes(), "", "", false));
    assertThat(finding(() -> official(index.url()))).startsWith("B618");
  }

  @Test
  void upgradesAreOfAllOrOfOne() {
    lock(NOWHERE, house);
    new TestWheel("six", "1.18.0").in(house);
    new TestWheel("protobuf", "6.0").file("google/protobuf/__init__.py", "").in(house);
    RuntimeResolver resolver =
        new RuntimeResolver(request(RuntimeChoice.AUTO, false, NOWHERE, house), found, temporary);
    assertThat(resolver.plan(new LockUpgrade.None()).changes()).isFalse();
    PackageName six = PackageName.of("six").orElseThrow();
    assertThat(resolver.plan(new LockUpgrade.One(six)).changedPackages())
        .containsExactly("~ six 1.18.0, was 1.17.0");
    assertThat(resolver.plan(new LockUpgrade.All()).changes()).isTrue();
    assertThat(resolver.plan(new LockUpgrade.All()).lock().byName().values())
        .anyMatch(one -> one.wheel().version().toString().equals("6.0"));
  }

  @Test
  void packagesThatWouldHideOneAnotherAreRefused() throws IOException {
    new TestWheel("one", "1").file("shared/__init__.py", "#1").file("shared/x.py", "x").in(house);
    new TestWheel("two", "1").file("shared/__init__.py", "#2").file("shared/x.py", "x").in(house);
    requirements("[one, two]");
    assertThat(official(NOWHERE, house).topLevelNames()).contains("shared");
    new TestWheel("two", "1.5").file("shared/__init__.py", "import two").in(house);
    assertThat(finding(() -> official(NOWHERE, house)))
        .startsWith("B637")
        .contains("`one`", "`two`", "shared/__init__.py");
    new TestWheel("two", "2").file("shared/X.py", "x").in(house);
    assertThat(finding(() -> official(NOWHERE, house)))
        .startsWith("B637")
        .contains("`one`", "`two`", "shared/X.py");
  }

  @Test
  void manyAtOnceDoNotDisturbOneAnother() throws Exception {
    index.add(FakeSdk.wheels().toArray(new TestWheel[0]));
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try {
      Callable<List<String>> build =
          () ->
              new RuntimeResolver(
                      request(RuntimeChoice.OFFICIAL, false, index.url()),
                      new Diagnostics(),
                      temporary)
                  .packages().entries().stream().map(Payload.Entry::toString).toList();
      List<Future<List<String>>> all = threads.invokeAll(java.util.Collections.nCopies(50, build));
      List<String> first = all.get(0).get();
      for (Future<List<String>> one : all) {
        assertThat(one.get()).hasSameSizeAs(first);
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      List<String> left = new ArrayList<>();
      files.filter(Files::isRegularFile).forEach(f -> left.add(f.getFileName().toString()));
      assertThat(left).hasSize(7).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  @Test
  void aDamagedCacheMendsItself() throws IOException {
    official(NOWHERE, house);
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".whl")).toList()) {
        Files.writeString(file, "damaged");
      }
    }
    assertThat(official(NOWHERE, house).packages()).hasSize(6);
  }

  private void deleteCache() {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

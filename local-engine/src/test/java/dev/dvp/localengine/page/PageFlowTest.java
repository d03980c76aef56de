package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows by forms alone, on a real engine with an installed plugin. */
class PageFlowTest {
  private static final String PLUGIN = "/plugins/" + TestArtifact.ID;

  @TempDir Path folder;
  private TestEngine engine;
  private PageClient page;

  @BeforeEach
  void installAPlugin() {
    engine =
        TestEngine.start(
            folder.resolve("engine"), config -> config.withEnvironment(System.getenv()));
    var installed = engine.loggedIn().install(PagePlugin.artifact().bytes());
    assertThat(installed.path("state").asText()).as(installed.toString()).isEqualTo("COMPLETED");
    page = PageClient.signedIn(engine);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private String discovered() {
    page.done(page.submit(PLUGIN + "/discover", Map.of("environment", "local")));
    return PageClient.after(page.get(PLUGIN).text(), PLUGIN + "/link?found=");
  }

  private String linked() {
    String found = discovered();
    page.done(
        page.submit(
            PLUGIN + "/link",
            Map.of(
                "v/name", "prod",
                "v/found", found,
                "v/parameters/user", "reader",
                "v/parameters/secret", "hunter2",
                "v/parameters/mode", "1",
                "v/parameters/port", "5432")));
    return "/sources/" + PageClient.after(page.get(PLUGIN).text(), "href=\"/sources/");
  }

  @Test
  void aSourceGoesThroughItsWholeLife() {
    String prod = linked();
    assertThat(page.get(prod).text()).contains("enabled", "incremental").doesNotContain("hunter2");
    String synced = page.done(page.submit(prod + "/sync", Map.of()));
    assertThat(synced).contains("linked.pre_snapshot", "copying orders", "exit code 0");
    String tree = page.get(PLUGIN).text();
    String snapshot = PageClient.after(tree, PLUGIN + "/provision?snapshot=");
    page.done(
        page.submit(
            PLUGIN + "/provision",
            Map.of(
                "v/name",
                "copy",
                "v/snapshot",
                snapshot,
                "v/repository",
                PageClient.after(tree, PLUGIN + "/link?found="),
                "v/parameters/mount_path",
                folder.resolve("mnt/copy").toString())));
    String copy = "/sources/2";
    assertThat(page.get(copy).text()).contains("running", "Data of", "of a copy");
    page.done(page.submit(copy + "/snapshot", Map.of()));
    page.done(page.submit(copy + "/stop", Map.of()));
    page.done(page.submit(copy + "/start", Map.of()));
    page.done(page.submit(copy + "/refresh", Map.of("v/snapshot", snapshot)));
    page.done(page.submit(copy + "/rollback", Map.of()));
    page.done(page.submit(copy + "/disable", Map.of()));
    page.done(page.submit(copy + "/enable", Map.of()));
    assertThat(page.refused(page.submit(prod + "/delete", Map.of())))
        .contains("`copy` has data of its snapshots");
    page.done(page.submit(copy + "/delete", Map.of("v/force", "yes")));
    page.done(page.submit(prod + "/delete", Map.of()));
    assertThat(page.get(prod).status()).isEqualTo(404);
    assertThat(page.get(PLUGIN).text()).contains("There are none yet.");
    assertThat(page.get("/jobs").text()).contains("Delete prod", "Refresh copy");
  }

  @Test
  void aSourceConfigMayBeWrittenByHand() {
    String found = discovered();
    String form = page.get(PLUGIN + "/link?by-hand=1&repository=" + found).text();
    assertThat(form).contains("v/sourceConfig/port", "<option value=\"" + found + "\" selected>");
    Map<String, String> typed =
        Map.of(
            "v/name", "hand",
            "v/repository", found,
            "v/sourceConfig/name", "sales",
            "v/sourceConfig/port", "none",
            "v/parameters/user", "reader",
            "v/parameters/mode", "0");
    PageClient.Reply wrong = page.submit(PLUGIN + "/link?by-hand=1", typed);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("Port: Write a whole number", "value=\"sales\"");
    Map<String, String> right = new HashMap<>(typed);
    right.put("v/sourceConfig/port", "1");
    right.put("v/quota", "64");
    page.done(page.submit(PLUGIN + "/link?by-hand=1", right));
    assertThat(page.get("/sources/1").text()).contains("sales", "64 MB");
    right.put("v/name", "../x");
    assertThat(page.refused(page.submit(PLUGIN + "/link?by-hand=1", right)))
        .contains("cannot be the name of a source");
  }

  @Test
  void aPluginThatCannotBeImportedIsTold() {
    install("2", "raise ValueError('<i>no</i>')\n");
    String refused =
        page.refused(page.submit(PLUGIN + "/discover", Map.of("environment", "local")));
    assertThat(refused).contains("&lt;i&gt;no&lt;/i&gt;").doesNotContain("<i>");
    assertThat(page.get("/jobs").text()).contains("There are none yet.");
  }

  @Test
  void aPluginWhoseImportTakesLongIsWaitedFor() throws IOException {
    Path go = folder.resolve("go");
    install("2", waitFor(go).stripIndent() + PagePlugin.SOURCE);
    PageClient.Reply started = page.submit(PLUGIN + "/discover", Map.of("environment", "local"));
    assertThat(started.location()).startsWith("/starts/");
    assertThat(page.get(started.location()).text())
        .contains("The plugin is being imported", "http-equiv=\"refresh\"");
    Files.createFile(go);
    page.done(started);
  }

  @Test
  void whatRunsWhenTheEngineStopsIsLeftUnfinished() {
    install(
        "2",
        PagePlugin.SOURCE
            .replace("        time.sleep(virtual_source.parameters.delay or 0)", "")
            .replace(
                "def configure(virtual_source, repository, snapshot):\n",
                "def configure(virtual_source, repository, snapshot):\n    while True:\n"
                    + "        time.sleep(0.05)\n"));
    linked();
    page.done(page.submit("/sources/1/sync", Map.of()));
    page.submit(
        PLUGIN + "/provision",
        Map.of(
            "v/name",
            "copy",
            "v/snapshot",
            "1",
            "v/repository",
            PageClient.after(page.get(PLUGIN).text(), PLUGIN + "/link?found="),
            "v/parameters/mount_path",
            folder.resolve("mnt/copy").toString()));
    String job = "/jobs/4"; // after a discovery, a link and a synchronization
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!page.get(job).text().contains("virtual.configure")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
    engine.close();
    engine =
        TestEngine.start(
            folder.resolve("engine"), config -> config.withEnvironment(System.getenv()));
    page = PageClient.signedIn(engine);
    assertThat(page.get(job).text()).contains("Failed.", "It was interrupted.");
    assertThat(page.get("/sources/2").text())
        .contains("provision unfinished at virtual.configure", ">Provision<");
  }

  @Test
  void whatIsKeptIsUpgradedToTheBuildThatIsInstalled() {
    discovered();
    install("2", PagePlugin.SOURCE);
    assertThat(page.get(PLUGIN).text()).contains("What is kept here is of build 1.");
    page.done(page.submit(PLUGIN + "/upgrade", Map.of()));
    assertThat(page.get(PLUGIN).text()).doesNotContain("What is kept here");
  }

  private void install(String build, String source) {
    var action = engine.loggedIn().install(PagePlugin.artifact(source).build(build).bytes());
    assertThat(action.path("state").asText()).as(action.toString()).isEqualTo("COMPLETED");
  }

  private static String waitFor(Path file) {
    return "import os, time\nwhile not os.path.exists('" + file + "'): time.sleep(0.05)\n";
  }
}

package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.nio.file.Path;
import java.util.Map;
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
    PageClient.Reply refused = page.submit(prod + "/delete", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("`copy` has data of its snapshots");
    page.done(page.submit(copy + "/delete", Map.of("v/force", "yes")));
    page.done(page.submit(prod + "/delete", Map.of()));
    assertThat(page.get(prod).status()).isEqualTo(404);
    assertThat(page.get(PLUGIN).text()).contains("There are none yet.");
    assertThat(page.get("/jobs").text()).contains("Delete prod", "Refresh copy");
  }
}

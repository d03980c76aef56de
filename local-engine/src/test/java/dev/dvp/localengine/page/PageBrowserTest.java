package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.localengine.users.LoginTickets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page in Chromium: by clicks, by keys, in light and dark, wide and narrow. */
@Execution(
    ExecutionMode
        .SAME_THREAD) // the tests share a browser, whose start takes longer than most of them
class PageBrowserTest {
  private static final String PLUGIN = "/plugins/" + TestArtifact.ID;

  @TempDir Path folder;
  private TestEngine engine;
  private static Browser browser;

  @BeforeAll
  static void openBrowser(@TempDir Path profile) {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    engine =
        TestEngine.start(
            folder.resolve("engine"), config -> config.withEnvironment(System.getenv()));
    browser.turnTo(engine.port());
    engine.loggedIn().install(PagePlugin.artifact().bytes());
    signIn();
  }

  /** As {@code dvp engine open} does: the browser opens a file that leads on. */
  private void signIn() throws IOException {
    Clock clock = Clock.fixed(TestEngine.NOW, java.time.ZoneOffset.UTC);
    LoginTickets tickets = new LoginTickets(folder.resolve("engine/tickets"), clock);
    String address =
        "http://127.0.0.1:" + engine.port() + "/login/" + tickets.issue(new SecureRandom());
    browser.open(tickets.way(address).toUri().toString());
    browser.until("the first page is there", here -> here.path().equals("/"));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private void completed(String title) {
    browser.untilText(title);
    browser.until(
        "the job ends",
        here -> here.driver().findElement(By.id("said")).getText().equals("Completed."));
  }

  /** What holds for every page. */
  private void look(String what) {
    for (boolean isDark : new boolean[] {false, true}) {
      browser.dark(isDark);
      assertThat(browser.barriers()).as(what + (isDark ? ", dark" : ", light")).isEmpty();
    }
    browser.size(400, 900);
    assertThat(browser.overflow()).as(what).isLessThanOrEqualTo(0);
    browser.size(1100, 900);
    browser.dark(false);
    assertThat(browser.unreachable()).as(what).isEmpty();
  }

  @Test
  void aSourceGoesThroughItsWholeLifeByClicks() {
    look("plugins");
    browser.click("Example <em>plugin</em>");
    look("an empty plugin");
    browser.click("Discover");
    completed("Discover local");
    assertThat(browser.text()).contains("looking <b>around</b>");
    look("a job");

    browser.click("To the plugin");
    browser.click("Link");
    assertThat(browser.labelled("Source config").getText()).contains("<script>alert(1)</script>");
    look("the form of a link");
    browser.type("Name", "prod");
    browser.type("User of the database", "reader");
    browser.type("Password", "hunter2");
    browser.click("Link");
    completed("Link prod");
    browser.click("To the source");
    look("a linked source");
    assertThat(browser.driver().getPageSource()).doesNotContain("hunter2");
    browser.click("Synchronize…");
    look("the form of a sync");
    browser.labelled("Copy all again").click();
    browser.click("Synchronize");
    completed("Sync prod");

    browser.click("To the source");
    browser.click("Provision");
    browser.type("Name", "copy");
    browser.type("Mount path", folder.resolve("mnt/copy").toString());
    browser.click("Provision");
    completed("Provision copy with snapshot 1");
    browser.click("To the source");
    look("a virtual source");
    browser.click("Take a snapshot");
    completed("Snapshot copy");
    browser.click("To the source");
    browser.click("Refresh…");
    browser.choose("Snapshot", "1 of prod");
    browser.click("Refresh");
    completed("Refresh copy");
    browser.click("To the plugin");
    look("a plugin with sources");
    browser.click("copy");
    browser.click("Delete…");
    look("the form of a deletion");
    browser.click("Delete");
    completed("Delete copy");
    assertThat(browser.text()).doesNotContain("To the source");
    browser.click("Jobs");
    look("jobs");
    browser.click("Log");
    look("a log");
    assertThat(browser.elsewhere()).isEmpty();
    assertThat(browser.console()).isEmpty();
  }

  /** Ready for what takes its data from a snapshot. */
  private void synced() {
    PageClient client = PageClient.signedIn(engine);
    client.done(client.submit(PLUGIN + "/discover", java.util.Map.of("environment", "local")));
    client.done(
        client.submit(
            PLUGIN + "/link",
            java.util.Map.of(
                "v/name", "prod",
                "v/found", PageClient.after(client.get(PLUGIN).text(), PLUGIN + "/link?found="),
                "v/parameters/user", "reader",
                "v/parameters/mode", "0")));
    client.done(client.submit("/sources/1/sync", java.util.Map.of()));
  }

  @Test
  void eventsOfAJobArriveWhileItRuns() throws IOException {
    Path go = folder.resolve("go");
    engine
        .loggedIn()
        .install(
            PagePlugin.artifact(
                    PagePlugin.SOURCE.replace(
                        "time.sleep(virtual_source.parameters.delay or 0)",
                        "while not os.path.exists('" + go + "'): time.sleep(0.05)"))
                .build("2")
                .bytes());
    synced();
    browser.open(PLUGIN + "/provision?snapshot=1");
    browser.type("Name", "copy");
    browser.type("Mount path", folder.resolve("mnt/copy").toString());
    browser.click("Provision");
    browser.untilText("Running: virtual.configure");
    browser.script("window.sameDocument = true");
    look("a job that runs");
    Files.createFile(go);
    completed("Provision copy");
    assertThat(browser.text()).contains("virtual.post_snapshot");
    assertThat(browser.script("return window.sameDocument")).isEqualTo(true);
    assertThat(browser.driver().findElement(By.id("said")).getAttribute("role"))
        .isEqualTo("status");
  }

  @Test
  void whatThePluginRaisesIsShownAsText() {
    synced();
    browser.open(PLUGIN + "/provision?snapshot=1");
    browser.type("Name", "copy");
    browser.type("Mount path", folder.resolve("mnt/copy").toString());
    browser.labelled("Fail").click();
    browser.click("Provision");
    browser.until(
        "it fails", here -> here.driver().findElement(By.id("said")).getText().equals("Failed."));
    assertThat(browser.text())
        .contains(
            "The plugin says: The port <i>is</i> taken",
            "What to do: Choose another port",
            "bind: address in use");
    look("a job that failed");
    browser.click("To the source");
    look("a source that is unfinished");
    browser.click("Provision");
    assertThat(browser.labelled("Name").getAttribute("value")).isEqualTo("copy");
  }

  @Test
  void whatIsWrongIsFoundByKeyboardAlone() {
    browser.open(PLUGIN + "/link");
    browser.type("Port", "much");
    browser.labelled("Name").sendKeys(Keys.ENTER);
    browser.untilText("4 things are wrong");
    assertThat(browser.driver().switchTo().activeElement().getAttribute("id"))
        .isEqualTo("problems");
    look("a form with problems");
    browser.script("document.getElementById('problems').focus()");
    browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    browser.until("the link leads to the field", here -> here.path().endsWith("#f.name"));
    assertThat(browser.labelled("Port").getAttribute("value")).isEqualTo("much");
    assertThat(browser.labelled("Port").getAttribute("aria-invalid")).isEqualTo("true");
  }

  @Test
  void theFirstTabSkipsToTheContent() {
    browser.open("/jobs");
    browser.driver().findElement(By.tagName("body")).sendKeys(Keys.TAB);
    assertThat(browser.driver().switchTo().activeElement().getText())
        .isEqualTo("Skip to the content");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    browser.until("it is there", here -> here.path().endsWith("#main"));
    assertThat(browser.driver().switchTo().activeElement().getTagName()).isEqualTo("main");
  }

  @Test
  void objectsOfAListAreAddedOneByOne() {
    browser.open(PLUGIN + "/link");
    browser.type("Name", "kept");
    browser.click("Add one");
    browser.until("there is one", here -> here.text().contains("Hooks 1"));
    assertThat(browser.labelled("Name").getAttribute("value")).isEqualTo("kept");
    browser.click("Add another");
    browser.untilText("Hooks 2");
    assertThat(browser.driver().findElements(By.cssSelector("fieldset.item"))).hasSize(2);
    look("a form with a list");
  }

  @Test
  void someoneWithoutASessionIsSentToTheDoor() {
    browser.click("Sign out");
    browser.until("the door", here -> here.path().equals("/login"));
    look("the door");
    browser.type("Password", engine.password());
    browser.click("Sign in");
    browser.until("in again", here -> here.path().equals("/"));
    assertThat(List.copyOf(browser.console())).isEmpty();
  }
}

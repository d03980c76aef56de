package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.page.PageClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.localengine.users.LoginTickets;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what a page from elsewhere cannot do. */
class PageDoorTest {
  private static final String PLUGIN = "/plugins/" + TestArtifact.ID;

  @TempDir static Path folder;
  private static TestEngine engine;

  @BeforeAll
  static void start() {
    engine = TestEngine.start(folder);
    engine.loggedIn().install(PagePlugin.artifact().bytes());
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static PageClient stranger() {
    return new PageClient(engine.port());
  }

  private static String ticket() throws IOException {
    Clock clock = Clock.fixed(TestEngine.NOW, ZoneOffset.UTC);
    return new LoginTickets(folder.resolve("tickets"), clock).issue(new SecureRandom());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", PLUGIN, "/jobs", "/jobs/1/live", "/log", "/sources/1", "/starts/1", "/x"})
  void nobodySeesAnythingWithoutASession(String path) {
    Reply reply = stranger().get(path);
    assertThat(reply.location()).isEqualTo("/login");
    assertThat(reply.text()).isEmpty();
  }

  @Test
  void theApisSessionIsNotThePages() {
    PageClient client = stranger();
    Reply reply = client.send(client.request("/").header("Cookie", engine.loggedIn().cookie()));
    assertThat(reply.location()).isEqualTo("/login");
  }

  @Test
  void aTicketLetsInOnceAlsoFromAFile() throws IOException {
    String ticket = ticket();
    PageClient client = stranger();
    Reply reply =
        client.send(client.request("/login/" + ticket).header("Sec-Fetch-Site", "cross-site"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Set-Cookie"))
        .startsWith("dvp-" + engine.port() + "=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/");
    assertThat(client.get("/").text()).contains("<h1>Plugins</h1>");
    assertThat(client.get("/login/" + ticket).location()).as("is in already").isEqualTo("/");
    Reply again = stranger().get("/login/" + ticket);
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.header("Set-Cookie")).isEmpty();
    assertThat(again.text()).contains("good once");
  }

  @Test
  void aTicketDoesNotLetInByAnotherName() throws IOException {
    PageClient client = stranger();
    Reply reply = client.send(client.request("/login/" + "0".repeat(40)));
    assertThat(reply.status()).isEqualTo(403);
  }

  @Test
  void thePasswordLetsInAndAWrongOneDoesNot() {
    Reply wrong = stranger().post("/login", Map.of("password", "nonsense"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).contains("This is not the password.").doesNotContain("nonsense");
    assertThat(wrong.header("Set-Cookie")).isEmpty();
    assertThat(PageClient.signedIn(engine).get("/").status()).isEqualTo(200);
  }

  @Test
  void whoSignsOutIsOut() {
    PageClient client = PageClient.signedIn(engine);
    assertThat(client.submit("/logout", Map.of()).location()).isEqualTo("/login");
    assertThat(client.get("/").location()).isEqualTo("/login");
  }

  @Test
  void nothingIsDoneWithoutTheToken() {
    PageClient client = PageClient.signedIn(engine);
    for (Map<String, String> form :
        java.util.List.of(Map.<String, String>of(), Map.of("token", "0".repeat(64)))) {
      Reply reply = client.post(PLUGIN + "/discover", form);
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).contains("nothing was done");
    }
    assertThat(client.get("/jobs").text()).contains("There are none yet.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void pagesOfOtherSitesAreRefused(String header) {
    PageClient client = PageClient.signedIn(engine);
    String[] parts = header.split(": ");
    Reply reply = client.send(client.request("/").header(parts[0], parts[1]));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).contains("another site").doesNotContain("Example");
  }

  @Test
  void everyAnswerKeepsBrowsersFromDoingAnythingElse() {
    PageClient client = PageClient.signedIn(engine);
    for (String path :
        java.util.List.of("/", "/login", "/nothing", "/page.css", "/page.js", "/page.svg")) {
      Reply reply = client.get(path);
      assertThat(reply.header("Content-Security-Policy"))
          .as(path)
          .startsWith("default-src 'none';")
          .contains("frame-ancestors 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void whatAPluginIsCalledStaysText() {
    PageClient client = PageClient.signedIn(engine);
    for (String path : java.util.List.of("/", PLUGIN, PLUGIN + "/link", PLUGIN + "/log", "/log")) {
      Reply reply = client.get(path);
      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.text()).as(path).doesNotContain("<em>");
    }
    assertThat(client.get(PLUGIN).text()).contains("Example &lt;em&gt;plugin&lt;/em&gt;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/plugins/x",
        "/plugins/x/link",
        "/plugins/" + TestArtifact.ID + "/x",
        "/sources/99",
        "/sources/x/sync",
        "/jobs/99",
        "/jobs/99999999999999999999999",
        "/starts/7"
      })
  void whatIsNotThereIsSaid(String path) {
    Reply reply = PageClient.signedIn(engine).get(path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text()).contains("<h1>Not found</h1>");
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    PageClient client = PageClient.signedIn(engine);
    assertThat(client.submit("/sources/99/start", Map.of()).status()).isEqualTo(404);
    assertThat(client.submit("/nothing", Map.of()).status()).isEqualTo(404);
    assertThat(client.send(client.request("/").PUT(BodyPublishers.ofString(""))).status())
        .isEqualTo(405);
  }

  @Test
  void formsHaveLimits() {
    PageClient client = PageClient.signedIn(engine);
    assertThat(client.submit(PLUGIN + "/discover", Map.of("x", "y".repeat(600_000))).status())
        .isEqualTo(413);
    assertThat(
            client
                .send(
                    client
                        .request(PLUGIN + "/discover")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("a=b")))
                .status())
        .isEqualTo(415);
    assertThat(
            client
                .send(
                    client
                        .request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("password=%zz")))
                .status())
        .isEqualTo(400);
  }
}

package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestEngine;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, logins, and requests that are wrong in themselves. */
class SessionTest {
  private static final String SESSION =
      "{\"type\":\"APISession\",\"version\":{\"type\":\"APIVersion\",\"major\":%s,\"minor\":%s,"
          + "\"micro\":%s}}";

  @TempDir static Path folder;
  private static TestEngine engine;
  private ApiClient client;

  @BeforeAll
  static void start() {
    engine = TestEngine.start(folder);
  }

  @BeforeEach
  void connect() {
    client = engine.client();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void sessionAndLoginAnswerAsAnEngineDoes() {
    Reply session = client.session().expectOk();
    assertThat(session.json().fieldNames())
        .toIterable()
        .containsExactly("type", "status", "result", "job", "action");
    JsonNode result = session.result();
    assertThat(result.path("type").asText()).isEqualTo("APISession");
    assertThat(result.path("version").path("micro").intValue()).isEqualTo(16);
    assertThat(result.path("locale").isNull()).isTrue();

    Reply login = client.logIn("admin", engine.password()).expectOk();
    assertThat(login.result().asText()).isEqualTo("USER-1");
    assertThat(client.plugins()).isEmpty();
  }

  @Test
  void theCookieIsForThisSiteAloneAndNewAfterTheLogin() {
    String before = client.session().response().headers().firstValue("Set-Cookie").orElseThrow();
    String after =
        client
            .logIn("admin", engine.password())
            .response()
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();

    assertThat(before).contains("JSESSIONID=", "HttpOnly", "SameSite=Strict", "Path=/");
    assertThat(after).contains("JSESSIONID=").isNotEqualTo(before);
    Reply old =
        client.send(
            HttpRequest.newBuilder(client.uri("delphix/about"))
                .header("Cookie", before.substring(0, before.indexOf(';'))));
    old.expectOk();
    new ApiClient(engine.port())
        .send(
            HttpRequest.newBuilder(client.uri("delphix/toolkit"))
                .header("Cookie", before.substring(0, before.indexOf(';'))))
        .expectError(403, "exception.webservices.session.required");
  }

  @Test
  void aWrongPasswordOrUserIsRefusedAndTheSessionStaysUsable() {
    client.session();

    client.logIn("admin", "wrong").expectError(401, "exception.webservices.login.failed");
    Reply refused = client.logIn("root", engine.password());
    refused.expectError(401, "exception.webservices.login.failed");
    assertThat(refused.details()).isEqualTo("Invalid username or password.");
    client.get("delphix/toolkit").expectError(403, "exception.webservices.login.required");
    client.logIn("admin", engine.password()).expectOk();
  }

  @Test
  void afterTheLogoutNothingIsLeft() {
    client.loggedIn(engine.password());

    client.post("delphix/logout", "").expectOk();

    client.get("delphix/toolkit").expectError(403, "exception.webservices.session.required");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, delphix/toolkit",
    "GET, delphix/action/ACTION-1",
    "GET, delphix/action/ACTION-1/getJob",
    "GET, delphix/job/JOB-1",
    "GET, delphix/data/downloadOutputStream?token=x",
    "POST, delphix/toolkit/requestUploadToken",
    "POST, delphix/data/upload",
    "POST, delphix/service/support/bundle/generate",
    "POST, delphix/logout"
  })
  void nothingGoesWithoutASessionAndLittleWithoutALogin(String method, String path) {
    Reply reply = method.equals("GET") ? client.get(path) : client.post(path, "{}");
    reply.expectError(403, "exception.webservices.session.required");

    client.session().expectOk();
    if (!path.endsWith("logout")) {
      Reply later = method.equals("GET") ? client.get(path) : client.post(path, "{}");
      later.expectError(403, "exception.webservices.login.required");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,11,16", "1,11,0", "1,0,99", "1,11,15"})
  void olderVersionsOfTheSameMajorAreSpoken(String major, String minor, String micro) {
    Reply reply = client.post("delphix/session", SESSION.formatted(major, minor, micro)).expectOk();

    assertThat(reply.result().path("version").path("minor").asText()).isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource({"1,11,17", "1,12,0", "2,0,0", "0,9,0", "1,-1,0"})
  void otherVersionsAreRefused(String major, String minor, String micro) {
    client
        .post("delphix/session", SESSION.formatted(major, minor, micro))
        .expectError(400, "exception.webservices.version.unsupported");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"APISession\"}",
        "{\"type\":\"APISession\",\"version\":\"1.11.16\"}",
        "{\"type\":\"Other\"}",
        "{\"type\":\"APISession\",\"version\":{\"type\":\"APIVersion\",\"major\":1}}",
        "{\"type\":\"APISession\",\"version\":"
            + "{\"type\":\"APIVersion\",\"major\":1,\"minor\":99999999999,\"micro\":0}}"
      })
  void fieldsThatAreWrongAreNamed(String json) {
    client.post("delphix/session", json).expectError(400, "exception.webservices.input.invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "\"x\"", "{} {}", "{\"a\":1,\"a\":2}", "<html>", "\u0000"})
  void whatIsNoJsonObjectIsRefused(String json) {
    client.post("delphix/session", json).expectError(400, "exception.webservices.json.invalid");
  }

  @Test
  void jsonThatGoesTooDeepIsRefused() {
    String deep = "{\"type\":".repeat(50_000 / 8) + "1";
    client.post("delphix/session", deep).expectError(400, "exception.webservices.json.invalid");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithAnAnswerThatArrives() {
    String large = "{\"type\":\"" + "x".repeat(5_000_000) + "\"}";
    client.post("delphix/session", large).expectError(413, "exception.webservices.body.too.large");
  }

  @Test
  void aFormIsNotTaken() {
    client
        .send(
            HttpRequest.newBuilder(client.uri("delphix/session"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(SESSION.formatted(1, 11, 16))))
        .expectError(415, "exception.webservices.content.type");
  }

  @Test
  void unknownPathsAndMethodsAreAnswered() {
    client.get("delphix/nothing").expectError(404, "exception.webservices.path.unknown");
    client.get("delphix/session").expectError(405, "exception.webservices.method.not.allowed");
    client
        .send(HttpRequest.newBuilder(client.uri("delphix/toolkit")).DELETE())
        .expectError(405, "exception.webservices.method.not.allowed");
    client
        .send(HttpRequest.newBuilder(client.uri("../")))
        .expectError(404, "exception.webservices.path.unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delphix/action/ACTION-99",
        "delphix/action/x",
        "delphix/action/ACTION-",
        "delphix/job/1",
        "delphix/action/ACTION-01",
        "delphix/action/ACTION-9999999999999999999",
        "delphix/job/JOB-7",
        "delphix/action/JOB-1/getJob"
      })
  void whatIsNotThereIsSaidToBeMissing(String path) {
    client.loggedIn(engine.password());

    client.get(path).expectError(404, "exception.executor.object.missing");
  }

  @Test
  void aboutTellsWhatThisIs() {
    JsonNode about = client.get("delphix/about").expectOk().result();

    assertThat(about.path("buildTitle").asText()).isEqualTo("dvp local engine 1.2.3-test");
    assertThat(about.path("apiVersion").path("minor").intValue()).isEqualTo(11);
  }
}

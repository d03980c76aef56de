package dev.dvp.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks a local engine what it has, on a way without faults. */
final class EngineQuestions {
  private EngineQuestions() {}

  static List<JsonNode> completedUploads(int port, String password) throws Exception {
    List<JsonNode> uploads = new ArrayList<>();
    for (JsonNode action :
        new ObjectMapper().readTree(ask(port, password, "action")).path("result")) {
      if (action.path("actionType").asText().equals("TOOLKIT_UPLOAD")) {
        uploads.add(action);
      }
    }
    return uploads;
  }

  static String installed(int port, String password) throws Exception {
    return ask(port, password, "toolkit");
  }

  private static String ask(int port, String password, String what) throws Exception {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    String base = "http://127.0.0.1:" + port + "/resources/json/delphix/";
    post(
        http,
        base + "session",
        "{\"type\":\"APISession\",\"version\":{\"type\":\"APIVersion\",\"major\":1,\"minor\":11,\"micro\":16}}");
    post(
        http,
        base + "login",
        "{\"type\":\"LoginRequest\",\"username\":\"admin\",\"password\":\"" + password + "\"}");
    HttpRequest get = HttpRequest.newBuilder(URI.create(base + what)).build();
    return http.send(get, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void post(HttpClient http, String uri, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    http.send(request, HttpResponse.BodyHandlers.discarding());
  }
}

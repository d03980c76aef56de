package dev.dvp.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine's web API on loopback that answers as a test wants. */
public final class FakeEngine implements AutoCloseable {
  private static final String BASE = "/resources/json/delphix/";

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();

  /** One answer. */
  public record Answer(int status, String body) {}

  /** An engine on which all goes well. */
  public FakeEngine() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer("session", ok("{\"type\":\"APISession\"}", "null"));
    answer("login", ok("\"USER-2\"", "null"));
    answer(
        "toolkit/requestUploadToken",
        ok("{\"type\":\"FileUploadResult\",\"token\":\"tok-1\"}", "null"));
    answer("data/upload", ok("\"\"", "\"ACTION-2\""));
    answer("action/ACTION-2", ok("{\"type\":\"Action\",\"state\":\"COMPLETED\"}", "null"));
    server.createContext("/", this::handle);
    server.start();
  }

  /** An OKResult. */
  public static String ok(String result, String action) {
    return "{\"type\":\"OKResult\",\"status\":\"OK\",\"result\":"
        + result
        + ",\"job\":null,\"action\":"
        + action
        + "}";
  }

  /** An ErrorResult. */
  public static String error(String details, String action) {
    return "{\"type\":\"ErrorResult\",\"status\":\"ERROR\",\"error\":{\"type\":\"APIError\",\"details\":\""
        + details
        + "\",\"action\":\""
        + action
        + "\",\"id\":\"x\",\"commandOutput\":null,\"diagnoses\":[]}}";
  }

  /** Answers one path with 200. */
  public FakeEngine answer(String path, String body) {
    return answer(path, 200, body);
  }

  /** Answers one path. */
  public FakeEngine answer(String path, int status, String body) {
    answers.put(BASE + path, new Answer(status, body));
    return this;
  }

  /** Does something before a path is answered. */
  public FakeEngine before(String path, Runnable hook) {
    hooks.put(BASE + path, hook);
    return this;
  }

  /** Answers everything the same way. */
  public FakeEngine answerAll(int status, String body) {
    answers.replaceAll((path, old) -> new Answer(status, body));
    return this;
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What users sent to log in, in order. */
  public List<String> logins() {
    return logins;
  }

  /** The paths that were called, in order. */
  public List<String> calls() {
    return calls;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/login")) {
        logins.add(new String(sent, StandardCharsets.UTF_8));
      }
      calls.add(path.replace(BASE, ""));
      hooks.getOrDefault(path, () -> {}).run();
      Answer answer = answers.getOrDefault(path, new Answer(404, "<html>not found</html>"));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID=cookie-secret; Path=/");
      if (answer.status() == 302) {
        exchange.getResponseHeaders().add("Location", "http://other.example/");
      }
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package dev.dvp.core.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.dvp.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * A real HTTP server on loopback that answers as an engine does, unless a test gives it another
 * answer for a call.
 */
final class FakeEngine implements AutoCloseable {
  static {
    // On Java 17 the server sends head and body in two packets, 40 ms apart without this.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final String USER = "admin";
  static final String PASSWORD = "correct-horse-battery";
  static final String TOKEN = "upload-token-1f2e3d";
  static final String BUNDLE_TOKEN = "bundle-token-9a8b7c";
  static final String COOKIE = "COOKIE0123456789ABCDEF";
  static final String API = "/resources/json/";

  /** What the server saw. */
  record Seen(String method, String path, String query, String cookie, String type, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** What the server answers. */
  record Reply(int status, Map<String, List<String>> headers, byte[] body, boolean chunked) {
    static Reply of(int status, String type, String body) {
      return new Reply(
          status,
          Map.of("Content-Type", List.of(type)),
          body.getBytes(StandardCharsets.UTF_8),
          false);
    }

    static Reply json(String body) {
      return of(200, "application/json", body);
    }

    static Reply ok(String result, String action, String job) {
      return json(
          "{\"type\":\"OKResult\",\"status\":\"OK\",\"result\":%s,\"job\":%s,\"action\":%s,\"new\":{}}"
              .formatted(result, quoted(job), quoted(action)));
    }

    static Reply ok(String result) {
      return ok(result, "", "");
    }

    static Reply error(int status, String details, String action, String id) {
      return of(
          status,
          "application/json",
          "{\"type\":\"ErrorResult\",\"status\":\"ERROR\",\"error\":{\"type\":\"APIError\",\"details\":%s,\"action\":%s,\"id\":%s,\"commandOutput\":null,\"diagnoses\":[]}}"
              .formatted(details, quoted(action), quoted(id)));
    }

    static Reply html(int status) {
      return of(status, "text/html", "<!DOCTYPE html><html><body>Please log in</body></html>");
    }

    static Reply redirect(int status, String location) {
      return new Reply(status, Map.of("Location", List.of(location)), new byte[0], false);
    }

    Reply withCookie(String cookie) {
      Map<String, List<String>> more = new ConcurrentHashMap<>(headers);
      more.put("Set-Cookie", List.of(cookie));
      return new Reply(status, more, body, chunked);
    }

    private static String quoted(String text) {
      return text.isEmpty() ? "null" : "\"" + text + "\"";
    }
  }

  /** The time of an engine or a client that is in no test's way. */
  static TestClock clock() {
    return TestClock.at(Instant.parse("2024-01-01T00:00:00Z"));
  }

  final TestClock time = clock();
  final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** From where each request came: another port is another connection. */
  final List<Integer> ports = new CopyOnWriteArrayList<>();

  private final Map<String, Function<Seen, Reply>> replies = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final boolean secure;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeEngine() {
    this(null);
  }

  FakeEngine(SSLContext tls) {
    this.secure = tls != null;
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls == null) {
        server = HttpServer.create(any, 0);
      } else {
        HttpsServer https = HttpsServer.create(any, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = https;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    behave();
    server.start();
  }

  private void behave() {
    reply(
        "delphix/session",
        Reply.ok("{\"type\":\"APISession\",\"locale\":null}").withCookie(session("")));
    reply("delphix/login", Reply.ok("\"USER-2\"").withCookie(session("-rotated")));
    reply(
        "delphix/toolkit/requestUploadToken",
        Reply.ok("{\"type\":\"FileUploadResult\",\"token\":\"" + TOKEN + "\"}", "ACTION-1", ""));
    reply(
        "delphix/data/upload",
        Reply.of(
            200,
            "text/plain",
            "{\"type\":\"OKResult\",\"status\":\"OK\",\"result\":\"\",\"job\":null,\"action\":\"ACTION-2\"}"));
    reply("delphix/action/ACTION-2", Reply.ok("{\"type\":\"Action\",\"state\":\"COMPLETED\"}"));
    reply("delphix/service/support/bundle/generate", Reply.ok("\"" + BUNDLE_TOKEN + "\""));
  }

  private static String session(String suffix) {
    return "JSESSIONID=" + COOKIE + suffix + "; Path=/resources; HttpOnly";
  }

  /** Answers a call this way from now on. */
  FakeEngine reply(String call, Reply reply) {
    return reply(call, request -> reply);
  }

  /** Answers a call by the request. */
  FakeEngine reply(String call, Function<Seen, Reply> reply) {
    replies.put(API + call, reply);
    return this;
  }

  /** Answers a call with these in turn, the last for good. */
  FakeEngine replies(String call, Reply... inTurn) {
    AtomicReference<Integer> next = new AtomicReference<>(0);
    return reply(
        call, request -> inTurn[next.getAndUpdate(n -> Math.min(n + 1, inTurn.length - 1))]);
  }

  String url() {
    return (secure ? "https://127.0.0.1:" : "http://127.0.0.1:") + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A client that tries everything once. */
  EngineClient client() {
    return builder().build();
  }

  EngineClient.Builder builder() {
    return EngineClient.builder(EngineAddress.parse(url()), time, time).backoff(once());
  }

  static Backoff once() {
    return new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new java.util.Random(1));
  }

  /** The upload of a file of the plugin that this engine does not have. */
  static UploadOrder order(java.nio.file.Path file) {
    return new UploadOrder(file, "my-id", "My DB", "1.2");
  }

  EngineSession login() {
    return login(client());
  }

  static EngineSession login(EngineClient client) {
    return client.login(
        EngineClient.defaultEngineApi(), USER, dev.dvp.core.settings.Secret.of(PASSWORD));
  }

  List<String> calls() {
    return seen.stream().map(s -> s.method() + " " + s.path().replace(API, "")).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        body = in.readAllBytes();
      }
      Seen request =
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestURI().getQuery()),
              String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              body);
      seen.add(request);
      ports.add(exchange.getRemoteAddress().getPort());
      Reply reply = replies.getOrDefault(request.path(), r -> Reply.html(404)).apply(request);
      reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
      long length = reply.chunked() ? 0 : reply.body().length == 0 ? -1 : reply.body().length;
      exchange.sendResponseHeaders(reply.status(), length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

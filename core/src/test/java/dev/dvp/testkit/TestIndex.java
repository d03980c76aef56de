package dev.dvp.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A package index on loopback, by a real HTTP server, that answers as a test wants. */
public final class TestIndex implements AutoCloseable {
  private final String scheme;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Map<String, File>> projects = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile boolean json = true;

  /** A file of a project, and what its page says of it. */
  public record File(byte[] bytes, String hash, String requiresPython, boolean yanked) {}

  /** What was asked for, and with which password. */
  public record Request(
      String path, String authorization, String proxyAuthorization, String accept) {}

  /** Answers a request. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** An index without packages. */
  public TestIndex() {
    this(Optional.empty());
  }

  /** An index without packages that shows a certificate. */
  public TestIndex(SSLContext tls) {
    this(Optional.of(tls));
  }

  private TestIndex(Optional<SSLContext> tls) {
    scheme = tls.isPresent() ? "https" : "http";
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      if (tls.isPresent()) {
        HttpsServer https = HttpsServer.create(any, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        server = https;
      } else {
        server = HttpServer.create(any, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public TestIndex html() {
    json = false;
    return this;
  }

  public TestIndex add(TestWheel... wheels) {
    for (TestWheel wheel : wheels) {
      byte[] bytes = wheel.bytes();
      add(wheel.fileName(), new File(bytes, TestWheel.sha256(bytes), "", false));
    }
    return this;
  }

  public TestIndex add(String fileName, File file) {
    String project =
        fileName.replaceFirst("-[0-9].*", "").replace('_', '-').toLowerCase(Locale.ROOT);
    projects.computeIfAbsent(project, key -> new LinkedHashMap<>()).put(fileName, file);
    return this;
  }

  /** Answers a path otherwise than with what was added. */
  public TestIndex answer(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  public String url() {
    return base() + "/simple/";
  }

  public String base() {
    return scheme + "://127.0.0.1:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<String> paths() {
    return requests.stream().map(Request::path).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(
        new Request(
            path,
            header(exchange, "Authorization"),
            header(exchange, "Proxy-Authorization"),
            header(exchange, "Accept")));
    try (exchange) {
      Answer other = answers.get(path);
      if (other != null) {
        other.to(exchange);
      } else if (path.startsWith("/simple/")) {
        page(exchange, path.substring("/simple/".length()).replace("/", ""));
      } else {
        file(exchange, path.substring(path.lastIndexOf('/') + 1));
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private void page(HttpExchange exchange, String project) throws IOException {
    Map<String, File> files = projects.get(project);
    if (files == null) {
      send(exchange, 404, "text/plain", "no such project");
    } else if (json) {
      send(exchange, 200, "application/vnd.pypi.simple.v1+json", jsonPage(project, files));
    } else {
      send(exchange, 200, "text/html; charset=utf-8", htmlPage(files));
    }
  }

  private static String jsonPage(String project, Map<String, File> files) {
    StringBuilder text =
        new StringBuilder("{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"" + project + "\",");
    text.append("\"files\":[");
    String separator = "";
    for (Map.Entry<String, File> entry : files.entrySet()) {
      File file = entry.getValue();
      text.append(separator).append("{\"filename\":\"").append(entry.getKey());
      text.append("\",\"url\":\"../../files/").append(entry.getKey()).append("\",\"hashes\":{");
      if (!file.hash().isEmpty()) {
        text.append("\"sha256\":\"").append(file.hash()).append('"');
      }
      text.append("},\"requires-python\":");
      text.append(file.requiresPython().isEmpty() ? "null" : '"' + file.requiresPython() + '"');
      text.append(",\"yanked\":").append(file.yanked() ? "\"broken\"" : "false").append('}');
      separator = ",";
    }
    return text.append("]}").toString();
  }

  private static String htmlPage(Map<String, File> files) {
    StringBuilder text =
        new StringBuilder(
            "<!DOCTYPE html><html><head><meta name=\"pypi:repository-version\" content=\"1.0\">"
                + "</head><body>\n");
    files.forEach(
        (name, file) -> {
          text.append("<a href=\"../../files/").append(name);
          text.append(file.hash().isEmpty() ? "" : "#sha256=" + file.hash()).append('"');
          if (!file.requiresPython().isEmpty()) {
            text.append(" data-requires-python=\"");
            text.append(file.requiresPython().replace(">", "&gt;").replace("<", "&lt;"));
            text.append('"');
          }
          text.append(file.yanked() ? " data-yanked=\"\"" : "");
          text.append('>').append(name).append("</a><br>\n");
        });
    return text + "</body></html>";
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    for (Map<String, File> files : projects.values()) {
      File file = files.get(name);
      if (file != null) {
        exchange.sendResponseHeaders(200, file.bytes().length);
        exchange.getResponseBody().write(file.bytes());
        return;
      }
    }
    send(exchange, 404, "text/plain", "no such file");
  }

  public static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public static Answer redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen and without a script: pages, cookies, forms. */
final class PageClient {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");

  /** Asking without a breath takes the processor from the engine that is waited for. */
  private static final Duration BREATH = Duration.ofMillis(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private Optional<String> cookie = Optional.empty();
  private String token = "";

  PageClient(int port) {
    this.port = port;
  }

  static PageClient signedIn(TestEngine engine) {
    PageClient client = new PageClient(engine.port());
    Reply reply = client.post("/login", Map.of("password", engine.password()));
    assertThat(reply.status()).isEqualTo(303);
    client.get("/");
    return client;
  }

  record Reply(int status, String text, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String location() {
      assertThat(status).as(text).isEqualTo(303);
      return header("Location");
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60));
    cookie.ifPresent(value -> request.header("Cookie", value));
    return request;
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      response
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(value -> cookie = Optional.of(value.substring(0, value.indexOf(';'))));
      Matcher found = TOKEN.matcher(response.body());
      if (found.find()) {
        token = found.group(1);
      }
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Reply get(String path) {
    return send(request(path));
  }

  /** Sends a form with the token of the page that was read last. */
  Reply submit(String path, Map<String, String> values) {
    Map<String, String> all = new java.util.LinkedHashMap<>(values);
    all.put("token", token);
    return post(path, all);
  }

  Reply post(String path, Map<String, String> values) {
    String body =
        values.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The page of a job when it has come to its end. */
  String ended(Reply started) {
    String job = started.location();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      Reply page = get(job);
      if (page.status() == 303) {
        job = page.location(); // it was being started
      } else if (!page.text().contains("data-live") && !page.text().contains("data-reload")) {
        return page.text();
      }
      assertThat(System.nanoTime()).as(page.text()).isLessThan(deadline);
      LockSupport.parkNanos(BREATH.toNanos());
    }
  }

  /** The same, which must have gone well. */
  String done(Reply started) {
    String page = ended(started);
    assertThat(page).contains("Completed.");
    return page;
  }

  /** The page that says why nothing was begun, at once or after a while. */
  String refused(Reply reply) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Reply page = reply;
    while (page.status() != 422) {
      LockSupport.parkNanos(BREATH.toNanos());
      page = get(reply.location());
      assertThat(System.nanoTime()).as(page.text()).isLessThan(deadline);
    }
    return page.text();
  }

  /** What stands behind a text, up to a quotation mark: the rest of an address. */
  static String after(String page, String start) {
    int at = page.indexOf(start);
    assertThat(at).as(start + " in " + page).isNotNegative();
    int from = at + start.length();
    return page.substring(from, page.indexOf('"', from));
  }
}

package dev.dvp.localengine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client of the web API as small as can be, which can also do everything wrong. */
public final class ApiClient {
  public static final String BOUNDARY = "----a-boundary";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private Optional<String> cookie = Optional.empty();

  public ApiClient(int port) {
    this.port = port;
  }

  /** An answer. */
  public record Reply(int status, JsonNode json, HttpResponse<byte[]> response) {
    public String type() {
      return json.path("type").asText();
    }

    public JsonNode result() {
      return json.path("result");
    }

    public String errorId() {
      return json.path("error").path("id").asText();
    }

    public String details() {
      return json.path("error").path("details").asText();
    }

    public Reply expectOk() {
      assertThat(type()).as(json.toString()).isEqualTo("OKResult");
      assertThat(status).isEqualTo(200);
      return this;
    }

    public Reply expectError(int expectedStatus, String id) {
      assertThat(type()).as(json.toString()).isEqualTo("ErrorResult");
      assertThat(errorId()).as(json.toString()).isEqualTo(id);
      assertThat(status).isEqualTo(expectedStatus);
      assertThat(details()).isNotBlank();
      assertThat(json.path("error").path("action").asText()).isNotBlank();
      return this;
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/resources/json/" + path);
  }

  public Reply send(HttpRequest.Builder request) {
    cookie.ifPresent(value -> request.header("Cookie", value));
    try {
      HttpResponse<byte[]> response =
          http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(value -> cookie = Optional.of(value.substring(0, value.indexOf(';'))));
      boolean isJson =
          !response.headers().firstValue("Content-Type").orElse("").contains("octet-stream");
      JsonNode json = isJson ? MAPPER.readTree(response.body()) : MAPPER.nullNode();
      return new Reply(response.statusCode(), json, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest session cookie, as a request header has it. */
  public String cookie() {
    return cookie.orElseThrow();
  }

  public Reply get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  public Reply post(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public Reply session() {
    return post(
        "delphix/session",
        """
        {"type":"APISession","version":{"type":"APIVersion","major":1,"minor":11,"micro":16}}
        """);
  }

  public Reply logIn(String user, String password) {
    return post(
        "delphix/login",
        "{\"type\":\"LoginRequest\",\"username\":\"%s\",\"password\":\"%s\"}"
            .formatted(user, password));
  }

  public ApiClient loggedIn(String password) {
    session().expectOk();
    logIn("admin", password).expectOk();
    return this;
  }

  public String uploadToken() {
    Reply reply = post("delphix/toolkit/requestUploadToken", "").expectOk();
    assertThat(reply.result().path("url").asText())
        .isEqualTo("/resources/json/delphix/data/upload");
    return reply.result().path("token").asText();
  }

  public Reply upload(byte[] artifact) {
    return uploadBody(multipart(uploadToken(), artifact));
  }

  public Reply uploadBody(byte[] body) {
    return sendUpload(BodyPublishers.ofByteArray(body));
  }

  public Reply sendUpload(BodyPublisher body) {
    return send(
        HttpRequest.newBuilder(uri("delphix/data/upload"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(body));
  }

  public static byte[] multipart(String token, byte[] artifact) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(part("name=\"token\"", token.getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(part("name=\"file\"; filename=\"artifact.json\"", artifact));
    body.writeBytes(end());
    return body.toByteArray();
  }

  public static byte[] part(String disposition, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return part.toByteArray();
  }

  public static byte[] end() {
    return ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Uploads and follows the work to its end. */
  public JsonNode install(byte[] artifact) {
    return awaitAction(upload(artifact).expectOk());
  }

  /** The action of an upload when it has come to its end. */
  public JsonNode awaitAction(Reply upload) {
    String action = upload.json().path("action").asText();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      JsonNode state = get("delphix/action/" + action).expectOk().result();
      if (!state.path("state").asText().equals("EXECUTING")) {
        return state;
      }
      assertThat(System.nanoTime()).as("the work does not end").isLessThan(deadline);
      // Without spinning, which would take the processor from what is waited for.
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** The job of an upload. */
  public JsonNode job(Reply upload) {
    String action = upload.json().path("action").asText();
    JsonNode job = get("delphix/action/" + action + "/getJob").expectOk().result();
    assertThat(job.path("reference").asText()).isEqualTo(upload.json().path("job").asText());
    return job;
  }

  public JsonNode plugins() {
    return get("delphix/toolkit").expectOk().result();
  }
}

package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.Causes;
import dev.dvp.core.http.EnvironmentProxies;
import dev.dvp.core.http.HttpClients;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * HTTP to one engine: cookies, redirects within the engine, time limits, and the reading of
 * answers. Every way in which a call can fail becomes a {@code DvpException}.
 */
final class EngineConnection {
  private static final int MOST_REDIRECTS = 5;

  private final EngineAddress address;
  private final HttpSource http;
  private final Optional<EnvironmentProxies> proxies;
  private final EngineText text = new EngineText();
  private final CookieJar cookies = new CookieJar(text);
  private final AnswerReader reader = new AnswerReader(text);
  private final AnswerFailures answerFailures;
  private final ConnectionFailures connectionFailures;

  /**
   * A connection, not opened yet.
   *
   * @param address the engine
   * @param http makes the connections
   * @param proxies what may be on the way
   * @param fingerprint that of the certificate that was refused last
   */
  EngineConnection(
      EngineAddress address,
      HttpSource http,
      Optional<EnvironmentProxies> proxies,
      Supplier<Optional<String>> fingerprint) {
    HttpClients.prepare();
    this.address = address;
    this.http = http;
    this.proxies = proxies;
    Supplier<Optional<EnvironmentProxies.Way>> way =
        () -> proxies.flatMap(all -> all.way(address.uri("")));
    this.answerFailures = new AnswerFailures(address);
    this.connectionFailures = new ConnectionFailures(address, way, fingerprint);
  }

  /** Cleans what the engine says, and knows the secrets of this session. */
  EngineText text() {
    return text;
  }

  /** Drops the session's cookies. */
  void forgetSession() {
    cookies.clear();
  }

  /** Whether there is anything by which the engine could know the session. */
  boolean hasSession() {
    return cookies.header().isPresent();
  }

  /** What follows goes over connections that nothing has gone wrong on. */
  void renew() {
    http.renew();
  }

  AnswerFailures failures() {
    return answerFailures;
  }

  ConnectionFailures connectionFailures() {
    return connectionFailures;
  }

  /** Asks for something. */
  Answer.Success get(Call call, String path) {
    return success(call, send(call, path, Content.none(), BodySubscribers::inMemory));
  }

  /** Sends JSON; an empty array is no body at all. */
  Answer.Success post(Call call, String path, byte[] json) {
    Content content = Content.json(json);
    return success(call, send(call, path, content, BodySubscribers::inMemory));
  }

  /** Sends a form. */
  Answer.Success upload(Call.Upload call, String path, MultipartBody form) {
    Content content = Content.form(form);
    return success(call, send(call, path, content, BodySubscribers::inMemory));
  }

  /**
   * Asks for something large.
   *
   * @param part the rest of it that is missing, when the beginning is here already
   * @param handler takes a body into a file, or into memory when it is no success
   * @return true when the body went into a file
   */
  boolean download(
      Call.Download call, String path, Optional<Rest> part, BodyHandler<Body> handler) {
    HttpResponse<Body> response = send(call, path, Content.file(part), handler);
    if (response.body() instanceof Body.InFile) {
      return true;
    }
    success(call, response);
    return false;
  }

  /**
   * The rest of something large.
   *
   * @param from its first byte
   * @param validator the value by which the server knows whether it is still the same thing
   */
  record Rest(long from, String validator) {}

  /**
   * Throws when what was downloaded is no archive but the engine's refusal.
   *
   * @param content the file, or its beginning
   */
  void throwIfRefusal(Call call, byte[] content) {
    Optional<Answer> answer = reader.read(content);
    if (answer.isPresent() && answer.get() instanceof Answer.Refusal refusal) {
      throw answerFailures.refused(call, 200, refusal);
    }
  }

  private Answer.Success success(Call call, HttpResponse<Body> response) {
    if (response.body() instanceof Body.InFile) {
      throw new IllegalStateException("an answer went into a file");
    }
    // Of a proxy that opens no tunnel there is no body at all.
    Body.InMemory body =
        response.body() instanceof Body.InMemory some
            ? some
            : new Body.InMemory(new byte[0], false);
    Optional<Answer> answer = body.cut() ? Optional.empty() : reader.read(body.bytes());
    if (answer.isPresent() && answer.get() instanceof Answer.Refusal refusal) {
      if (call instanceof Call.Upload upload) {
        upload.answered();
      }
      throw answerFailures.refused(call, response.statusCode(), refusal);
    }
    boolean good = response.statusCode() >= 200 && response.statusCode() < 300;
    if (good && answer.isPresent() && answer.get() instanceof Answer.Success success) {
      return success;
    }
    if (call instanceof Call.Login login && mayBeRefusal(response.statusCode(), body)) {
      login.refused();
    }
    throw answerFailures.unexpected(call, response.statusCode(), body);
  }

  /** Whether what is left of a cut answer shows that it was a no. */
  private boolean mayBeRefusal(int status, Body.InMemory body) {
    boolean isOfClient = status >= 400 && status < 500;
    return BodyKind.of(body) == BodyKind.CUT_JSON
        && (isOfClient || reader.beginsAsRefusal(body.bytes()));
  }

  private HttpResponse<Body> send(
      Call call, String path, Content content, BodyHandler<Body> handler) {
    URI uri = address.uri(path);
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      HttpResponse<Body> response = await(call, request(uri, content), handler);
      cookies.take(response.headers().allValues("Set-Cookie"));
      if (!isRedirect(response)) {
        return response;
      }
      uri = target(call, uri, content, response);
    }
    throw answerFailures.redirectedWithin(call);
  }

  private HttpRequest request(URI uri, Content content) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .header("Accept", "application/json, */*;q=0.5")
            .header("User-Agent", "dvp");
    content.headers().forEach(builder::header);
    // By hand, as the index does it: see there.
    proxies
        .flatMap(all -> all.credentials(uri))
        .ifPresent(known -> builder.header("Proxy-Authorization", known.basic()));
    cookies.header().ifPresent(header -> builder.header("Cookie", header));
    if (!content.type().isEmpty()) {
      builder.header("Content-Type", content.type());
    }
    return builder.method(content.method(), content.body()).build();
  }

  private HttpResponse<Body> await(Call call, HttpRequest request, BodyHandler<Body> handler) {
    CompletableFuture<HttpResponse<Body>> future = http.client().sendAsync(request, handler);
    try {
      while (true) {
        long before = call.moved();
        Duration patience = call.patience();
        try {
          return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (call.moved() == before) {
            throw connectionFailures.tooSlow(call, patience);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw connectionFailures.interrupted(call);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (ConnectionFailures.isTransport(cause)) {
        throw connectionFailures.failed(call, cause);
      }
      throw new IllegalStateException("the HTTP client failed", Causes.withoutMessages(cause));
    } finally {
      future.cancel(true); // Closes the connection when there is no answer; nothing otherwise.
    }
  }

  private static boolean isRedirect(HttpResponse<Body> response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> response.headers().firstValue("Location").isPresent();
      default -> false;
    };
  }

  /** Where to go on: within the same engine only, and only with what can be sent twice. */
  private URI target(Call call, URI current, Content content, HttpResponse<Body> response) {
    HttpHeaders headers = response.headers();
    URI next;
    try {
      next = current.resolve(new URI(headers.firstValue("Location").orElse("")));
    } catch (URISyntaxException e) {
      throw answerFailures.redirectedWithin(call);
    }
    if (!origin(next).equalsIgnoreCase(origin(current))) {
      throw answerFailures.redirectedTo(call, text.clean(origin(next)));
    }
    boolean keepsMethod = response.statusCode() == 307 || response.statusCode() == 308;
    if (content.method().equals("GET") || (content.repeatable() && keepsMethod)) {
      return next;
    }
    throw answerFailures.redirectedWithin(call);
  }

  /** Scheme, host and port: all that may be shown of an address that a stranger wrote. */
  private static String origin(URI uri) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    boolean plain = uri.getPort() < 0 || uri.getPort() == usual;
    return uri.getScheme() + "://" + uri.getHost() + (plain ? "" : ":" + uri.getPort());
  }

  /**
   * What a request carries.
   *
   * @param type the body's media type; empty when there is no body
   * @param headers more of them
   * @param repeatable whether a redirect may send it again: not so an upload
   */
  private record Content(
      String method,
      String type,
      Map<String, String> headers,
      BodyPublisher body,
      boolean repeatable) {
    private static final Map<String, String> ANSWER = Map.of("Accept-Encoding", "gzip");

    static Content none() {
      return new Content("GET", "", ANSWER, BodyPublishers.noBody(), true);
    }

    static Content file(Optional<Rest> part) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Accept-Encoding", "identity");
      part.ifPresent(
          rest -> {
            headers.put("Range", "bytes=" + rest.from() + "-");
            headers.put("If-Range", rest.validator());
          });
      return new Content("GET", "", headers, BodyPublishers.noBody(), true);
    }

    static Content json(byte[] json) {
      BodyPublisher body =
          json.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json);
      return new Content("POST", "application/json", ANSWER, body, true);
    }

    static Content form(MultipartBody form) {
      return new Content("POST", form.contentType(), ANSWER, form.publisher(), false);
    }
  }
}

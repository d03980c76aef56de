package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.Causes;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.http.EnvironmentProxies;
import dev.dvp.core.http.HttpClients;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to a package index and to the hosts that it names: redirects, passwords, time limits, and a
 * few more attempts where one may help. The client is made at the first call, since it starts
 * threads and loads the trust store.
 */
final class IndexHttp {
  private static final int MOST_REDIRECTS = 5;
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

  private final IndexSettings settings;
  private final IndexAccess access;
  private final IndexFailures failures;
  private final EnvironmentProxies proxies;
  private final Optional<SSLContext> tls;
  private @Nullable HttpClient client;

  IndexHttp(
      IndexSettings settings,
      IndexAccess access,
      IndexFailures failures,
      Optional<SSLContext> tls) {
    HttpClients.prepare();
    this.settings = settings;
    this.access = access;
    this.failures = failures;
    this.proxies = IndexFailures.proxies(settings.environment());
    this.tls = tls;
  }

  /**
   * What came back, the body aside.
   *
   * @param status the status
   * @param uri where it came from, after all redirects
   * @param type the media type, lower-case, without parameters; empty when none is said
   */
  record Answer(int status, URI uri, String type) {}

  /** Opens what takes a body: anew at each attempt, and only when there is something to take. */
  @FunctionalInterface
  interface Sink {
    OutputStream open() throws IOException;
  }

  /**
   * How much is waited for and taken.
   *
   * @param whole for all of it, redirects aside
   * @param most the largest body, in bytes
   * @param attempts how often it is tried
   */
  record Effort(Duration whole, long most, int attempts) {
    static Effort of(Duration whole, long most) {
      return new Effort(whole, most, ATTEMPTS);
    }

    static Effort once(Duration whole, long most) {
      return new Effort(whole, most, 1);
    }
  }

  /** The server was silent, or slow beyond the limit. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Asks for something.
   *
   * @param uri an address, without user and password
   * @param accept the media types that are understood
   * @param sink takes the body, when the status is 200
   * @throws DvpException when no answer comes
   */
  Answer get(URI uri, String accept, Effort effort, Sink sink) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= effort.attempts();
      try {
        Answer answer = follow(uri, accept, effort, sink);
        if (last || !PASSING.contains(answer.status())) {
          return answer;
        }
      } catch (IOException e) {
        if (last || !mayHelpToRepeat(e)) {
          throw failures.broken(uri, e);
        }
      }
      rest(pause);
      pause = pause.multipliedBy(3);
    }
  }

  private static boolean mayHelpToRepeat(IOException e) {
    boolean hopeless =
        Causes.find(e, UnknownHostException.class).isPresent()
            || Causes.find(e, UnresolvedAddressException.class).isPresent()
            || Causes.find(e, ConnectException.class).isPresent()
            || Causes.find(e, HttpConnectTimeoutException.class).isPresent()
            || Causes.find(e, SSLException.class).isPresent()
            || Causes.find(e, TooSlowException.class).isPresent()
            || Causes.find(e, BodySink.TooLargeException.class).isPresent()
            || Causes.find(e, BodySink.LocalWriteException.class).isPresent();
    return !hopeless;
  }

  private void rest(Duration pause) {
    try {
      settings.sleeper().sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private Answer follow(URI start, String accept, Effort effort, Sink sink) throws IOException {
    URI uri = start;
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      HttpResponse<Long> response = send(uri, accept, effort, sink);
      String location = response.headers().firstValue("Location").orElse("");
      if (!isRedirect(response.statusCode()) || location.isEmpty()) {
        return new Answer(response.statusCode(), uri, type(response));
      }
      uri = target(uri, location);
    }
    throw failures.redirectedInCircles(start);
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private URI target(URI current, String location) {
    URI next;
    try {
      next = withoutUser(current.resolve(new URI(location)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw failures.redirectedInCircles(current);
    }
    return checked(current, next);
  }

  /** An address that another one led to: never unencrypted where that one was encrypted. */
  URI checked(URI from, URI to) {
    if (!IndexUrl.isHttp(to)) {
      throw failures.ledElsewhere(from, to);
    }
    if (to.getHost() == null) {
      throw failures.redirectedInCircles(from);
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
      throw failures.unencrypted(from, to);
    }
    return to;
  }

  private static URI withoutUser(URI uri) throws URISyntaxException {
    return uri.getRawUserInfo() == null
        ? uri
        : new URI(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
  }

  private static String type(HttpResponse<Long> response) {
    String header = response.headers().firstValue("Content-Type").orElse("");
    return header.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
  }

  private HttpResponse<Long> send(URI uri, String accept, Effort effort, Sink sink)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Accept", accept).header("User-Agent", "dvp");
    access.credentials(uri).ifPresent(known -> request.header("Authorization", known.basic()));
    // By hand: with an authenticator the client would drop the header before. Where no proxy is on
    // the way it drops this one.
    proxies
        .credentials(uri)
        .ifPresent(known -> request.header("Proxy-Authorization", known.basic()));
    AtomicLong moved = new AtomicLong();
    OpenOnce opened = new OpenOnce(sink);
    BodyHandler<Long> handler =
        info ->
            info.statusCode() == 200
                ? new BodySink(opened, effort.most(), moved)
                : BodySubscribers.replacing(0L);
    try (opened) {
      return await(client().sendAsync(request.build(), handler), effort, moved);
    }
  }

  private HttpResponse<Long> await(
      CompletableFuture<HttpResponse<Long>> future, Effort effort, AtomicLong moved)
      throws IOException {
    long end = System.nanoTime() + effort.whole().toNanos();
    long idle = settings.timeouts().idle().toNanos();
    try {
      while (true) {
        long before = moved.get();
        try {
          return future.get(Math.min(idle, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (moved.get() == before || System.nanoTime() >= end) {
            throw new TooSlowException();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof UncheckedIOException io) {
        throw new IOException(io);
      }
      throw new IllegalStateException("the HTTP client failed", Causes.withoutMessages(cause));
    } finally {
      future.cancel(true); // Closes the connection when there is no answer; nothing otherwise.
    }
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = HttpClients.builder(settings.timeouts().connect(), tls).proxy(proxies).build();
      client = made;
    }
    return made;
  }

  /** Opens what takes the body when the first of it is there. */
  private static final class OpenOnce extends OutputStream {
    private final Sink sink;
    private @Nullable OutputStream out;

    OpenOnce(Sink sink) {
      this.sink = sink;
    }

    @Override
    public synchronized void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      OutputStream opened = out;
      if (opened == null) {
        opened = sink.open();
        out = opened;
      }
      opened.write(bytes, offset, length);
    }

    @Override
    public synchronized void close() throws IOException {
      if (out != null) {
        out.close();
      }
    }
  }
}

package dev.dvp.localengine.web;

import dev.dvp.localengine.store.Failure;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server, on the loopback interface and nowhere else. Everything that a client can make
 * grow has a limit: connections, headers, the time they take. There are more threads than
 * connections, so slow clients cannot keep others from being served.
 */
public final class WebServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_THREADS = MAX_CONNECTIONS + 16;
  private static final int MIN_THREADS = 4;
  private static final int THREAD_IDLE_MILLIS = 30_000;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int INPUT_BUFFER = 32 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts a server.
   *
   * @param port the port; 0 for any free one
   * @param api what answers
   * @return the running server
   * @throws IOException when the port cannot be had
   */
  public static WebServer start(int port, WebApi api) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("web");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    Patience patience = api.limits().patience();
    connector.setIdleTimeout(patience.idle().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    WebApi.Served served = api.serve();
    connector.addBean(served.heads());
    server.addBean(new Chores(server.getScheduler(), every(patience), served.chores()));
    server.setHandler(served.handler());
    server.setErrorHandler(new ProtocolErrors());
    WebServer web = new WebServer(server, connector);
    boolean started = false;
    try {
      connector.open(); // before anything else is started, and with its own exception
      server.start();
      started = true;
      return web;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Jetty declares any exception, and throws these two", e);
    } finally {
      if (!started) {
        web.close();
      }
    }
  }

  /** Often enough that a limit is not passed by much. */
  private static Duration every(Patience patience) {
    return patience.head().dividedBy(6);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setInputBufferSize(INPUT_BUFFER);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    return configuration;
  }

  /**
   * Where it listens.
   *
   * @return the port
   */
  public int port() {
    return connector.getLocalPort();
  }

  /** Stops listening and cuts what is under way. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the web server does not stop", e);
    }
  }

  /** Answers what never reaches the API: requests that are no HTTP, or have too large headers. */
  private static final class ProtocolErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      int status = response.getStatus();
      Failure failure =
          status >= Refuse.INTERNAL
              ? Refuse.BUG
              : new Failure(
                  "exception.webservices.request.invalid",
                  "The request is not valid HTTP, or its headers are too large.",
                  "Correct the request and send it again.");
      AnswerWriter.error(response, status, failure);
      callback.succeeded();
      return true;
    }
  }
}

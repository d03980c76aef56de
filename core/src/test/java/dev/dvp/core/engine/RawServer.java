package dev.dvp.core.engine;

import dev.dvp.core.http.HttpClients;
import dev.dvp.core.settings.Secret;
import dev.dvp.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes connections and does to each what a test wants, beyond what an HTTP server would do. */
final class RawServer implements AutoCloseable {
  /** What happens to a connection; it is closed afterwards. */
  @FunctionalInterface
  interface Conduct {
    void handle(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private static final char TLS_HANDSHAKE = 0x16;

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  RawServer(Conduct conduct) {
    try {
      socket = new ServerSocket();
      // Small, and with it the same on each machine: the kernel would let it grow to many MiB.
      socket.setReceiveBufferSize(1 << 16);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(() -> accept(conduct));
  }

  /** Reads a request's head and answers these characters, as bytes. */
  static RawServer answering(String answer) {
    return new RawServer(
        (in, out) -> {
          readHead(in);
          out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
        });
  }

  /**
   * A request's line and headers with the blank line behind them; empty at the end, a single
   * character when it is a TLS handshake.
   */
  static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.charAt(0) == TLS_HANDSHAKE) {
        break;
      }
      if (c == '\n' && head.length() > 3 && head.charAt(head.length() - 3) == '\n') {
        break;
      }
    }
    return head.toString();
  }

  int port() {
    return socket.getLocalPort();
  }

  EngineClient client(EngineTimeouts timeouts) {
    TestClock time = FakeEngine.clock();
    return EngineClient.builder(EngineAddress.parse("http://127.0.0.1:" + port()), time, time)
        .timeouts(timeouts)
        .build();
  }

  /** Calls of a user who logs in when that is asked for. */
  EngineCalls calls(Backoff backoff) {
    EngineConnection connection =
        new EngineConnection(
            EngineAddress.parse("http://127.0.0.1:" + port()),
            () -> HttpClients.builder(Duration.ofSeconds(5), Optional.empty()).build(),
            Optional.empty(),
            Optional::empty);
    Login login =
        new Login(
            new Login.Version(EngineClient.defaultEngineApi(), false),
            "admin",
            Secret.of("x"),
            Duration.ofSeconds(5));
    Retries retries = new Retries(backoff, time -> {}, note -> {});
    return new EngineCalls(connection, login, retries, note -> {});
  }

  LogDownload download(Backoff backoff, java.nio.file.Path folder) {
    TestClock time = FakeEngine.clock();
    return new LogDownload(
        calls(backoff),
        EngineTimeouts.defaults(),
        time,
        time,
        folder,
        dev.dvp.core.files.Progress.NONE);
  }

  void login() {
    FakeEngine.login(client(EngineTimeouts.defaults()));
  }

  private void accept(Conduct conduct) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> handle(connection, conduct));
      } catch (IOException e) {
        return; // Closed by the test.
      }
    }
  }

  private static void handle(Socket connection, Conduct conduct) {
    try (connection) {
      conduct.handle(connection.getInputStream(), connection.getOutputStream());
    } catch (IOException e) {
      // The client went away: so be it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}

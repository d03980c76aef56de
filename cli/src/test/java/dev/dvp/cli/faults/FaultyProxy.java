package dev.dvp.cli.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands between a client and an engine on loopback, understands just enough of HTTP/1.1 to know
 * one request from the next, and lets go wrong what a plan says.
 */
public final class FaultyProxy implements AutoCloseable {
  private static final byte[] NOTHING = {};
  private static final Pattern SECRET_COOKIE = Pattern.compile("JSESSIONID=([^;\\s]+)");
  private static final Pattern SECRET_TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final int DELAY_MILLIS = 150;
  private static final String PAGE = "<html><body>balancer</body></html>";
  private static final String EXPIRED =
      "{\"type\":\"ErrorResult\",\"status\":\"ERROR\",\"error\":{\"type\":\"APIError\",\"details\":"
          + "\"You are not logged in.\",\"action\":\"\",\"id\":\"exception.webservices.login.required\"}}";

  private final AtomicInteger engine;
  private final Function<String, Fault> plan;
  private final Optional<SSLContext> tls;
  private final AtomicInteger drops;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> before = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A proxy on a port of its own.
   *
   * @param engine the engine's port
   * @param plan the fault for a request, such as {@code POST delphix/data/upload}
   */
  public FaultyProxy(int engine, Function<String, Fault> plan) throws IOException {
    this(engine, plan, Optional.empty(), 0);
  }

  /**
   * A proxy that takes TLS.
   *
   * @param tls shows a certificate
   * @param drops how many handshakes it breaks off
   */
  public FaultyProxy(int engine, Function<String, Fault> plan, Optional<SSLContext> tls, int drops)
      throws IOException {
    this.engine = new AtomicInteger(engine);
    this.plan = plan;
    this.tls = tls;
    this.drops = new AtomicInteger(drops);
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public String address() {
    return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + server.getLocalPort();
  }

  /** From now on it leads to another engine. */
  public void leadTo(int port) {
    engine.set(port);
  }

  /** What was asked for, with the fault that it met. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> greet(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void greet(Socket client) {
    if (tls.isEmpty()) {
      serve(client);
      return;
    }
    try {
      if (drops.getAndDecrement() > 0) {
        client.getInputStream().read(new byte[64]);
        client.close();
        return;
      }
      SSLSocket secure =
          (SSLSocket)
              tls.get().getSocketFactory().createSocket(client, null, client.getPort(), true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      serve(secure);
    } catch (IOException e) {
      return; // one of both hung up
    } finally {
      open.remove(client);
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (true) {
        byte[] head = head(in);
        if (head.length == 0 || !exchange(head, in, client)) {
          return;
        }
      }
    } catch (IOException e) {
      return; // one of both hung up
    } finally {
      open.remove(client);
    }
  }

  /** One request; false when the client's connection is to be closed. */
  private boolean exchange(byte[] head, InputStream in, Socket client) throws IOException {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String[] line = text.split(" ", 3);
    String request = line[0] + " " + line[1].replaceFirst("^/resources/json/", "");
    Fault fault = plan.apply(request.replaceFirst("\\?.*", ""));
    seen.add(request.replaceFirst("\\?.*", "") + " " + fault);
    long length = length(text);
    switch (fault) {
      case CUT_BEFORE -> {
        return false;
      }
      case BAD_GATEWAY -> {
        return answer(client, 502, "text/html", PAGE);
      }
      case SESSION_GONE -> {
        in.skipNBytes(length);
        return answer(client, 401, "application/json", EXPIRED);
      }
      case GARBAGE -> {
        client.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes());
        return false;
      }
      case SILENCE -> {
        await(Long.MAX_VALUE);
        return false;
      }
      case DELAYED -> await(DELAY_MILLIS);
      default -> {
        // The request goes on.
      }
    }
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), engine.get())) {
      open.add(upstream);
      OutputStream out = upstream.getOutputStream();
      out.write(head);
      long part =
          fault == Fault.CUT_EARLY ? length / 10 : fault == Fault.CUT_LATE ? length - 1 : length;
      copy(in, out, part);
      out.flush();
      if (part < length || fault == Fault.CUT_EARLY || fault == Fault.CUT_LATE) {
        return false;
      }
      if (fault == Fault.CUT_AT_THE_END) {
        // As a proxy that dies: what it sent arrives, what comes back meets nobody.
        upstream.shutdownOutput();
        return false;
      }
      return passOn(request, fault, new BufferedInputStream(upstream.getInputStream()), client);
    }
  }

  private boolean passOn(String request, Fault fault, InputStream from, Socket client)
      throws IOException {
    byte[] head = head(from);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    byte[] body = from.readNBytes((int) length(text));
    remember(SECRET_COOKIE.matcher(text));
    remember(SECRET_TOKEN.matcher(new String(body, StandardCharsets.ISO_8859_1)));
    byte[] earlier = before.getOrDefault(request, body);
    before.put(request, body);
    OutputStream out = client.getOutputStream();
    switch (fault) {
      case ANSWER_LOST -> {
        return false;
      }
      case HEAD_CUT -> out.write(head, 0, head.length / 2);
      case BODY_CUT -> {
        out.write(head);
        out.write(body, 0, body.length / 2);
      }
      case BODY_SHORTENED -> {
        return answer(
            client, 200, "application/json", new String(body, 0, body.length / 2, "UTF-8"));
      }
      case GATEWAY_TIMEOUT -> {
        return answer(client, 504, "text/html", PAGE);
      }
      case UNAVAILABLE_AFTER -> {
        return answer(client, 503, "text/html", PAGE);
      }
      case SILENCE_AFTER -> await(Long.MAX_VALUE);
      case STALE_ANSWER -> {
        return answer(client, 200, "application/json", new String(earlier, "UTF-8"));
      }
      default -> {
        out.write(head);
        out.write(body);
        out.flush();
        return true;
      }
    }
    out.flush();
    return false;
  }

  private void remember(Matcher matcher) {
    while (matcher.find()) {
      secrets.add(matcher.group(1));
    }
  }

  /** Cookies and upload tokens that went by. */
  public Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  private static boolean answer(Socket client, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d x\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, type, bytes.length);
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().write(bytes);
    client.getOutputStream().flush();
    if (!(client instanceof SSLSocket)) {
      client.shutdownOutput();
    }
    // Else what the client still sends would reset the connection before it has read the answer.
    client.setSoTimeout(500);
    try {
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private void await(long millis) {
    try {
      closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int c = in.read();
      if (c < 0) {
        return NOTHING;
      }
      head.write(c);
      ends = c == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : c == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static long length(String head) {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("\r\ncontent-length:");
    if (at < 0) {
      return 0;
    }
    int start = at + "\r\ncontent-length:".length();
    return Long.parseLong(head.substring(start, head.indexOf('\r', start)).strip());
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = length; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (n < 0) {
        throw new IOException("the client hung up");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}

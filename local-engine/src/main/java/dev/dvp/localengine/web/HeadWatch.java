package dev.dvp.localengine.web;

import dev.dvp.localengine.files.RotatingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Cuts connections whose next request does not come to the end of its headers in time. The server
 * itself looks at idleness alone, and starts anew with every byte.
 */
final class HeadWatch implements Connection.Listener {
  private final Duration limit;
  private final RotatingLog log;

  /** The open connections; those whose request is being answered are not waited for. */
  private final Map<Connection, Optional<Waiting>> connections = new ConcurrentHashMap<>();

  /** Since when a head is waited for, and how many bytes had come by then. */
  private record Waiting(long since, long bytes) {
    static Optional<Waiting> from(Connection connection) {
      return Optional.of(new Waiting(System.nanoTime(), connection.getBytesIn()));
    }
  }

  HeadWatch(Duration limit, RotatingLog log) {
    this.limit = limit;
    this.log = log;
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, Waiting.from(connection));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  /** A whole head has come. */
  void arrived(Connection connection) {
    connections.computeIfPresent(connection, (open, waiting) -> Optional.empty());
  }

  /** The request was answered: the next head may come. */
  void answered(Connection connection) {
    connections.computeIfPresent(connection, (open, waiting) -> Waiting.from(open));
  }

  /** Cuts those that took too long. */
  void cutSlow() {
    long now = System.nanoTime();
    connections.forEach(
        (connection, waiting) -> {
          boolean slow = waiting.isPresent() && now - waiting.get().since() > limit.toNanos();
          if (slow && connections.remove(connection, waiting)) {
            cut(connection, waiting.get());
          }
        });
  }

  private void cut(Connection connection, Waiting waiting) {
    EndPoint endPoint = connection.getEndPoint();
    if (connection.getBytesIn() > waiting.bytes()) {
      log.info("Cut a connection whose request did not come to the end of its headers in time.");
      say(endPoint);
    }
    endPoint.close();
  }

  /** Tells the client why, as far as that works without waiting. Nobody else writes here now. */
  private static void say(EndPoint endPoint) {
    byte[] body = Json.write(AnswerWriter.json(Refuse.TOO_SLOW));
    String head =
        "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json;charset=UTF-8\r\n"
            + "Connection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try {
      endPoint.flush(
          ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)), ByteBuffer.wrap(body));
    } catch (IOException e) {
      // It has gone by itself.
    }
  }
}

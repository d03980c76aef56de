package dev.dvp.localengine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a port whether a certain engine answers there. A plain socket: the JDK's HTTP client costs
 * more to load than all the rest of a status command.
 */
final class EnginePing {
  /** Answered without a login; its {@code uuid} is the engine's instance. */
  static final String PATH = "/resources/json/delphix/about";

  private static final int MAX_ANSWER = 64 * 1024;

  private EnginePing() {}

  /**
   * Asks once.
   *
   * @param port a port of this machine
   * @param instance the run of the engine that is looked for
   * @param patience how long each of connecting and reading may take
   * @return whether it answers there
   */
  static boolean answers(int port, String instance, Duration patience) {
    int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), millis);
      socket.setSoTimeout(millis);
      String request =
          "GET " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(MAX_ANSWER);
      String text = new String(answer, StandardCharsets.UTF_8);
      return !instance.isEmpty() && text.contains('"' + instance + '"');
    } catch (IOException e) {
      return false; // nobody there, or somebody who speaks no HTTP: either way not this engine
    }
  }
}

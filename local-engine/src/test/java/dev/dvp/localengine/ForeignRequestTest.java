package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client of ours would send, byte by byte. */
class ForeignRequestTest {
  private static final String ABOUT = "GET /resources/json/delphix/about HTTP/1.1\r\n";

  @TempDir static Path folder;
  private static TestEngine engine;

  @BeforeAll
  static void start() {
    engine = TestEngine.start(folder);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST", "[::1]:PORT"})
  void namesOfThisMachineAreAnswered(String host) throws IOException {
    assertThat(exchange(ABOUT + "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "0.0.0.0:PORT",
        "evil.example:80:PORT"
      })
  void otherNamesAreRefused(String host) throws IOException {
    String answer = exchange(ABOUT + "Host: " + host + "\r\n");

    assertThat(answer).doesNotStartWith("HTTP/1.1 200").contains("\"type\":\"ErrorResult\"");
  }

  @Test
  void anAbsoluteAddressOfAnotherHostIsRefused() throws IOException {
    String answer =
        exchange(
            "GET http://evil.example/resources/json/delphix/about HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").contains("\"type\":\"ErrorResult\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:3000",
        "Origin: http://127.0.0.1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void pagesOfOtherSitesAreRefused(String header) throws IOException {
    String answer = exchange(ABOUT + "Host: 127.0.0.1:PORT\r\n" + header + "\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 403")
        .contains("exception.webservices.origin.refused")
        .doesNotContain("Access-Control");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: http://127.0.0.1:PORT", "Sec-Fetch-Site: same-origin"})
  void pagesOfTheEngineItselfAreAnswered(String header) throws IOException {
    assertThat(exchange(ABOUT + "Host: 127.0.0.1:PORT\r\n" + header + "\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "nonsense\r\n",
        "GET /resources/json/%2e%2e/%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        "GET /a b HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        "POST /resources/json/delphix/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Length: 5\r\nContent-Length: 6\r\n"
      })
  void whatIsNoHttpGetsAnErrorWithoutATrace(String request) throws IOException {
    String answer = exchange(request);

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception").doesNotContain("jetty");
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws IOException {
    String answer = exchange(ABOUT + "Host: 127.0.0.1\r\nX-Large: " + "x".repeat(100_000) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("\"type\":\"ErrorResult\"");
  }

  @Test
  void answersSayNeitherServerNorVersionAndAreNotKept() throws IOException {
    String answer = exchange(ABOUT + "Host: 127.0.0.1\r\n");

    assertThat(answer)
        .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff")
        .doesNotContain("Server:");
  }

  @Test
  void onlyTheLoopbackInterfaceIsListenedTo() throws IOException {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        assertThat(canConnect(address))
            .as(address.toString())
            .isEqualTo(address.equals(InetAddress.getByName("127.0.0.1")));
      }
    }
  }

  private boolean canConnect(InetAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, engine.port()), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String exchange(String head) throws IOException {
    String request =
        head.replace("PORT", Integer.toString(engine.port())) + "Connection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", engine.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.FakeEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that speaks plain HTTP alone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "0.0.0.0 leads nowhere there")
class InsecureHttpTest {
  @TempDir Path folder;
  private DvpRunner dvp;
  private final FakeEngine engine = new FakeEngine();

  private PlainFront front;

  /** This machine under a name that is not known to be this machine, as a remote engine is. */
  private String address;

  @BeforeEach
  void aUser() throws IOException {
    dvp = new DvpRunner(folder).env("DVP_USER", "admin").env("DVP_PASSWORD", "s3cr3t");
    SampleArtifact.today().write(dvp.workingDir().resolve("artifact.json"));
    front = new PlainFront(engine.port());
    address = "0.0.0.0:" + front.port();
  }

  @AfterEach
  void stop() throws IOException {
    front.close();
    engine.close();
  }

  @Test
  void withTheOptionItGoesOnInClearAndSaysSo() {
    DvpRunner.Result result = dvp.run("upload", "-e", address, "--insecure-http", "--wait");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).isEqualTo("Installed My DB 1.2 on http://" + address + ".\n");
    assertThat(result.err())
        .contains("warning[E103]", "http://" + address)
        .containsOnlyOnce("E103")
        .doesNotContain("s3cr3t");
    assertThat(engine.logins()).hasSize(1);
  }

  @Test
  void withoutTheOptionItDoesNot() {
    DvpRunner.Result result = dvp.run("upload", "-e", address);
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E205]", "`http://" + address + "`");
    assertThat(engine.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://", "HTTPS://"})
  void whatIsWrittenAsHttpsIsNeverAskedInClear(String scheme) {
    DvpRunner.Result result = dvp.run("upload", "-e", scheme + address, "--insecure-http");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[E205]").doesNotContain("E103");
    assertThat(engine.calls()).isEmpty();
    UserFile.write(dvp, "[p]\nengine = " + scheme + address + "\n");
    assertThat(dvp.run("upload", "-e", "p", "--insecure-http").exitCode())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void whoeverNamesACertificateIsNeverServedWithoutOne() {
    String fingerprint = "sha256:" + "0".repeat(64);
    DvpRunner.Result bare =
        dvp.run("upload", "-e", address, "--insecure-http", "--fingerprint", fingerprint);
    assertThat(bare.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(bare.err()).contains("error[E205]");
    DvpRunner.Result http =
        dvp.run("upload", "-e", "http://" + address, "--fingerprint", fingerprint);
    assertThat(http.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(http.err()).contains("https://");
    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void whatIsWrittenAsHttpIsAskedSoWithAWarning() {
    DvpRunner.Result result = dvp.run("upload", "-e", "http://" + address);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err()).contains("warning[E103]");
  }

  @Test
  void anEngineThatKeepsSilentToTlsIsAskedInClearToo() {
    String silent = "0.0.0.0:" + engine.port();
    long begin = System.nanoTime();
    DvpRunner.Result result =
        dvp.run("upload", "-e", silent, "--insecure-http", "--connect-timeout", "600");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("the limit of a connection is not waited for")
        .isLessThan(Duration.ofSeconds(300));
    assertThat(result.err()).contains("warning[E103]");
  }

  /** Refuses what is no HTTP at once, as web servers do and that of the JDK does not. */
  private static final class PlainFront implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final byte[] REFUSAL =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int behind;

    PlainFront(int behind) throws IOException {
      this.behind = behind;
      threads.execute(this::accept);
    }

    int port() {
      return server.getLocalPort();
    }

    private void accept() {
      try {
        while (true) {
          Socket client = server.accept();
          threads.execute(() -> serve(client));
        }
      } catch (IOException e) {
        threads.shutdown(); // The test is over.
      }
    }

    private void serve(Socket client) {
      try (client) {
        int first = client.getInputStream().read();
        if (first == TLS_HANDSHAKE) {
          client.getOutputStream().write(REFUSAL);
          client.getInputStream().readAllBytes();
        } else if (first >= 0) {
          relay(client, first);
        }
      } catch (IOException e) {
        return; // The other side hung up.
      }
    }

    private void relay(Socket client, int first) throws IOException {
      try (Socket engine = new Socket(InetAddress.getLoopbackAddress(), behind)) {
        engine.getOutputStream().write(first);
        threads.execute(() -> copy(engine, client));
        client.getInputStream().transferTo(engine.getOutputStream());
      }
    }

    private static void copy(Socket from, Socket to) {
      try {
        from.getInputStream().transferTo(to.getOutputStream());
      } catch (IOException e) {
        return; // The other side hung up.
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}

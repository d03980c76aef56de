package dev.dvp.localengine.libraries;

import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real SSH server on a free port of this machine, where the current user logs in by key. */
final class Sshd implements AutoCloseable {
  static final String USER = System.getProperty("user.name");

  final Path folder;
  final Path identity;
  final Path knownHosts;
  final int port;
  private final Process process;

  private Sshd(Path folder, int port, Process process) {
    this.folder = folder;
    this.identity = folder.resolve("id");
    this.knownHosts = folder.resolve("known");
    this.port = port;
    this.process = process;
  }

  /** Starts one; the test is skipped where there is none. */
  static Sshd start(Path folder, String... config) throws Exception {
    String program = Programs.need("sshd");
    String keygen = Programs.need("ssh-keygen");
    Files.createDirectories(folder);
    for (String key : List.of("host", "id")) {
      run(keygen, "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", folder.resolve(key).toString());
    }
    Files.copy(folder.resolve("id.pub"), folder.resolve("authorized"));
    for (int attempt = 0; attempt < 5; attempt++) {
      int port = freePort();
      Process process = launch(program, folder, port, config);
      if (answers(process, port)) {
        Sshd sshd = new Sshd(folder, port, process);
        String key = Files.readString(folder.resolve("host.pub"));
        Files.writeString(sshd.knownHosts, "[127.0.0.1]:" + port + " " + key);
        return sshd;
      }
    }
    throw new AssertionError(Files.readString(folder.resolve("log")));
  }

  private static Process launch(String program, Path folder, int port, String... config)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            ListenAddress 127.0.0.1
            Port %d
            HostKey "%s/host"
            AuthorizedKeysFile "%s/authorized"
            PidFile none
            StrictModes no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            MaxStartups 100
            %s
            """
                .formatted(port, folder, folder, String.join("\n", config)));
    List<String> words = new ArrayList<>();
    if (USER.equals("root") && !Files.isDirectory(Path.of("/run/sshd"))) {
      // The server of root wants this folder, which Debian makes when it boots: one of its own.
      String room = " --dev-bind / / --tmpfs /run --dir /run/sshd --cap-add ALL --die-with-parent";
      words.addAll(List.of((Programs.need("bwrap") + room).split(" ")));
    }
    words.addAll(List.of(program, "-D", "-e", "-f", file.toString()));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  HostAddress.Ssh address() {
    HostAddress.Ssh plain =
        (HostAddress.Ssh) HostAddress.parse("ssh://" + USER + "@127.0.0.1:" + port);
    return plain.with(Optional.of(identity), Optional.of(knownHosts));
  }

  private static void run(String... words) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new AssertionError(String.join(" ", words) + " ended with " + exitCode);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whether it does; not so when somebody else has taken the port meanwhile. */
  private static boolean answers(Process process, int port) throws InterruptedException {
    while (process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return process.isAlive();
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    return false;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}

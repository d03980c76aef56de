package dev.dvp.localengine.libraries;

import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.Sha256;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The key by which a host proves that it is itself: whether it is known, and how it gets known. */
public final class HostKeys {
  private static final String NO_LOGIN = "PreferredAuthentications=none";
  private static final int PARTS = 3;

  private final Surroundings around;
  private final HostAddress.Ssh address;
  private final SshCommand ssh;

  /**
   * The key of a host.
   *
   * @param around what is around commands on this machine
   * @param address the host
   */
  public HostKeys(Surroundings around, HostAddress.Ssh address) {
    this.around = around;
    this.address = address;
    this.ssh = new SshCommand(around, address);
  }

  /**
   * A key that a host showed.
   *
   * @param type for example {@code ssh-ed25519}
   * @param fingerprint as OpenSSH writes it, for example {@code SHA256:…}
   * @param line the line of a file of known hosts
   */
  public record Seen(String type, String fingerprint, String line) {}

  /**
   * Asks the host, without a login.
   *
   * @return whether its key is known
   * @throws HostException when it cannot be reached, or has another key than the known one
   * @throws InterruptedException when the thread is interrupted
   */
  public boolean isTrusted() throws HostException, InterruptedException {
    Ran ran = run(ssh.options());
    if (ran.exitCode() == 0 || ran.err().contains("Permission denied")) {
      return true;
    }
    HostException reason = new SshTrouble(address).explain(ran.exitCode(), ran.err());
    if (ran.err().contains("IDENTIFICATION HAS CHANGED")
        || reason.rule() != EnvironmentRule.HOST_KEY) {
      throw reason;
    }
    return false;
  }

  /**
   * Asks the host for its key, without a login, and trusts it in nothing.
   *
   * @return the key
   * @throws HostException when it cannot be reached
   * @throws InterruptedException when the thread is interrupted
   */
  public Seen see() throws HostException, InterruptedException {
    try {
      Path file =
          PrivateFiles.createTemporary(
              PrivateFiles.createFolder(around.folder().root()), ".known_hosts");
      try {
        List<String> words = ssh.basics();
        words.addAll(SshCommand.option("StrictHostKeyChecking=accept-new"));
        words.addAll(SshCommand.option("UserKnownHostsFile=" + SshCommand.quoted(file)));
        words.addAll(SshCommand.option("GlobalKnownHostsFile=/dev/null"));
        words.addAll(SshCommand.option("HashKnownHosts=no"));
        Ran ran = run(words);
        return read(Files.readString(file))
            .orElseThrow(() -> new SshTrouble(address).explain(ran.exitCode(), ran.err()));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unusable(around.folder().root(), e);
    }
  }

  private static Optional<Seen> read(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" ", PARTS + 1))
        .filter(parts -> parts.length >= PARTS)
        .map(parts -> new Seen(parts[1], fingerprint(parts[2]), String.join(" ", parts)))
        .findFirst();
  }

  private static String fingerprint(String key) {
    byte[] hash = Sha256.digest().digest(Base64.getDecoder().decode(key));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
  }

  /**
   * Makes the key known from now on.
   *
   * @param key the key
   * @throws HostException when the file of known hosts cannot be written
   */
  public void trust(Seen key) throws HostException {
    Path file = address.knownHostsFile().orElse(around.folder().knownHosts());
    try {
      boolean isNew = !Files.exists(file);
      // A last line of the user's that does not end is no part of ours.
      String before = isNew || endsInLineBreak(file) ? "" : "\n";
      Files.writeString(
          file, before + key.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (isNew) {
        PrivateFiles.makePrivate(file);
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static boolean endsInLineBreak(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() == 0
          || (channel.position(channel.size() - 1).read(last) == 1 && last.get(0) == '\n');
    }
  }

  private static HostException unusable(Path file, IOException cause) {
    return new HostException(
        EnvironmentRule.FILE_UNUSABLE,
        "`" + file + "` cannot be written" + Reasons.of(cause) + ".",
        "It must be yours and writable.");
  }

  private Ran run(List<String> options) throws HostException, InterruptedException {
    List<String> words = around.inOwnSession();
    words.addAll(options);
    words.addAll(SshCommand.option(NO_LOGIN));
    words.addAll(List.of("--", address.host(), "true"));
    Path folder = around.folder().root();
    try {
      return new CommandProcess(
              words,
              ssh.environment(),
              PrivateFiles.createFolder(folder),
              "",
              "",
              CommandProcess.MAX_OUTPUT,
              Leftovers.ENDED)
          .run();
    } catch (IOException e) {
      throw unusable(folder, e);
    } catch (LibraryCallException e) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE, address.text() + " talks without end.", "Look what it is.");
    }
  }
}

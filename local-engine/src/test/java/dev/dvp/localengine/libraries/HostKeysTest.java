package dev.dvp.localengine.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of a host, and the look at what an environment has, on a real server. */
class HostKeysTest {
  @TempDir Path folder;

  private Surroundings around() {
    return new Bench(folder.resolve("da ta")).around();
  }

  @Test
  void aKeyIsSeenWithoutBeingTrustedAndKnownOnceItIs() throws Exception {
    Programs.need("ssh");
    try (Sshd sshd = Sshd.start(folder.resolve("a server's"))) {
      HostAddress.Ssh address = sshd.address().with(Optional.of(sshd.identity), Optional.empty());
      HostKeys keys = new HostKeys(around(), address);
      assertThat(keys.isTrusted()).isFalse();
      HostKeys.Seen seen = keys.see();
      assertThat(seen.type()).isEqualTo("ssh-ed25519");
      assertThat(seen.fingerprint()).isEqualTo(fingerprint(sshd.folder.resolve("host.pub")));
      assertThat(keys.isTrusted()).isFalse();
      keys.trust(seen);
      assertThat(keys.isTrusted()).isTrue();
      try (Stream<Path> files = Files.list(folder.resolve("da ta"))) {
        assertThat(files).containsExactly(around().folder().knownHosts());
      }

      Environment there = new Environment("there", address, folder.resolve("s 'c").toString());
      EnvironmentProbe probe = new EnvironmentProbe(there, around());
      assertThat(probe.sandbox()).isEmpty();
      assertThat(probe.programs().get(0).version().orElseThrow()).contains("bash");
      assertThat(folder.resolve("s 'c")).isDirectory();
      Environment bad = new Environment("bad", address, "/proc/nowhere");
      assertThatThrownBy(() -> new EnvironmentProbe(bad, around()).programs())
          .hasMessageContainingAll("`/proc/nowhere` of `bad`", "proc");

      String other = Files.readString(sshd.folder.resolve("id.pub"));
      Files.writeString(around().folder().knownHosts(), "[127.0.0.1]:" + sshd.port + " " + other);
      assertThatThrownBy(keys::isTrusted).hasMessageContaining("not the one that is known");
    }
  }

  @Test
  void aHostThatDoesNotAnswerIsNamed() throws Exception {
    Programs.need("ssh");
    HostAddress.Ssh address =
        (HostAddress.Ssh) HostAddress.parse("ssh://me@127.0.0.1:" + Sshd.freePort());
    HostKeys keys = new HostKeys(around(), address);
    assertThatThrownBy(keys::isTrusted).hasMessageContaining("cannot be reached");
    assertThatThrownBy(keys::see)
        .isInstanceOfSatisfying(
            HostException.class,
            e -> {
              assertThat(e.rule()).isEqualTo(EnvironmentRule.UNREACHABLE);
              assertThat(e.forUser().diagnostics().get(0).help()).contains("ssh -p");
            });
  }

  private static String fingerprint(Path key) throws Exception {
    Process process =
        new ProcessBuilder(Programs.need("ssh-keygen"), "-lf", key.toString()).start();
    return new String(process.getInputStream().readAllBytes()).split(" ")[1];
  }
}

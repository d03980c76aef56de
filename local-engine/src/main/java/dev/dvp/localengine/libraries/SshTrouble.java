package dev.dvp.localengine.libraries;

import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.environments.HostAddress;
import java.util.List;

/** Says in words of our own why a login did not come about. */
final class SshTrouble {
  private static final int NOT_FOUND = 127;
  private static final int SHOWN = 300;

  private final HostAddress.Ssh address;

  SshTrouble(HostAddress.Ssh address) {
    this.address = address;
  }

  /**
   * The reason of a failure.
   *
   * @param exitCode the exit code of {@code ssh}
   * @param err what it printed on standard error
   */
  HostException explain(int exitCode, String err) {
    String host = address.text();
    if (err.contains("IDENTIFICATION HAS CHANGED")) {
      return new HostException(
          EnvironmentRule.HOST_KEY,
          "The key of "
              + host
              + " is not the one that is known: it was set up anew, or somebody"
              + " stands between.",
          "When its owner says that the new key is right, remove the old one with `ssh-keygen -R`"
              + " from the file that has it, and add the environment again.");
    }
    if (err.contains("Host key verification failed")) {
      return new HostException(
          EnvironmentRule.HOST_KEY,
          "The key of " + host + " is not known, so nothing was sent to it.",
          "Add the environment with `dvp env add`, which shows the key's fingerprint and asks, or"
              + " put the key into ~/.ssh/known_hosts.");
    }
    if (err.contains("Permission denied")) {
      return new HostException(
          EnvironmentRule.UNREACHABLE,
          host + " does not let `" + address.user() + "` in: " + shown(err) + ".",
          "Logins are by key alone: put your public key into ~/.ssh/authorized_keys there, and name"
              + " the private one with `--identity` unless `ssh` finds it by itself or an agent has"
              + " it.");
    }
    if (exitCode == NOT_FOUND || err.contains("bash: not found")) {
      return new HostException(
          EnvironmentRule.PROGRAM_MISSING,
          "There is no bash on " + host + ": " + shown(err) + ".",
          "Install it there; commands of plugins are for bash.");
    }
    return new HostException(
        EnvironmentRule.UNREACHABLE,
        host + " cannot be reached: " + shown(err) + ".",
        "Check the address and the port, that the host is up and an SSH server runs on it: `ssh -p "
            + address.port()
            + " "
            + address.user()
            + "@"
            + address.host()
            + "` tells more.");
  }

  /** The last words of a program, for the middle of a sentence. */
  static String shown(String err) {
    List<String> lines = err.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "without a word";
    }
    String text = String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    String safe = text.replaceAll("\\p{Cntrl}", "?").replaceAll("\\.+$", "");
    return safe.length() > SHOWN ? safe.substring(0, SHOWN) + "…" : safe;
  }
}

package dev.dvp.localengine.libraries;

import dev.dvp.localengine.environments.HostAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words of OpenSSH: a login that asks nobody anything, on a host whose key is known. */
final class SshCommand {
  private static final List<String> OPTIONS =
      List.of(
          "BatchMode=yes",
          "ConnectTimeout=10",
          "ServerAliveInterval=15",
          "ServerAliveCountMax=3",
          "RequestTTY=no",
          "RemoteCommand=none",
          "PermitLocalCommand=no",
          "ClearAllForwardings=yes",
          "ForwardAgent=no",
          "ForwardX11=no",
          "UpdateHostKeys=no",
          // The user's own configuration may trust where nobody has looked.
          "NoHostAuthenticationForLocalhost=no",
          "VerifyHostKeyDNS=no",
          "ControlMaster=no",
          "ControlPath=none",
          "LogLevel=ERROR");

  private final Surroundings around;
  private final HostAddress.Ssh address;

  SshCommand(Surroundings around, HostAddress.Ssh address) {
    this.around = around;
    this.address = address;
  }

  /** The program, its options and the host, before what it is to do there. */
  List<String> login() throws HostException {
    List<String> words = options();
    words.addAll(List.of("--", address.host()));
    return words;
  }

  /** The program and its options, for a program that adds the host itself. */
  List<String> options() throws HostException {
    List<String> words = new ArrayList<>(basics());
    words.addAll(option("StrictHostKeyChecking=yes"));
    words.addAll(option("UserKnownHostsFile=" + knownHosts()));
    return words;
  }

  /** The program and its options but for those that say which keys of the host are trusted. */
  List<String> basics() throws HostException {
    List<String> words = new ArrayList<>();
    words.add(around.need("ssh", "openssh-client"));
    words.add("-T");
    OPTIONS.forEach(option -> words.addAll(option(option)));
    address
        .identityFile()
        .ifPresent(
            file -> {
              words.addAll(List.of("-i", file.toString().replace("%", "%%")));
              words.addAll(option("IdentitiesOnly=yes"));
            });
    words.addAll(List.of("-p", Integer.toString(address.port()), "-l", address.user()));
    return words;
  }

  static List<String> option(String option) {
    return List.of("-o", option);
  }

  /** A file as a value of an option. */
  static String quoted(Path file) {
    return "\"" + file.toString().replace("%", "%%") + "\"";
  }

  private String knownHosts() {
    return address
        .knownHostsFile()
        .map(SshCommand::quoted)
        .orElseGet(() -> quoted(around.folder().knownHosts()) + " ~/.ssh/known_hosts");
  }

  /** What {@code ssh} itself has in its environment. */
  Map<String, String> environment() {
    Map<String, String> environment = around.base();
    Optional.ofNullable(around.environment().get("SSH_AUTH_SOCK"))
        .ifPresent(agent -> environment.put("SSH_AUTH_SOCK", agent));
    return environment;
  }
}

package dev.dvp.localengine.environments;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an environment's commands run. */
public sealed interface HostAddress {
  /** How this machine is written. */
  String LOCAL = "local";

  /**
   * The address as the user writes it.
   *
   * @return {@code local} or {@code ssh://user@host:port}
   */
  String text();

  /** This machine. */
  record Local() implements HostAddress {
    @Override
    public String text() {
      return LOCAL;
    }
  }

  /**
   * A machine that is reached with OpenSSH.
   *
   * @param user who logs in
   * @param host its name or address; an IPv6 address stands without brackets
   * @param port the port of its SSH server
   * @param identityFile the private key, when it is not one that {@code ssh} finds by itself
   * @param knownHostsFile where its key is looked for, when that is not among the keys that {@code
   *     dvp env add} accepted and the user's own
   */
  record Ssh(
      String user,
      String host,
      int port,
      Optional<Path> identityFile,
      Optional<Path> knownHostsFile)
      implements HostAddress {
    /** The port that is meant when none is written. */
    public static final int DEFAULT_PORT = 22;

    // A blank, a quote or a leading dash would be something else to ssh or to a shell.
    private static final Pattern FORM =
        Pattern.compile(
            "ssh://([A-Za-z0-9_][A-Za-z0-9_.-]{0,63})@"
                + "(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)\\]|([A-Za-z0-9_][A-Za-z0-9_.-]{0,252}))"
                + "(?::([0-9]{1,5}))?/?");

    @Override
    public String text() {
      String shown = host.contains(":") ? "[" + host + "]" : host;
      return "ssh://" + user + "@" + shown + (port == DEFAULT_PORT ? "" : ":" + port);
    }

    /**
     * The same with files of its own.
     *
     * @param identity the private key
     * @param knownHosts where the host's key is looked for
     * @return a copy
     */
    public Ssh with(Optional<Path> identity, Optional<Path> knownHosts) {
      return new Ssh(user, host, port, identity, knownHosts);
    }

    /**
     * The same for another user.
     *
     * @param other who logs in
     * @return a copy
     * @throws DvpException when it cannot be the name of a user
     */
    public Ssh as(String other) {
      Ssh checked = of("ssh://" + other + "@host");
      return new Ssh(checked.user(), host, port, identityFile, knownHostsFile);
    }

    private static Ssh of(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw invalid(text);
      }
      String number = matcher.group(4);
      int port = number == null ? DEFAULT_PORT : Integer.parseInt(number);
      if (port < 1 || port > 0xFFFF) {
        throw invalid(text);
      }
      String six = matcher.group(2);
      return new Ssh(
          matcher.group(1),
          six == null ? matcher.group(3) : six,
          port,
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * Reads an address.
   *
   * @param text {@code local} or {@code ssh://user@host[:port]}
   * @return the address
   * @throws DvpException when it is neither
   */
  static HostAddress parse(String text) {
    return text.equals(LOCAL) ? new Local() : Ssh.of(text);
  }

  private static DvpException invalid(String text) {
    // What stands before the @ may hold a password.
    String shown = text.replaceFirst("://[^@]*:[^@]*@", "://***@");
    return new DvpException(
        EnvironmentRule.INVALID.at(
            Location.NONE,
            "`" + shown + "` is no host of an environment.",
            "Write `local` for this machine, or `ssh://user@host` or `ssh://user@host:port`; a"
                + " login is by key, never by a password in the address."));
  }
}

package dev.dvp.localengine.environments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.util.regex.Pattern;

/**
 * A machine that a plugin's commands run on.
 *
 * @param name what the user calls it
 * @param host where it is
 * @param scratchPath a folder on it where a plugin may write, absolute
 */
public record Environment(String name, HostAddress host, String scratchPath) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String REFERENCE = "UNIX_HOST_ENVIRONMENT-";
  private static final String BINARY_PATH = "/usr/bin";

  /**
   * Checks the name and the path.
   *
   * @throws DvpException when one of them cannot be used
   */
  public Environment {
    if (!NAME.matcher(name).matches()) {
      throw new DvpException(
          EnvironmentRule.INVALID.at(
              Location.NONE,
              "`" + name + "` cannot be the name of an environment.",
              "Use letters, digits, dots, dashes and underscores, 64 at most, and begin with a"
                  + " letter or a digit."));
    }
    boolean isPath = scratchPath.startsWith("/") && scratchPath.indexOf('\0') < 0;
    if (!isPath && host instanceof HostAddress.Ssh) {
      throw new DvpException(
          EnvironmentRule.INVALID.at(
              Location.NONE,
              "The scratch folder `" + scratchPath + "` of `" + name + "` is not absolute.",
              "Write it from the root, as in `--scratch /var/tmp/dvp`."));
    }
  }

  /**
   * What an engine calls it.
   *
   * @return the same for the same name
   */
  public String reference() {
    return REFERENCE + name;
  }

  /**
   * Who runs its commands.
   *
   * @param here the name of who runs on this machine
   * @return the login name
   */
  public String user(String here) {
    return host instanceof HostAddress.Ssh ssh ? ssh.user() : here;
  }

  /**
   * The connection to it, as {@code python-runtime/PROTOCOL.md} writes a {@code RemoteConnection}.
   *
   * @param here the name of who runs on this machine
   * @return the object
   */
  public ObjectNode connection(String here) {
    ObjectNode connection = JsonNodeFactory.instance.objectNode();
    ObjectNode environment = connection.putObject("environment");
    environment.put("name", name).put("reference", reference());
    environment
        .putObject("host")
        .put("name", host instanceof HostAddress.Ssh ssh ? ssh.host() : "localhost")
        .put("reference", "UNIX_HOST-" + name)
        .put("binaryPath", BINARY_PATH)
        .put("scratchPath", scratchPath);
    String user = user(here);
    connection
        .putObject("user")
        .put("name", user)
        .put("reference", "HOST_USER-" + name + "-" + user);
    return connection;
  }
}

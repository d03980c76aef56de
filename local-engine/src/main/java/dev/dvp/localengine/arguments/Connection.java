package dev.dvp.localengine.arguments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A host as operations see it: the environment, the machine and the user.
 *
 * @param environment the environment's name
 * @param reference the engine's reference of the environment
 * @param host the machine's name or address
 * @param binaryPath where the engine's own programs are on it
 * @param scratchPath a folder for temporary files
 * @param user the login name
 */
public record Connection(
    String environment,
    String reference,
    String host,
    String binaryPath,
    String scratchPath,
    String user) {

  /**
   * The machine that dvp runs on.
   *
   * @param user the login name of who runs dvp
   * @param scratchPath a folder for temporary files
   * @return the connection
   */
  public static Connection local(String user, String scratchPath) {
    return new Connection("local", "ENVIRONMENT-local", "localhost", "/usr/bin", scratchPath, user);
  }

  ObjectNode environmentNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", environment).put("reference", reference);
    node.putObject("host")
        .put("name", host)
        .put("reference", "HOST-" + environment)
        .put("binaryPath", binaryPath)
        .put("scratchPath", scratchPath);
    return node;
  }

  /** The connection as the protocol has it. */
  ObjectNode node() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("environment", environmentNode());
    node.putObject("user").put("name", user).put("reference", "USER-" + user);
    return node;
  }
}

package dev.dvp.localengine.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Vault;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.localengine.running.LibraryCalls;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Does a plugin's library calls on environments. */
public final class EnvironmentLibrary implements LibraryCalls {
  private final Map<String, Environment> environments;
  private final Hosts hosts;
  private final Vault vault;

  /**
   * A library for some environments.
   *
   * @param environments those that connections may lead to
   * @param around what is around commands on this machine
   */
  public EnvironmentLibrary(Collection<Environment> environments, Surroundings around) {
    this(environments, around, CommandProcess.MAX_OUTPUT);
  }

  EnvironmentLibrary(Collection<Environment> environments, Surroundings around, long maxOutput) {
    this.environments =
        environments.stream()
            .collect(Collectors.toMap(Environment::reference, environment -> environment));
    this.hosts = new Hosts(around, maxOutput);
    this.vault = new Vault(around.folder());
  }

  @Override
  public JsonNode call(String name, ObjectNode arguments)
      throws LibraryCallException, InterruptedException {
    try {
      return switch (name) {
        case "run_bash" -> bash(arguments);
        case "retrieve_credentials" -> vault.retrieve(arguments.path("credentialsSupplier"));
        case "upgrade_password" ->
            vault.upgrade(
                arguments.path("username").asText(""), arguments.path("password").asText());
        default ->
            throw new LibraryCallException(
                "The local engine has no library call `" + name + "`.", false);
      };
    } catch (HostException e) {
      throw e.forPlugin();
    } catch (DvpException e) {
      Diagnostic reason = e.diagnostics().get(0);
      throw new LibraryCallException((reason.message() + " " + reason.help()).strip(), true);
    }
  }

  private JsonNode bash(ObjectNode arguments)
      throws HostException, LibraryCallException, InterruptedException {
    String script = BashScript.of(variables(arguments), arguments.path("command").asText());
    return answer(host(arguments).bash(script, arguments.path("useLoginShell").asBoolean()));
  }

  private Host host(ObjectNode arguments) throws LibraryCallException {
    return hosts.of(environment(arguments));
  }

  private Environment environment(ObjectNode arguments) throws LibraryCallException {
    JsonNode asked = arguments.path("remoteConnection").path("environment");
    Environment environment = environments.get(asked.path("reference").asText());
    if (environment == null) {
      throw new LibraryCallException(
          "The connection leads to the environment `"
              + asked.path("name").asText()
              + "` ("
              + asked.path("reference").asText()
              + "), which this operation does not have. Use a connection that the operation was"
              + " given, as it is.",
          true);
    }
    return environment;
  }

  private static Map<String, String> variables(ObjectNode arguments) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : arguments.path("variables").properties()) {
      variables.put(one.getKey(), one.getValue().asText());
    }
    return variables;
  }

  private static ObjectNode answer(Ran ran) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("exitCode", ran.exitCode())
        .put("stdout", ran.out())
        .put("stderr", ran.err());
  }
}

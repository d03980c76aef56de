package dev.dvp.localengine.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Vault;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.localengine.running.LibraryCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does a plugin's library calls on environments. */
public final class EnvironmentLibrary implements LibraryCalls {
  private final Map<String, Environment> environments;
  private final Surroundings around;
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
    this.around = around;
    this.hosts = new Hosts(around, maxOutput);
    this.vault = new Vault(around.folder());
  }

  @Override
  public JsonNode call(String name, ObjectNode arguments)
      throws LibraryCallException, InterruptedException {
    try {
      return switch (name) {
        case "run_bash" -> bash(arguments);
        case "run_expect" -> expect(arguments);
        case "run_powershell" -> powershell(arguments);
        case "run_sync" -> sync(arguments);
        case "retrieve_credentials" -> vault.retrieve(arguments.path("credentialsSupplier"));
        case "upgrade_password" ->
            vault.upgrade(
                arguments.path("username").isTextual() ? arguments.path("username").asText() : "",
                arguments.path("password").asText());
        default ->
            throw new LibraryCallException(
                "The local engine has no library call `" + name + "`.", false);
      };
    } catch (HostException e) {
      throw e.forPlugin();
    } catch (DvpException e) {
      throw forPlugin(e);
    }
  }

  /**
   * What a plugin gets for a fault of what is around its library calls.
   *
   * @param fault the fault
   * @return a failure that the plugin may catch
   */
  public static LibraryCallException forPlugin(DvpException fault) {
    Diagnostic reason = fault.diagnostics().get(0);
    return new LibraryCallException((reason.message() + " " + reason.help()).strip(), true);
  }

  /**
   * Tells why commands on this machine, as far as some have been run, were not kept from the rest
   * of it although bubblewrap is there.
   *
   * @return the reason; nothing when they were, or there is no bubblewrap
   */
  public Optional<String> withoutSandbox() {
    return hosts.withoutSandbox();
  }

  private JsonNode bash(ObjectNode arguments)
      throws HostException, LibraryCallException, InterruptedException {
    String script = BashScript.of(variables(arguments), arguments.path("command").asText());
    return answer(host(arguments).bash(script, arguments.path("useLoginShell").asBoolean()));
  }

  private JsonNode expect(ObjectNode arguments)
      throws HostException, LibraryCallException, InterruptedException {
    return program(
        arguments,
        "expect",
        HostPrograms.expect(arguments.path("command").asText()),
        "Install it; on Debian it is in the package `expect`.");
  }

  private JsonNode powershell(ObjectNode arguments)
      throws HostException, LibraryCallException, InterruptedException {
    return program(
        arguments,
        "pwsh",
        HostPrograms.powershell(arguments.path("command").asText()),
        "Install PowerShell, which Debian does not have: see"
            + " https://learn.microsoft.com/powershell/scripting/install/installing-powershell.");
  }

  private JsonNode program(ObjectNode arguments, String program, String script, String remedy)
      throws HostException, LibraryCallException, InterruptedException {
    String where = environment(arguments).host().text();
    String whole = BashScript.of(variables(arguments), script);
    return answer(HostPrograms.check(program, where, remedy, host(arguments).bash(whole, false)));
  }

  private JsonNode sync(ObjectNode arguments)
      throws HostException, LibraryCallException, InterruptedException {
    Syncing.Order order =
        new Syncing.Order(
            arguments.path("sourceDirectory").asText(),
            Optional.ofNullable(arguments.path("rsyncUser").textValue()),
            texts(arguments.path("excludePaths")),
            texts(arguments.path("symLinksToFollow")));
    new Syncing(around, environment(arguments), host(arguments), order).run();
    return NullNode.getInstance();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
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

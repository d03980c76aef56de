package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.PluginVariables;
import dev.dvp.core.interpreter.Python;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a plugin's process is started: it sees Python's own library, the runtime packages and the
 * plugin, and nothing of the user's environment.
 *
 * @param python what runs it
 * @param workspace its folder
 * @param plugin the plugin, within the workspace
 * @param isolation what it is started through
 * @param environment the caller's environment variables, of which it gets {@code PATH}
 * @param debugging whether it waits for a debugger
 */
public record Launch(
    Python python,
    Workspace workspace,
    PluginFolder plugin,
    Isolation isolation,
    Map<String, String> environment,
    Optional<Debugging> debugging) {
  // The engine hands values, messages and library calls on as protobuf: its limits, in bytes.
  private static final int MAX_VALUE = 4 << 20;
  private static final int MAX_MESSAGE = 128 << 10;
  private static final int MAX_LIBRARY_CALL = 192 << 20;

  private static final long MEMORY = 4L << 30;
  private static final long FILE_SIZE = 1L << 30;
  private static final int PROCESSES = 1024;

  /** Copies the environment. */
  public Launch {
    environment = Map.copyOf(environment);
  }

  Process start() throws IOException {
    List<String> command = new ArrayList<>(isolation.prefix());
    command.addAll(python.command());
    command.addAll(List.of("-I", "-S", "-B", "-X", "utf8"));
    if (debugging.isPresent()) {
      // Else debugpy warns that it may miss breakpoints; Pythons before 3.11 pass over it.
      command.addAll(List.of("-X", "frozen_modules=off"));
    }
    command.add(workspace.script().toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(plugin.root().toFile());
    builder.environment().clear();
    builder.environment().putAll(PluginVariables.of(environment, workspace.home()));
    return builder.start();
  }

  void describe(ObjectNode opening) {
    opening.put("srcDir", plugin.root().toString());
    opening.put("module", plugin.entryPoint().module());
    opening.put("object", plugin.entryPoint().object());
    opening.put("pluginType", plugin.type().name());
    opening.putArray("paths").add(workspace.packages().toString());
    opening
        .putObject("limits")
        .put("value", MAX_VALUE)
        .put("message", MAX_MESSAGE)
        .put("library", MAX_LIBRARY_CALL);
    opening
        .putObject("resources")
        .put("memory", MEMORY)
        .put("fileSize", FILE_SIZE)
        .put("processes", isolation.hasOwnUsers() ? PROCESSES : 0);
    debugging.ifPresent(
        wanted -> {
          ObjectNode debug = opening.putObject("debug").put("port", wanted.port());
          ArrayNode paths = debug.putArray("paths");
          wanted.paths().forEach(path -> paths.add(path.toString()));
        });
  }
}

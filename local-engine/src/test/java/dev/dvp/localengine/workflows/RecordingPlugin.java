package dev.dvp.localengine.workflows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.PluginFolder;
import dev.dvp.localengine.running.TestCache;
import dev.dvp.localengine.running.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plugin that has every operation of its type, writes down each call in a file, and does what a
 * file of the operation's name says: see the source below.
 */
record RecordingPlugin(
    Path control, PluginType type, String build, String schema, Set<String> missing, String more) {
  static final String ID = "5b1e2f80-8a1b-4d0e-9d7e-7c1f3b0a9d11";
  static final Duration LONG = Duration.ofMinutes(2);

  private static final Python PYTHON = TestCache.PYTHON;
  private static final Isolation ISOLATION = Isolation.find(true);
  private static final EntryPoint ENTRY_POINT = new EntryPoint("recorder", "plugin");
  private static final String NAMED =
      "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"name\"],"
          + " \"properties\": {\"name\": {\"type\": \"string\"}}%s}";

  private static final String HEAD =
      """
      import json, os, time, logging
      from dlpx.virtualization import libs
      from dlpx.virtualization.platform import *
      from dlpx.virtualization.platform.exceptions import UserError
      from generated.definitions import *
      CONTROL = "@CONTROL@"
      logging.getLogger().addHandler(libs.PlatformHandler())
      plugin = Plugin()
      def mounts(source):
          if isinstance(source, VirtualSource):
              return [mount.mount_path for mount in source.mounts]
          return [source.mount.mount_path] if isinstance(source, StagedSource) else []
      def told(value):
          if value is None or isinstance(value, (str, dict)):
              return value
          if hasattr(value, "guid"):
              return {"guid": value.guid, "parameters": value.parameters.to_dict(),
                      "mounts": mounts(value)}
          return value.environment.name if hasattr(value, "environment") else value.to_dict()
      def calls():
          with open(CONTROL + "/calls") as file:
              return len(file.readlines())
      def specification(source):
          staged = isinstance(source, StagedSource)
          connection = source.staged_connection if staged else source.connection
          path = CONTROL + "/mounts/" + source.guid + order("path")
          return MountSpecification([Mount(connection.environment, path)])
      def order(operation):
          try:
              with open(CONTROL + "/order-" + operation) as file:
                  return file.read()
          except FileNotFoundError:
              return ""
      def act(operation, value, **given):
          with open(CONTROL + "/calls", "a") as file:
              arguments = {name: told(argument) for name, argument in given.items()}
              file.write(json.dumps({"operation": operation, "arguments": arguments}) + "\\n")
          for argument in given.values():
              for path in mounts(argument):
                  if os.path.isdir(path):
                      with open(path + "/history", "a") as file:
                          file.write(operation + "\\n")
          wanted = order(operation)
          if wanted == "user":
              raise UserError("no luck today", "try again tomorrow", "some output")
          if wanted == "wrong":
              return 5
          if wanted == "exit":
              os._exit(3)
          if wanted == "talk":
              logging.warning("x" * 8000)
          if wanted == "hang":
              logging.warning("reached")
              time.sleep(600)
          if wanted == "active":
              return Status.ACTIVE
          if wanted.startswith("bash "):
              libs.run_bash(given["virtual_source"].connection, wanted[5:])
          return value()
      """;

  static RecordingPlugin of(Path control, PluginType type) {
    return new RecordingPlugin(control, type, "1.0", namedObjects(), Set.of(), "");
  }

  /** All objects have a name, and nothing else. */
  static String namedObjects() {
    String named = NAMED.formatted("");
    String identified =
        NAMED.formatted(", \"nameField\": \"name\", \"identityFields\": [\"name\"]");
    return """
        {"repositoryDefinition": %s, "sourceConfigDefinition": %s, "virtualSourceDefinition": %s,
         "linkedSourceDefinition": %s, "snapshotDefinition": %s, "snapshotParametersDefinition": %s}
        """
        .formatted(identified, identified, named, named, named, named);
  }

  /** The next version: another build, another schema, and migrations. */
  RecordingPlugin next(String nextBuild, String nextSchema, String migrations) {
    return new RecordingPlugin(control, type, nextBuild, nextSchema, missing, migrations);
  }

  RecordingPlugin without(String... operations) {
    return new RecordingPlugin(control, type, build, schema, Set.of(operations), more);
  }

  PluginSession session(Duration limit) throws IOException {
    PluginSchemas schemas = schemas();
    PluginAtHand plugin =
        new PluginAtHand(
            ID, "Recorder", build, type, ENTRY_POINT, Location.of(control), schemas, control);
    return new PluginSession(plugin, () -> launch(schemas), limit);
  }

  private PluginSchemas schemas() throws IOException {
    Path file = Files.createDirectories(control).resolve("schema.json");
    Files.writeString(file, schema);
    Diagnostics found = new Diagnostics();
    return SchemaReader.read(file, found)
        .orElseThrow(() -> new AssertionError(found.sorted().toString()));
  }

  private Launch launch(PluginSchemas schemas) throws IOException {
    List<Payload.Entry> entries = new ArrayList<>();
    GeneratedClasses.of(schemas).files().forEach((name, text) -> entries.add(entry(name, text)));
    entries.add(entry("recorder.py", source()));
    Payload payload = new Payload(entries, List.of());
    Workspace workspace = Workspace.of(payload, TestCache.kept(payload));
    PluginFolder folder = new PluginFolder(workspace.plugin(), ENTRY_POINT, type);
    return new Launch(PYTHON, workspace, folder, ISOLATION, System.getenv(), Optional.empty());
  }

  private static Payload.Entry entry(String name, String text) {
    return new Payload.Entry(name, new Payload.InMemory(text.getBytes(UTF_8)));
  }

  private String source() {
    return HEAD.replace("@CONTROL@", control.toString())
        + OperationCatalogue.get().operationsFor(type).stream()
            .filter(one -> !missing.contains(one.decorator()))
            .map(RecordingPlugin::function)
            .collect(Collectors.joining())
        + more;
  }

  private static String function(Operation operation) {
    String name = operation.decorator();
    String arguments = String.join(", ", operation.arguments());
    String given =
        operation.arguments().stream().map(a -> a + "=" + a).collect(Collectors.joining(", "));
    return """
        @plugin.%s()
        def %s(%s):
            return act("%s", lambda: %s, %s)
        """
        .formatted(name, name.replace('.', '_'), arguments, name, value(operation), given);
  }

  private static String value(Operation operation) {
    String returns = operation.returns();
    if (returns.startsWith("list[Repository")) {
      return "[RepositoryDefinition(name='r1'), RepositoryDefinition(name='r2')]";
    } else if (returns.startsWith("list[SourceConfig")) {
      return "[SourceConfigDefinition(name='c of ' + repository.name)]";
    } else if (returns.startsWith("SourceConfig")) {
      return "SourceConfigDefinition(name='by " + operation.decorator() + "')";
    } else if (returns.startsWith("Snapshot")) {
      return "SnapshotDefinition(name='at call ' + str(calls()))";
    } else if (returns.startsWith("MountSpecification")) {
      return "specification(" + operation.arguments().get(0) + ")";
    } else if (returns.startsWith("Status")) {
      return "Status.INACTIVE";
    }
    return returns.startsWith("non-negative") ? "7" : "None";
  }
}

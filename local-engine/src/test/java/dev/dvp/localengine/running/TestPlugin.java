package dev.dvp.localengine.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A plugin whose source is given as text, with a process that runs it. */
final class TestPlugin implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(2);
  static final LibraryCalls NO_LIBRARY =
      (name, arguments) -> {
        throw new LibraryCallException("there is no library here", true);
      };

  private static final String HEAD =
      """
      import os, sys, time, logging
      from dlpx.virtualization import libs
      from dlpx.virtualization.platform import *
      from dlpx.virtualization.platform.exceptions import UserError
      from generated.definitions import *
      logging.getLogger().addHandler(libs.PlatformHandler())
      plugin = Plugin()
      @plugin.virtual.stop()
      def stop(virtual_source, repository, source_config):
          pass
      """;
  private static final String DEFINITION =
      "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}%s}";
  private static final Python PYTHON = TestCache.PYTHON;

  /** Line of the first line of an operation's body. */
  static final int BODY = 13;

  final Workspace workspace;
  final PluginProcess process;
  final List<LogLine> log = new ArrayList<>();

  TestPlugin(Path folder, String source) throws IOException {
    this(folder, source, TestCache::kept);
  }

  TestPlugin(Path folder, String source, Function<Payload, KeptRunner.Made> kept)
      throws IOException {
    Payload payload = payload(folder, HEAD + source);
    workspace = Workspace.of(payload, kept.apply(payload));
    PluginFolder plugin =
        new PluginFolder(
            workspace.plugin(), new EntryPoint("plugin_runner", "plugin"), PluginType.DIRECT);
    process =
        PluginProcess.start(
            new Launch(
                PYTHON,
                workspace,
                plugin,
                Isolation.find(true),
                System.getenv(),
                Optional.empty()));
  }

  /** A plugin whose start operation has a body of its own. */
  static TestPlugin starting(Path folder, String body) throws IOException {
    return new TestPlugin(
        folder,
        "@plugin.virtual.start()\ndef start(virtual_source, repository, source_config):\n"
            + body.indent(4));
  }

  private static Payload payload(Path folder, String source) throws IOException {
    Path schema = folder.resolve("schema.json");
    String named = ", \"nameField\": \"name\", \"identityFields\": [\"name\"]";
    String text =
        """
        {"repositoryDefinition": %s, "sourceConfigDefinition": %s, "virtualSourceDefinition": %s,
         "linkedSourceDefinition": %s, "snapshotDefinition": %s, "snapshotParametersDefinition": %s}
        """
            .formatted(
                DEFINITION.formatted(named),
                DEFINITION.formatted(named),
                DEFINITION.formatted(""),
                DEFINITION.formatted(""),
                DEFINITION.formatted(""),
                DEFINITION.formatted(""));
    Files.writeString(schema, text);
    List<Payload.Entry> entries = new ArrayList<>();
    GeneratedClasses.of(SchemaReader.read(schema, new Diagnostics()).orElseThrow())
        .files()
        .forEach((name, content) -> entries.add(entry(name, content)));
    entries.add(entry("plugin_runner.py", source));
    return new Payload(entries, List.of());
  }

  private static Payload.Entry entry(String name, String text) {
    return new Payload.Entry(name, new Payload.InMemory(text.getBytes(UTF_8)));
  }

  Optional<Outcome> open() throws InterruptedException {
    return process.open(log::add, LONG);
  }

  TestPlugin opened() throws InterruptedException {
    Optional<Outcome> failure = open();
    if (failure.isPresent()) {
      throw new AssertionError(failure.get() + process.printed().text());
    }
    return this;
  }

  Outcome start(Duration limit) throws InterruptedException {
    return start(NO_LIBRARY, limit);
  }

  Outcome start(LibraryCalls library, Duration limit) throws InterruptedException {
    return call("virtual.start", library, limit);
  }

  Outcome call(String operation, LibraryCalls library, Duration limit) throws InterruptedException {
    ObjectNode arguments;
    try {
      arguments = (ObjectNode) new ObjectMapper().readTree(ARGUMENTS);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return process.call(
        new OperationCall(operation, Optional.empty(), arguments), library, log::add, limit);
  }

  private static final String ARGUMENTS =
      """
      {"virtual_source": {
         "guid": "g", "parameters": {}, "mounts": [],
         "connection": {
           "environment": {"name": "e", "reference": "E", "host": {
             "name": "h", "reference": "H", "binaryPath": "/b", "scratchPath": "/s"}},
           "user": {"name": "u", "reference": "U"}}},
       "repository": {"name": "r"}, "source_config": {"name": "s"}}
      """;

  @Override
  public void close() {
    process.close();
    workspace.close();
  }
}

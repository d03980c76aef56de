package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonText;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.FoundOperation;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.python.ParseCache;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp operations}: which operations a plugin's source implements, and where. */
public final class OperationsCommand implements Command {
  private static final int SCHEMA_VERSION = 1;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Show which operations of its type a plugin implements, where, and which are required.",
            "Reads the source of any `language` and never runs it.")
        .footer("", "Examples:", "  dvp operations", "  dvp operations --format json");
    spec.addOption(PluginOption.config());
    spec.addOption(FormatOption.format());
    spec.addOption(PluginOption.noCache());
  }

  @Override
  public int run(Invocation call) {
    boolean isJson = FormatOption.isJson(call);
    // Closed, and so written, when the answer has been given.
    try (ParseCache cache = PluginOption.cache(call)) {
      return show(call, isJson, cache);
    }
  }

  private static int show(Invocation call, boolean isJson, ParseCache cache) {
    Diagnostics ofManifest = new Diagnostics();
    ManifestDocument document = ManifestReader.read(PluginOption.manifest(call), ofManifest);
    Diagnostics found = new Diagnostics();
    PluginOperations operations =
        PluginReader.operations(document, cache, found)
            .orElseThrow(() -> new DvpException(reasons(found, ofManifest)));
    PluginType type = document.pluginType().orElse(PluginType.DIRECT);
    if (isJson) {
      call.out().print(json(operations, type, document, call));
    } else {
      call.out().print(new OperationsTable(call).render(operations, type, name(document)));
    }
    call.out().flush();
    if (found.hasErrors()) {
      call.warn("the source has problems; `dvp validate` shows them.");
    }
    return ExitCode.OK;
  }

  /** The source's own faults if there are any, else what the manifest lacks. */
  private static List<Diagnostic> reasons(Diagnostics found, Diagnostics ofManifest) {
    return found.hasErrors() ? SeverityPolicy.errors(found.sorted()) : ofManifest.sorted();
  }

  private static String name(ManifestDocument document) {
    return document.text("name").orElse("The plugin");
  }

  private static String json(
      PluginOperations operations, PluginType type, ManifestDocument document, Invocation call) {
    Map<String, FoundOperation> found =
        operations.found().stream()
            .collect(Collectors.toMap(FoundOperation::decorator, f -> f, (first, next) -> first));
    return JsonText.document(
        json -> {
          json.writeNumberField("schemaVersion", SCHEMA_VERSION);
          json.writeObjectFieldStart("plugin");
          json.writeStringField("name", name(document));
          json.writeStringField("pluginType", type.name());
          json.writeEndObject();
          json.writeArrayFieldStart("operations");
          for (Operation operation : OperationCatalogue.get().operationsFor(type)) {
            write(json, operation, Optional.ofNullable(found.get(operation.decorator())), call);
          }
          json.writeEndArray();
          writeManifest(json, operations);
        });
  }

  private static void write(
      JsonGenerator json, Operation operation, Optional<FoundOperation> found, Invocation call)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("operation", operation.decorator());
    json.writeStringField("title", operation.title());
    json.writeBooleanField("required", operation.required());
    json.writeBooleanField("implemented", found.isPresent());
    if (found.isPresent()) {
      json.writeStringField("function", found.get().function());
      json.writeStringField("file", call.host().show(found.get().location().file()));
      json.writeNumberField("line", found.get().location().line());
    }
    json.writeEndObject();
  }

  /** Exactly the artifact's {@code manifest}, so that scripts can compare the two. */
  private static void writeManifest(JsonGenerator json, PluginOperations operations)
      throws IOException {
    json.writeObjectFieldStart("manifest");
    json.writeStringField("type", "PluginManifest");
    for (Map.Entry<String, Boolean> flag : operations.flags().entrySet()) {
      json.writeBooleanField(flag.getKey(), flag.getValue());
    }
    json.writeArrayFieldStart("migrationIdList");
    for (String id : operations.migrationIds()) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * The decorators that the source registers although its plugin type never calls them.
   *
   * @param operations what was found
   * @param type the plugin's type
   * @return found operations outside the type's list, migrations aside
   */
  static List<FoundOperation> uncalled(PluginOperations operations, PluginType type) {
    Set<String> called =
        OperationCatalogue.get().operationsFor(type).stream()
            .map(Operation::decorator)
            .collect(Collectors.toSet());
    return operations.found().stream()
        .filter(f -> !called.contains(f.decorator()) && !f.decorator().startsWith("upgrade."))
        .toList();
  }
}

package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.cli.Invocation;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.instances.Examples;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.running.RunRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the user chooses for sources: in a file of one object, in the plugin's {@code lab.yml} that
 * has them all, or else an example made from the schema.
 */
final class LabObjects {
  /** The file beside the manifest. */
  static final String FILE = "lab.yml";

  private static final List<String> KEYS =
      List.of(
          "environment",
          "repository",
          "sourceConfig",
          "linkedSource",
          "virtualSource",
          "snapshotParameters");

  private final PluginSchemas schemas;
  private final Optional<Document> all;

  private LabObjects(PluginSchemas schemas, Optional<Document> all) {
    this.schemas = schemas;
    this.all = all;
  }

  /**
   * Reads the plugin's {@code lab.yml}, if it has one.
   *
   * @throws DvpException when it cannot be read
   */
  static LabObjects of(PluginFiles plugin) {
    Path file = plugin.manifest().file().resolveSibling(FILE);
    if (!Files.exists(file)) {
      return new LabObjects(plugin.schemas(), Optional.empty());
    }
    Document document = read(file);
    Diagnostics found = new Diagnostics();
    document
        .root()
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                String hint = DidYouMean.hint(key, KEYS);
                found.add(
                    RunRule.WRONG_ARGUMENT.at(
                        document.keyAt("/" + key),
                        "`" + FILE + "` has no `" + key + "`.",
                        hint.isEmpty() ? "It has " + String.join(", ", KEYS) + "." : hint));
              }
            });
    found.throwIfErrors();
    return new LabObjects(plugin.schemas(), Optional.of(document));
  }

  private static Document read(Path file) {
    Diagnostics found = new Diagnostics();
    boolean isJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    Optional<Document> document =
        isJson
            ? JsonReader.read(file, Limits.HAND_WRITTEN, problem -> found.add(finding(problem)))
            : YamlReader.read(file, Limits.HAND_WRITTEN, problem -> found.add(finding(problem)));
    if (document.isPresent() && !document.get().root().isObject()) {
      found.add(
          RunRule.UNREADABLE_ARGUMENTS.at(
              document.get().valueAt(""),
              "This file must hold one object.",
              "Write `key: value` lines, or an object of JSON."));
    }
    found.throwIfErrors();
    return document.orElseThrow();
  }

  private static dev.dvp.core.diagnostics.Diagnostic finding(Problem problem) {
    return problem.as(RunRule.UNREADABLE_ARGUMENTS);
  }

  /** The environment that the file names. */
  Optional<String> environment() {
    return part("environment").map(JsonNode::asText);
  }

  /** What a repository or a source config must be like, or is. */
  Optional<JsonNode> part(String key) {
    return all.map(document -> document.root().path(key)).filter(value -> !value.isMissingNode());
  }

  /**
   * An object of a definition.
   *
   * @param call what the user wrote
   * @param option the option that names a file of it
   * @param key its key in {@code lab.yml}
   * @param kind the definition
   * @throws DvpException when it is none, or none can be made
   */
  JsonNode object(Invocation call, String option, String key, DefinitionKind kind) {
    if (call.value(option).isPresent()) {
      Document document = read(call.path(option, ""));
      check(document, "", kind);
      return document.root();
    }
    Optional<JsonNode> part = part(key);
    if (part.isPresent()) {
      check(all.orElseThrow(), "/" + key, kind);
      return part.get();
    }
    return example(kind);
  }

  /** An example, which the schema's defaults are part of. */
  JsonNode example(DefinitionKind kind) {
    Diagnostics found = new Diagnostics();
    Optional<JsonNode> example = Examples.of(schemas, kind).make(false, found);
    found.throwIfErrors();
    return example.orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private void check(Document document, String pointer, DefinitionKind kind) {
    Diagnostics found = new Diagnostics();
    JsonNode value = document.root().at(pointer);
    for (InstanceCheck.Refusal refusal : InstanceCheck.of(schemas, kind).refusals(value)) {
      found.add(
          RunRule.WRONG_ARGUMENT.at(
              refusal.place(document, pointer),
              "`" + kind.key() + "` refuses this: " + refusal.what() + ".",
              refusal.help()));
    }
    found.throwIfErrors();
  }
}

package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.diagnostics.Diagnostic;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user chooses for sources: in a file of one object, in the plugin's {@code lab.yml} that
 * has them all, or else an example made from the schema.
 */
final class LabObjects {
  /** The file beside the manifest. */
  static final String FILE = "lab.yml";

  private static final String ENVIRONMENT = "environment";
  private static final List<String> KEYS =
      List.of(
          ENVIRONMENT,
          "repository",
          "sourceConfig",
          "linkedSource",
          "virtualSource",
          "snapshotParameters");

  private final PluginSchemas schemas;
  private final Optional<Document> all;
  private final Map<String, String> folders;

  private LabObjects(PluginSchemas schemas, Optional<Document> all, Map<String, String> folders) {
    this.schemas = schemas;
    this.all = all;
    this.folders = Map.copyOf(folders);
  }

  /**
   * Reads the plugin's {@code lab.yml}, if it has one. Texts in it may name {@code ${plugin}}, the
   * plugin's folder, {@code ${scratch}}, where a plugin's commands may write on this machine, and
   * {@code ${name}}, what the source is called.
   *
   * @param plugin the plugin
   * @param scratch the scratch folder of the environment {@code local}
   * @throws DvpException when it cannot be read
   */
  static LabObjects of(PluginFiles plugin, Path scratch) {
    Path root = plugin.root();
    Path file = root.resolve(FILE);
    Map<String, String> folders = Map.of("plugin", root.toString(), "scratch", scratch.toString());
    if (!Files.exists(file) || isBlank(file)) {
      return new LabObjects(plugin.schemas(), Optional.empty(), folders);
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
    wrongTypes(document, found);
    found.throwIfErrors();
    return new LabObjects(plugin.schemas(), Optional.of(document), folders);
  }

  /** All of it may be left out, also when what was in it is a comment now. */
  private static boolean isBlank(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    } catch (IOException | UncheckedIOException e) {
      return false; // whoever reads it tells why it cannot
    }
  }

  /** What no schema looks at: those two need only be like what was discovered. */
  private static void wrongTypes(Document document, Diagnostics found) {
    JsonNode environment = document.root().path(ENVIRONMENT);
    if (!environment.isMissingNode() && !environment.isTextual()) {
      found.add(wrongType(document, ENVIRONMENT, "is the name of an environment, a text."));
    }
    for (String key : List.of("repository", "sourceConfig")) {
      JsonNode value = document.root().path(key);
      if (!value.isMissingNode() && !value.isObject()) {
        found.add(wrongType(document, key, "is an object: `" + key + ": {name: …}`."));
      }
    }
  }

  private static Diagnostic wrongType(Document document, String key, String what) {
    return RunRule.WRONG_ARGUMENT.at(
        document.valueAt("/" + key),
        "`" + key + "` " + what,
        "Write it so, or leave it out; see `docs/lab.md`.");
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

  private static Diagnostic finding(Problem problem) {
    return problem.as(RunRule.UNREADABLE_ARGUMENTS);
  }

  /**
   * The same for one source.
   *
   * @param name what texts may name as {@code ${name}}
   */
  LabObjects forSource(String name) {
    Map<String, String> all = new HashMap<>(folders);
    all.put("name", name);
    return new LabObjects(schemas, this.all, all);
  }

  /** The environment that the file names. */
  Optional<String> environment() {
    return part(ENVIRONMENT).map(JsonNode::asText);
  }

  /** What a repository or a source config must be like, or is. */
  Optional<JsonNode> part(String key) {
    return all.map(document -> document.root().path(key))
        .filter(value -> !value.isMissingNode())
        .map(this::expanded);
  }

  /**
   * An object of a definition.
   *
   * @param file a file of it, when the user names one
   * @param key its key in {@code lab.yml}
   * @param kind the definition
   * @throws DvpException when it is none, or none can be made
   */
  JsonNode object(Optional<Path> file, String key, DefinitionKind kind) {
    if (file.isPresent()) {
      Document document = read(file.get());
      return checked(document, "", expanded(document.root()), kind);
    }
    Optional<JsonNode> part = part(key);
    return part.isPresent()
        ? checked(all.orElseThrow(), "/" + key, part.get(), kind)
        : example(kind);
  }

  /** An example, which the schema's defaults are part of. */
  JsonNode example(DefinitionKind kind) {
    Diagnostics found = new Diagnostics();
    Optional<JsonNode> example = Examples.of(schemas, kind).make(false, found);
    found.throwIfErrors();
    return example.orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private JsonNode checked(Document document, String pointer, JsonNode value, DefinitionKind kind) {
    Diagnostics found = new Diagnostics();
    for (InstanceCheck.Refusal refusal : InstanceCheck.of(schemas, kind).refusals(value)) {
      found.add(
          RunRule.WRONG_ARGUMENT.at(
              refusal.place(document, pointer),
              "`" + kind.key() + "` refuses this: " + refusal.what() + ".",
              refusal.help()));
    }
    found.throwIfErrors();
    return value;
  }

  /** The same with the folders in texts that differ from machine to machine. */
  private JsonNode expanded(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      for (Map.Entry<String, String> folder : folders.entrySet()) {
        text = text.replace("${" + folder.getKey() + "}", folder.getValue());
      }
      return TextNode.valueOf(text);
    }
    if (value instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(one -> copy.set(one.getKey(), expanded(one.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(one -> copy.add(expanded(one)));
      return copy;
    }
    return value;
  }
}

package dev.dvp.localengine.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.running.RunRule;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Arguments that the user gives in a file. What the file leaves out of the platform's own objects
 * is taken from the examples; what the schemas describe is given whole or not at all.
 */
public final class GivenArguments {
  private final Arguments examples;
  private final PluginSchemas schemas;
  private final Diagnostics out;

  /**
   * Gets ready.
   *
   * @param examples the operation's arguments with examples
   * @param schemas the plugin's schemas, without errors
   * @param out takes what is wrong with what is given
   */
  public GivenArguments(Arguments examples, PluginSchemas schemas, Diagnostics out) {
    this.examples = examples;
    this.schemas = schemas;
    this.out = out;
  }

  /**
   * Reads a file.
   *
   * @param file JSON when its name ends so, else YAML
   * @return the arguments; nothing when the file could not be read at all
   */
  public Optional<ObjectNode> read(Path file) {
    Consumer<Problem> problems = this::add;
    boolean isJson = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
    return (isJson
            ? JsonReader.read(file, Limits.HAND_WRITTEN, problems)
            : YamlReader.read(file, Limits.HAND_WRITTEN, problems))
        .flatMap(this::merged);
  }

  /**
   * Reads what comes in a stream.
   *
   * @param in YAML, and so JSON too
   * @param name what findings call it
   * @return the arguments; nothing when it could not be read at all
   */
  public Optional<ObjectNode> read(InputStream in, Path name) {
    Consumer<Problem> problems = this::add;
    return SourceText.read(in, name, Limits.HAND_WRITTEN, problems)
        .flatMap(text -> YamlReader.parse(text, Limits.HAND_WRITTEN, problems))
        .flatMap(this::merged);
  }

  private void add(Problem problem) {
    // Its words may be those of a password that lacks its quotes.
    String message =
        problem.kind() == Problem.Kind.SYNTAX
            ? "This cannot be read as a file of arguments: " + inSentence(problem.message())
            : problem.message();
    out.add(RunRule.UNREADABLE_ARGUMENTS.at(problem.where(), message, problem.help()));
  }

  private static String inSentence(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private Optional<ObjectNode> merged(Document given) {
    if (!given.root().isObject()) {
      wrong(given.valueAt(""), "The arguments are an object with the operation's argument names.");
      return Optional.empty();
    }
    return Optional.of((ObjectNode) object(given, "", given.root(), examples.values()));
  }

  private JsonNode value(Document given, String pointer, JsonNode value, JsonNode example) {
    DefinitionKind kind = examples.definitions().get(pointer);
    if (kind != null) {
      if (!value.isNull() || !pointer.equals("/" + Arguments.OPTIONAL)) {
        check(given, pointer, value, kind);
      }
      return value;
    }
    if (JsonPointers.steps(pointer).size() == 1 && JsonPointers.last(pointer).startsWith("old_")) {
      return object(given, pointer, value);
    }
    if (example.isObject()) {
      return object(given, pointer, value, example);
    }
    if (example.isArray()) {
      return array(given, pointer, value, example.get(0));
    }
    if (!value.isTextual() && !(example.isNull() && value.isNull())) {
      wrong(given.valueAt(pointer), name(pointer) + " must be a text.");
    }
    return value;
  }

  /** An object of an older schema, of which no more is known. */
  private JsonNode object(Document given, String pointer, JsonNode value) {
    if (!value.isObject()) {
      wrong(given.valueAt(pointer), name(pointer) + " must be an object.");
    }
    return value;
  }

  private JsonNode object(Document given, String pointer, JsonNode value, JsonNode example) {
    if (!object(given, pointer, value).isObject()) {
      return example;
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    example
        .properties()
        .forEach(
            part -> {
              String child = JsonPointers.child(pointer, part.getKey());
              JsonNode own = value.get(part.getKey());
              merged.set(
                  part.getKey(),
                  own == null ? part.getValue() : value(given, child, own, part.getValue()));
            });
    List<String> known = new ArrayList<>();
    example.fieldNames().forEachRemaining(known::add);
    value
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                unknown(given.keyAt(JsonPointers.child(pointer, key)), pointer, key, known);
              }
            });
    return merged;
  }

  private JsonNode array(Document given, String pointer, JsonNode value, JsonNode example) {
    if (!value.isArray()) {
      wrong(given.valueAt(pointer), name(pointer) + " must be a list.");
      return value;
    }
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < value.size(); i++) {
      String child = JsonPointers.child(pointer, Integer.toString(i));
      merged.add(value(given, child, value.get(i), example));
    }
    return merged;
  }

  private void check(Document given, String pointer, JsonNode value, DefinitionKind kind) {
    for (InstanceCheck.Refusal refusal : InstanceCheck.of(schemas, kind).refusals(value)) {
      out.add(
          RunRule.WRONG_ARGUMENT.at(
              refusal.place(given, pointer),
              "In " + name(pointer) + ": " + inSentence(refusal.what()) + ".",
              refusal.help()));
    }
  }

  private void unknown(Location where, String pointer, String key, List<String> known) {
    String owner = pointer.isEmpty() ? "The operation" : name(pointer);
    String hint = DidYouMean.hint(key, known);
    out.add(
        RunRule.WRONG_ARGUMENT.at(
            where,
            owner + " has no `" + key + "`.",
            hint.isEmpty()
                ? "It has "
                    + known.stream().map(k -> "`" + k + "`").collect(Collectors.joining(", "))
                    + "."
                : hint));
  }

  private void wrong(Location where, String message) {
    out.add(
        RunRule.WRONG_ARGUMENT.at(
            where, message, "`dvp run OPERATION --sample` prints arguments that fit."));
  }

  private static String name(String pointer) {
    return "`" + pointer.substring(1).replace('/', '.') + "`";
  }
}

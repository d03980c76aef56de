package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.documents.SchemaFinding;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PlatformReferences;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.ValueSchemas;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds data against a definition of the plugin's schema. All problems are told at once, each with
 * its place in the data and the schema's line; no value is shown that the schema calls a secret.
 */
public final class InstanceCheck {
  private static final int MOST_REASONS = 4;

  private final PluginSchemas schemas;
  private final DefinitionKind kind;
  private final DefinitionCheck definition;

  private InstanceCheck(PluginSchemas schemas, DefinitionKind kind) {
    this.schemas = schemas;
    this.kind = kind;
    this.definition = new DefinitionCheck(schemas, kind);
  }

  /**
   * Gets ready.
   *
   * @param schemas the plugin's schemas, without errors
   * @param kind the definition
   * @return the check, for any number of files
   */
  public static InstanceCheck of(PluginSchemas schemas, DefinitionKind kind) {
    return new InstanceCheck(schemas, kind);
  }

  /**
   * Checks a file.
   *
   * @param file JSON in UTF-8
   * @param out takes what is wrong with it
   */
  public void check(Path file, Diagnostics out) {
    check(problems -> JsonReader.read(file, Limits.HAND_WRITTEN, problems), out);
  }

  /**
   * Checks what comes in a stream.
   *
   * @param in JSON in UTF-8, read to its end
   * @param name what findings call it
   * @param out takes what is wrong with it
   */
  public void check(InputStream in, Path name, Diagnostics out) {
    check(
        problems ->
            SourceText.read(in, name, Limits.HAND_WRITTEN, problems)
                .flatMap(text -> JsonReader.parse(text, Limits.HAND_WRITTEN, problems)),
        out);
  }

  private void check(Function<Consumer<Problem>, Optional<Document>> reader, Diagnostics out) {
    reader
        .apply(problem -> out.add(withoutWords(problem).as(InstanceRule.UNREADABLE_DATA)))
        .ifPresent(data -> check(data, out));
  }

  /** What is no JSON may be a password that lacks its quotes. */
  private Problem withoutWords(Problem problem) {
    JsonNode schema = schemas.definition(kind);
    boolean hasSecrets =
        schema.findValuesAsText("format").contains("password")
            || schema.findValuesAsText("$ref").stream().anyMatch(PlatformReferences::isCredentials);
    return hasSecrets && problem.kind() == Problem.Kind.SYNTAX
        ? new Problem(
            problem.kind(),
            problem.where(),
            "This is not JSON.",
            "The words are not shown: the definition has a password.")
        : problem;
  }

  private void check(Document data, Diagnostics out) {
    List<Refusal> refused;
    try {
      refused = refusals(data.root());
    } catch (SchemaCheckException e) {
      out.add(definition.notRun(e));
      return;
    }
    for (Refusal refusal : refused) {
      out.add(
          InstanceRule.REFUSED_VALUE.at(
              refusal.place(data, ""), refusal.what() + ".", refusal.help()));
    }
    if (data.root().isObject()) {
      Set<String> refusedKeys = refused.stream().map(Refusal::pointer).collect(Collectors.toSet());
      dropped(data, refusedKeys, out);
    }
  }

  /**
   * What the definition has against a value.
   *
   * @param pointer a JSON pointer from the value to what is refused
   * @param isKey whether the key is refused, and not what it holds
   * @param keyword the keyword of the schema that refuses it, for example {@code pattern}
   * @param property the member that is missing, for {@code required}; else empty
   * @param what the reason, as a sentence without its full stop; shows no secret
   * @param help where the schema says so
   */
  public record Refusal(
      String pointer, boolean isKey, String keyword, String property, String what, String help) {
    /**
     * The place of what is refused.
     *
     * @param data the file that the value is from
     * @param parent a JSON pointer to the value
     * @return the place
     */
    public Location place(Document data, String parent) {
      return isKey ? data.keyAt(parent + pointer) : data.valueAt(parent + pointer);
    }
  }

  /**
   * Holds a value that is no file against the definition.
   *
   * @param value the value
   * @return what is wrong with it
   * @throws SchemaCheckException when the definition cannot be run
   */
  public List<Refusal> refusals(JsonNode value) throws SchemaCheckException {
    Map<Choice, List<SchemaFinding>> alternatives = new LinkedHashMap<>();
    List<Refusal> refused = new ArrayList<>();
    for (SchemaFinding finding : definition.runner().check(value)) {
      Optional<Choice> choice = Choice.of(finding);
      if (choice.isPresent()) {
        alternatives.computeIfAbsent(choice.get(), c -> new ArrayList<>()).add(finding);
      } else {
        refused.add(refusal(finding, words(finding).refusal()));
      }
    }
    alternatives.forEach((choice, findings) -> refused.add(refusal(choice, findings)));
    return refused;
  }

  /** What each alternative of an {@code anyOf} or {@code oneOf} has against the same value. */
  private Refusal refusal(Choice choice, List<SchemaFinding> findings) {
    SchemaFinding first = findings.get(0);
    String reasons =
        findings.stream()
            .map(finding -> words(finding).refusal())
            .distinct()
            .limit(MOST_REASONS)
            .collect(Collectors.joining("; or "));
    String what =
        findings.size() == 1
            ? reasons
            : InstanceWords.name(choice.pointer()) + " fits no alternative: " + reasons;
    SchemaFinding told =
        new SchemaFinding(
            "anyOf",
            choice.pointer(),
            "",
            first.expected(),
            first.value(),
            choice.way(),
            choice.way());
    return refusal(told, what);
  }

  private Refusal refusal(SchemaFinding finding, String what) {
    boolean isKey =
        finding.keyword().equals("additionalProperties") && !finding.property().isEmpty();
    String pointer =
        isKey ? JsonPointers.child(finding.pointer(), finding.property()) : finding.pointer();
    String missing = finding.keyword().equals("required") ? finding.property() : "";
    return new Refusal(pointer, isKey, finding.keyword(), missing, what, line(finding));
  }

  private String line(SchemaFinding finding) {
    String file = String.valueOf(schemas.file().getFileName());
    return definition
        .keyAt(finding.schemaPointer())
        .map(
            place ->
                "The schema says so in " + file + ":" + place.line() + ":" + place.column() + ".")
        .orElse("The schema says so in " + file + ".");
  }

  private InstanceWords words(SchemaFinding finding) {
    ValueSchemas all = ValueSchemas.of(definition.root());
    boolean isSecret = all.isSecret();
    for (String step : JsonPointers.steps(finding.pointer())) {
      boolean isIndex = JsonPointers.isIndex(step);
      ValueSchemas items = all.items();
      all = all.member(step);
      isSecret |= all.isSecret() || (isIndex && items.isSecret());
      if (isIndex && items.isKnown()) {
        all = items;
      }
    }
    return new InstanceWords(finding, isSecret);
  }

  /** Objects within are dicts as well and keep everything: only the definition's class drops. */
  private void dropped(Document data, Set<String> refusedKeys, Diagnostics out) {
    GeneratedClass type =
        GeneratedClass.of(schemas).stream()
            .filter(one -> one.name().equals(kind.className()))
            .findFirst()
            .orElseThrow();
    if (type.keepsOthers()) {
      return;
    }
    Set<String> known =
        type.properties().stream()
            .map(GeneratedClass.Property::schemaName)
            .collect(Collectors.toSet());
    data.root()
        .fieldNames()
        .forEachRemaining(
            key -> {
              String place = JsonPointers.child("", key);
              if (!known.contains(key) && !refusedKeys.contains(place)) {
                out.add(dropped(key, data.keyAt(place), known));
              }
            });
  }

  private Diagnostic dropped(String key, Location place, Set<String> known) {
    String hint = DidYouMean.hint(key, known);
    return InstanceRule.DROPPED_KEY.at(
        place,
        "The schema has no property "
            + Shown.text(key)
            + ", so `"
            + kind.className()
            + "` drops it.",
        hint.isEmpty() ? "Take it out, or add it to the schema." : hint);
  }
}

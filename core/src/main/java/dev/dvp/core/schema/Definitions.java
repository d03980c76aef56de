package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The definitions of a file: the six, and which key was meant for a missing one. */
final class Definitions {
  private static final List<String> KEYS =
      Arrays.stream(DefinitionKind.values()).map(DefinitionKind::key).toList();

  private final List<Definition> all = new ArrayList<>();

  private Definitions() {}

  /** Finds the definitions and reports missing and unknown ones. */
  static Definitions of(Document document, Findings findings) {
    Definitions definitions = new Definitions();
    Set<String> meant = new HashSet<>();
    for (Map.Entry<String, JsonNode> member : document.root().properties()) {
      String key = member.getKey();
      if (!KEYS.contains(key)) {
        Optional<String> near =
            DidYouMean.nearest(key, KEYS).filter(name -> !document.root().has(name));
        findings.add(
            SchemaRule.UNKNOWN_DEFINITION
                .at(
                    document.keyAt(JsonPointers.child("", key)),
                    "The platform knows no definition "
                        + Shown.text(key)
                        + " and refuses the file.",
                    near.map(name -> "Did you mean `" + name + "`?").orElse(unknownHelp(key)))
                .withFix(SchemaFixes.renameDefinition(document, key, KEYS)));
        near.ifPresent(meant::add);
      }
      DefinitionKind.ofKey(key)
          .ifPresent(
              kind ->
                  definitions.all.add(new Definition(kind, document, JsonPointers.child("", key))));
    }
    for (DefinitionKind kind : DefinitionKind.values()) {
      if (!document.root().has(kind.key()) && !meant.contains(kind.key())) {
        findings.add(
            SchemaRule.MISSING_DEFINITION
                .at(
                    document.valueAt(""),
                    "The definition `" + kind.key() + "` is missing; the platform wants all six.",
                    "When there is nothing to define, write `\""
                        + kind.key()
                        + "\": {\"type\": \"object\", \"additionalProperties\": false, \"properties\":"
                        + " {}}`.")
                .withFix(SchemaFixes.addDefinition(document, kind)));
      }
    }
    return definitions;
  }

  private static String unknownHelp(String key) {
    return key.equals("$schema") || key.equals("definitions")
        ? "It may stand in each of the six definitions, since each travels to the engine alone."
        : "The definitions are `" + String.join("`, `", KEYS) + "`.";
  }

  /** The six that are there, in the order of the file. */
  List<Definition> all() {
    return all;
  }

  /**
   * The file's object with the known definitions alone: the others are reported already. The nodes
   * are shared, so that places stay right.
   */
  ObjectNode known() {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    all.forEach(definition -> known.set(definition.kind().key(), definition.node()));
    return known;
  }
}

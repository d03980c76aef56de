package dev.dvp.core.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.manifest.PluginType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the manifest of a plugin another id and name, and leaves all else in it as it is. */
final class PluginIdentity {
  private PluginIdentity() {}

  /**
   * Changes the two.
   *
   * @param file where the manifest is from, for messages
   * @param text the manifest
   * @param values the new {@code id} and {@code name}, as YAML
   * @return the manifest with them; its comments are kept
   * @throws DvpException when it is no manifest, or writes the two in an unusual way
   */
  static String change(Path file, String text, Map<String, Object> values) {
    String changed = text;
    for (String field : List.of("name", "id")) {
      changed = change(new SourceText(file, changed), field, String.valueOf(values.get(field)));
    }
    return changed;
  }

  /** What a plugin says of itself, as a template. */
  static TemplateDescription describe(Path file, String manifest) {
    JsonNode root = read(new SourceText(file, manifest)).root();
    Set<HostType> hosts = new HashSet<>();
    root.path("hostTypes").forEach(host -> hosts.addAll(named(HostType.values(), host)));
    return TemplateDescription.of(
        Set.copyOf(named(PluginType.values(), root.path("pluginType"))), hosts);
  }

  /** The file of the schema that a manifest names. */
  static String schemaFile(Path file, String manifest) {
    return read(new SourceText(file, manifest)).root().path("schemaFile").asText("schema.json");
  }

  private static <E extends Enum<E>> List<E> named(E[] all, JsonNode name) {
    return Arrays.stream(all).filter(one -> one.name().equals(name.asText())).toList();
  }

  private static String change(SourceText source, String field, String written) {
    Document document = read(source);
    Optional<Edit> edit = edit(document, "/" + field, written);
    if (edit.isEmpty()) {
      throw new DvpException(
          TemplateRule.BROKEN.at(
              document.valueAt("/" + field),
              "The plugin's `" + field + "` is not plain to see, so it gets no other.",
              "Write `" + field + ": …` on one line."));
    }
    int start = source.indexOf(edit.get().at().line(), edit.get().at().column()).orElseThrow();
    String text = source.text();
    return text.substring(0, start) + written + text.substring(start + edit.get().old().length());
  }

  private static Optional<Edit> edit(Document document, String pointer, String written) {
    String old = document.root().at(pointer).asText("");
    List<String> forms =
        List.of(old, YamlText.quoted(old), '"' + old + '"', "'" + old.replace("'", "''") + "'");
    return forms.stream()
        .flatMap(form -> document.rewrite(pointer, form, written).stream())
        .findFirst();
  }

  private static Document read(SourceText source) {
    List<Diagnostic> findings = new ArrayList<>();
    Optional<Document> document =
        YamlReader.parse(
            source, Limits.HAND_WRITTEN, problem -> findings.add(problem.as(TemplateRule.BROKEN)));
    return document.orElseThrow(() -> new DvpException(findings));
  }
}

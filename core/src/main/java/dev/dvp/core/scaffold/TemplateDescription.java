package dev.dvp.core.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.manifest.PluginType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@code template.yml} says.
 *
 * @param title the template's name for people; may be empty
 * @param summary what it makes, in a line; may be empty
 * @param pluginTypes the plugin types that it suits
 * @param hostTypes the hosts that it suits
 * @param needs what has to be on hosts
 * @param files the files that it writes, in that order, with {@code /}; empty for all there are
 * @param placeholders the files in which placeholders are filled in
 * @param reserves what later steps make, and what therefore must not be there either
 */
public record TemplateDescription(
    String title,
    String summary,
    Set<PluginType> pluginTypes,
    Set<HostType> hostTypes,
    List<String> needs,
    List<String> files,
    Set<String> placeholders,
    List<String> reserves) {

  /** The name of the file. */
  public static final String FILE = "template.yml";

  /** The one file that every template has. */
  static final String MANIFEST = "plugin_config.yml";

  private static final List<String> TEXTS = List.of("name", "title", "summary");
  private static final List<String> LISTS =
      List.of("pluginTypes", "hostTypes", "needs", "files", "placeholders", "reserves");

  /** Copies the collections. */
  public TemplateDescription {
    pluginTypes = Set.copyOf(pluginTypes);
    hostTypes = Set.copyOf(hostTypes);
    needs = List.copyOf(needs);
    files = List.copyOf(files);
    placeholders = Set.copyOf(placeholders);
    reserves = List.copyOf(reserves);
  }

  /** That of a folder without a {@code template.yml}, which says nothing. */
  static final TemplateDescription ANY = of(Set.of(), Set.of());

  /** That of a plugin, which is what it is. */
  static TemplateDescription of(Set<PluginType> pluginTypes, Set<HostType> hostTypes) {
    return new TemplateDescription(
        "", "", pluginTypes, hostTypes, List.of(), List.of(), Set.of(), List.of());
  }

  /** The same with the files that there are. */
  TemplateDescription with(List<String> names) {
    return new TemplateDescription(
        title, summary, pluginTypes, hostTypes, needs, names, placeholders, reserves);
  }

  /**
   * Reads a description.
   *
   * @param source the text of a {@code template.yml}, not to be trusted
   * @return what it says
   * @throws DvpException with all that is wrong with it
   */
  static TemplateDescription parse(SourceText source) {
    List<Diagnostic> findings = new ArrayList<>();
    Optional<Document> document =
        YamlReader.parse(
            source, Limits.HAND_WRITTEN, problem -> findings.add(problem.as(TemplateRule.BROKEN)));
    if (document.isEmpty() || !findings.isEmpty()) {
      throw new DvpException(findings);
    }
    return new Reading(document.get(), findings).description();
  }

  /** One reading, which collects what it finds wrong. */
  private record Reading(Document document, List<Diagnostic> findings) {
    TemplateDescription description() {
      if (!document.root().isObject()) {
        broken("", "A template's description is a mapping of names to values.", "");
      }
      document.root().properties().forEach(this::checkKey);
      TemplateDescription description =
          new TemplateDescription(
              text("title"),
              text("summary"),
              kinds("pluginTypes", PluginType.class),
              kinds("hostTypes", HostType.class),
              strings("needs"),
              names("files"),
              Set.copyOf(
                  document.root().has("placeholders") ? names("placeholders") : List.of(MANIFEST)),
              names("reserves"));
      if (!findings.isEmpty()) {
        throw new DvpException(findings);
      }
      return description;
    }

    private void checkKey(Map.Entry<String, JsonNode> member) {
      String key = member.getKey();
      List<String> known = new ArrayList<>(TEXTS);
      known.addAll(LISTS);
      if (!known.contains(key)) {
        String hint = DidYouMean.hint(key, known);
        findings.add(
            TemplateRule.BROKEN.at(
                document.keyAt(JsonPointers.child("", key)),
                "A template's description has no " + Shown.text(key) + ".",
                hint.isEmpty() ? "It has `" + String.join("`, `", known) + "`." : hint));
      } else if (TEXTS.contains(key) != member.getValue().isTextual()
          || LISTS.contains(key) != member.getValue().isArray()) {
        broken(
            JsonPointers.child("", key),
            "`" + key + "` is " + (TEXTS.contains(key) ? "a text." : "a list of texts."),
            "");
      }
    }

    private void broken(String pointer, String message, String help) {
      findings.add(TemplateRule.BROKEN.at(document.valueAt(pointer), message, help));
    }

    private String text(String key) {
      return document.root().path(key).asText("");
    }

    private List<String> strings(String key) {
      List<String> strings = new ArrayList<>();
      JsonNode list = document.root().path(key);
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).isTextual()) {
          strings.add(list.get(i).textValue());
        } else {
          broken(JsonPointers.child("", key) + "/" + i, "`" + key + "` holds texts alone.", "");
        }
      }
      return strings;
    }

    /** Names of files below the template's folder, which stay below it. */
    private List<String> names(String key) {
      List<String> names = strings(key);
      for (int i = 0; i < names.size(); i++) {
        Optional<String> problem = TemplateNames.problem(names.get(i));
        if (problem.isPresent()) {
          broken(
              JsonPointers.child("", key) + "/" + i,
              "The name " + Shown.text(names.get(i)) + " " + problem.get() + ".",
              "Name a file below the template's folder, with `/` between folders.");
        } else if (names.indexOf(names.get(i)) < i) {
          broken(JsonPointers.child("", key) + "/" + i, "This name stands twice.", "");
        }
      }
      return names;
    }

    private <E extends Enum<E>> Set<E> kinds(String key, Class<E> type) {
      List<E> all = List.of(type.getEnumConstants());
      if (!document.root().has(key)) {
        return Set.copyOf(all);
      }
      List<String> words = strings(key);
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (all.stream().noneMatch(one -> one.name().equals(word))) {
          broken(
              JsonPointers.child("", key) + "/" + i,
              "`" + key + "` does not know " + Shown.text(word) + ".",
              "It knows " + Arrays.toString(type.getEnumConstants()) + ".");
        }
      }
      if (words.isEmpty()) {
        broken(JsonPointers.child("", key), "`" + key + "` is empty: nothing would suit.", "");
      }
      return Set.copyOf(all.stream().filter(one -> words.contains(one.name())).toList());
    }
  }
}

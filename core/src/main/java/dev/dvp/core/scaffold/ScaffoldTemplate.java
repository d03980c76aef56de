package dev.dvp.core.scaffold;

import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A template that comes with {@code dvp}: a folder of plain files and a {@code template.yml} that
 * describes it.
 *
 * @param name its name, which is also its folder's
 * @param summary what it makes, in a line
 * @param pluginTypes the plugin types that it suits
 * @param hostTypes the hosts that it suits
 * @param files the files that it writes, in that order, with {@code /}
 * @param reserves what later steps make, and what therefore must not be there either
 */
public record ScaffoldTemplate(
    String name,
    String summary,
    Set<PluginType> pluginTypes,
    Set<HostType> hostTypes,
    List<String> files,
    List<String> reserves) {

  private static final String ROOT = "/dev/dvp/templates/";

  /** Copies the collections. */
  public ScaffoldTemplate {
    pluginTypes = Set.copyOf(pluginTypes);
    hostTypes = Set.copyOf(hostTypes);
    files = List.copyOf(files);
    reserves = List.copyOf(reserves);
  }

  /**
   * The templates that there are.
   *
   * @return their names, sorted
   */
  public static List<String> names() {
    return read("index").lines().sorted().toList();
  }

  /**
   * The template with the required operations only.
   *
   * @param type the plugin type
   * @return the template
   */
  public static ScaffoldTemplate minimal(PluginType type) {
    return named(type.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Loads a template.
   *
   * @param name one of {@link #names}
   * @return the template
   * @throws IllegalArgumentException when there is none of that name
   */
  public static ScaffoldTemplate named(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException("no template " + name);
    }
    JsonNode description = description(name + "/template.yml");
    return new ScaffoldTemplate(
        name,
        description.path("summary").asText(),
        Set.copyOf(strings(description, "pluginTypes").stream().map(PluginType::valueOf).toList()),
        Set.copyOf(strings(description, "hostTypes").stream().map(HostType::valueOf).toList()),
        strings(description, "files"),
        strings(description, "reserves"));
  }

  /**
   * Fills in one file.
   *
   * @param file one of {@link #files}
   * @param values what the placeholders stand for; a boolean one keeps or drops a section
   * @return the file's text
   */
  String render(String file, Map<String, Object> values) {
    return Mustache.compiler().escapeHTML(false).compile(read(name + "/" + file)).execute(values);
  }

  private static JsonNode description(String resource) {
    return YamlReader.parse(
            new SourceText(Path.of(resource), read(resource)),
            Limits.HAND_WRITTEN,
            problem -> {
              throw new IllegalStateException(resource + ": " + problem.message());
            })
        .map(Document::root)
        .orElseThrow();
  }

  private static List<String> strings(JsonNode description, String key) {
    List<String> strings = new ArrayList<>();
    description.path(key).forEach(item -> strings.add(item.asText()));
    return strings;
  }

  private static String read(String resource) {
    try (InputStream in = ScaffoldTemplate.class.getResourceAsStream(ROOT + resource)) {
      if (in == null) {
        throw new IllegalStateException("the template file " + resource + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.dvp.core.scaffold;

import com.samskivert.mustache.Mustache;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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
    Map<?, ?> description =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(read(name + "/template.yml"));
    return new ScaffoldTemplate(
        name,
        String.valueOf(description.get("summary")),
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

  private static List<String> strings(Map<?, ?> description, String key) {
    List<String> strings = new ArrayList<>();
    if (description.get(key) instanceof Collection<?> items) {
      items.forEach(item -> strings.add(String.valueOf(item)));
    }
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

package dev.dvp.core.scaffold;

import dev.dvp.core.documents.SourceText;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The templates that come with {@code dvp}: folders of plain files in its jar. */
public final class BundledTemplates {
  private static final String ROOT = "/dev/dvp/templates/";

  private BundledTemplates() {}

  /**
   * The templates that there are.
   *
   * @return their names, sorted
   */
  public static List<String> names() {
    return new String(read("index"), StandardCharsets.UTF_8).lines().sorted().toList();
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
    InJar content = new InJar(name);
    String description =
        new String(content.bytes(TemplateDescription.FILE), StandardCharsets.UTF_8);
    return new ScaffoldTemplate(
        name,
        TemplateDescription.parse(
            new SourceText(content.place(TemplateDescription.FILE), description)),
        content,
        false);
  }

  private record InJar(String folder) implements TemplateFiles {
    @Override
    public byte[] bytes(String name) {
      return read(folder + "/" + name);
    }

    @Override
    public boolean isExecutable(String name) {
      return false;
    }

    @Override
    public Path place(String name) {
      return Path.of(folder, name);
    }
  }

  private static byte[] read(String resource) {
    try (InputStream in = BundledTemplates.class.getResourceAsStream(ROOT + resource)) {
      if (in == null) {
        throw new IllegalStateException("the template file " + resource + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

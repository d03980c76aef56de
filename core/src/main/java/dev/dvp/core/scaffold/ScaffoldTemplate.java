package dev.dvp.core.scaffold;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A template: files, and what is said of them. {@link BundledTemplates} come with {@code dvp},
 * {@link FolderTemplates} are made of any folder.
 *
 * @param name what users call it
 * @param description what is said of it, with all of its files
 * @param content what its files hold
 * @param isPlugin whether it is a plugin that becomes another one by a new id and name, and has no
 *     placeholders for them
 */
public record ScaffoldTemplate(
    String name, TemplateDescription description, TemplateFiles content, boolean isPlugin) {

  /**
   * The files that it writes.
   *
   * @return their names, with {@code /}, in the order in which a reader would look at them
   */
  public List<String> files() {
    return description.files();
  }

  /**
   * Fills in one file.
   *
   * @param file one of {@link #files}
   * @param values what the placeholders stand for; a boolean one keeps or drops a section
   * @return what the plugin's file holds
   * @throws DvpException when it cannot be filled in
   */
  byte[] render(String file, Map<String, Object> values) {
    byte[] bytes = content.bytes(file);
    boolean isManifest = file.equals(TemplateDescription.MANIFEST);
    boolean isFilledIn = description.placeholders().contains(file);
    if (!isFilledIn && !(isManifest && isPlugin)) {
      return bytes;
    }
    String text = text(file, bytes);
    if (isFilledIn) {
      text = Placeholders.fill(content.place(file), text, values);
    }
    if (isManifest && isPlugin) {
      text = PluginIdentity.change(content.place(file), text, values);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String text(String file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DvpException(
          TemplateRule.BROKEN.at(
              Location.of(content.place(file)),
              "The file is not in UTF-8, so nothing can be filled in.",
              "Save it as UTF-8."),
          e);
    }
  }
}

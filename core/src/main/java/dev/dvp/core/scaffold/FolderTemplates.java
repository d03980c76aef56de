package dev.dvp.core.scaffold;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Templates made of a folder that may come from anywhere: one with a {@code template.yml}, or
 * simply a plugin's.
 */
public final class FolderTemplates {
  private static final String ID = "{{id}}";

  private FolderTemplates() {}

  /**
   * Reads a template. All of it is in memory afterwards: the folder may go.
   *
   * @param name what users call it
   * @param folder the folder
   * @return the template
   * @throws DvpException when it is none, holds what is not copied, or cannot be read
   */
  public static ScaffoldTemplate read(String name, Path folder) {
    TemplateTree tree = TemplateTree.read(folder);
    boolean isDescribed = tree.names().contains(TemplateDescription.FILE);
    TemplateDescription description = isDescribed ? described(tree) : TemplateDescription.ANY;
    List<String> files = files(tree, description);
    if (!files.contains(TemplateDescription.MANIFEST)) {
      throw new DvpException(
          TemplateRule.BROKEN.at(
              Location.of(folder),
              "`"
                  + folder
                  + "` has no `"
                  + TemplateDescription.MANIFEST
                  + "`, so it is no"
                  + " template and no plugin's folder.",
              "Name the folder that holds it; with `--path` when it lies deeper in a repository."));
    }
    String manifest = new String(tree.bytes(TemplateDescription.MANIFEST), StandardCharsets.UTF_8);
    TemplateDescription whole =
        isDescribed
            ? description.with(files)
            : PluginIdentity.describe(tree.place(TemplateDescription.MANIFEST), manifest)
                .with(files);
    return new ScaffoldTemplate(name, whole, tree, !manifest.contains(ID));
  }

  private static TemplateDescription described(TemplateTree tree) {
    String text = new String(tree.bytes(TemplateDescription.FILE), StandardCharsets.UTF_8);
    return TemplateDescription.parse(new SourceText(tree.place(TemplateDescription.FILE), text));
  }

  private static List<String> files(TemplateTree tree, TemplateDescription description) {
    Set<String> there = tree.names();
    if (description.files().isEmpty()) {
      List<String> all = new ArrayList<>(there);
      all.remove(TemplateDescription.FILE);
      return all;
    }
    for (String file : description.files()) {
      if (!there.contains(file)) {
        throw new DvpException(
            TemplateRule.BROKEN.at(
                Location.of(tree.place(TemplateDescription.FILE)),
                "The template names the file `" + file + "`, and does not have it.",
                "Take it from `files`, or add the file. Caches and what version control keeps are"
                    + " not files of a template."));
      }
    }
    return description.files();
  }
}
